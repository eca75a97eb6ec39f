using System.Text;

namespace Baton.Memory.Vault;

/// <summary>A file found in the vault: a document, or why it is none.</summary>
/// <param name="Path">Within the vault.</param>
/// <param name="Document">What it holds; null when it cannot be read.</param>
/// <param name="Problem">Why it cannot be read, and what to do.</param>
/// <param name="IsMade">Whether it looks like one that Baton wrote, readable or not.</param>
/// <param name="Id">The record it names, as far as that can be told.</param>
internal sealed record VaultFile(string Path, VaultDocument? Document, string? Problem, bool IsMade, string? Id)
{
    private const string IdField = "id: ";
    private const string Mend = "It is left alone, and its record gets no other file: mend it, or delete it and it comes back.";

    public static VaultFile Read(IVaultFiles files, string path)
    {
        var bytes = files.Read(path) ?? [];
        try
        {
            if (VaultDocument.Read(bytes) is { } document) return new VaultFile(path, document, null, true, document.Id);
        }
        catch (FormatException problem)
        {
            return new VaultFile(path, null, $"{problem.Message} {Mend}", true, NamedIn(bytes));
        }
        return NamedIn(bytes) is { } id
            ? new VaultFile(path, null, $"Its fields are no longer whole: they begin and end with a line of ---, and id and hash are among them. {Mend}", true, id)
            : new VaultFile(path, null, "Baton did not write it, so it is left alone. Save a record instead; its file follows.", false, null);
    }

    /// <summary>The id that the fields of a file name which cannot be read; of the text below them nothing is asked.</summary>
    private static string? NamedIn(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n').Select(line => line.Trim().TrimStart('\uFEFF')).ToList();
        var from = lines.Count > 0 && lines[0] == "---" ? 1 : 0;
        var name = lines.Skip(from).TakeWhile(line => line is not "---").FirstOrDefault(line => line.StartsWith(IdField, StringComparison.Ordinal));
        return name is null || !lines.Exists(line => line == "---") ? null : name[IdField.Length..].Trim().Trim('"');
    }
}
