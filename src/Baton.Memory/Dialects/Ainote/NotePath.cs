using Baton.Memory.Outcomes;
using Baton.Memory.Text;
using Baton.Memory.Vault;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>Paths of notes: names only. A file's place is made of their parts, each encoded, under <c>notes/</c>.</summary>
internal static class NotePath
{
    public static Failure? Refuse(string path, string at)
    {
        var parts = path.Split('/');
        var isPlain = path.Length is > 0 and <= 500 && parts.Length <= 20
            && parts.All(part => part.Length > 0 && part is not ("." or "..") && part.Trim() == part) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl);
        return isPlain ? null : Fail.Invalid($"'{Excerpt.Line(path, 120)}' is no path of a note.", at, "Name its parts plainly with / between them, without . or .. or \\.");
    }

    public static string FileOf(string path) => "notes/" + string.Join('/', path.Split('/').Select(VaultNames.Encode));
}
