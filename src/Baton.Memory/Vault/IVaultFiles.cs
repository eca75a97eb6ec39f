namespace Baton.Memory.Vault;

/// <summary>
/// The vault's folder. Paths are relative, made by this room alone, with <c>/</c> between their parts. Links are never
/// followed: what is reached through one is not there.
/// </summary>
/// <exception cref="IOException">Any member, when the folder cannot be used.</exception>
public interface IVaultFiles
{
    /// <summary>Every file under a folder of the vault but hidden ones, in ordinal order.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>A file's bytes, or null when there is none.</summary>
    byte[]? Read(string path);

    /// <summary>Writes a file whole or not at all, making its folders.</summary>
    void Write(string path, ReadOnlySpan<byte> bytes);

    void Delete(string path);
}
