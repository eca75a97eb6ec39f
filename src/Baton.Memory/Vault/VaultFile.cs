namespace Baton.Memory.Vault;

/// <summary>A file found in the vault: a document, or why it is none.</summary>
internal sealed record VaultFile(string Path, VaultDocument? Document, string? Problem)
{
    public static VaultFile Read(IVaultFiles files, string path)
    {
        try
        {
            return files.Read(path) is { } bytes && VaultDocument.Read(bytes) is { } document
                ? new VaultFile(path, document, null)
                : new VaultFile(path, null, "Baton did not write it, so it is left alone. Save a record instead; its file follows.");
        }
        catch (FormatException problem)
        {
            return new VaultFile(path, null, problem.Message);
        }
    }
}
