namespace Baton.Memory.Vault;

/// <summary>The vaults beside a data folder: each a folder of its own. Names are letters, digits, dashes and underscores, and nothing else leads to a folder.</summary>
/// <exception cref="IOException">Any member, when the folders cannot be used.</exception>
public interface IVaultFolders
{
    /// <summary>The vaults there are, by name; the primary one is always there.</summary>
    IReadOnlyList<VaultPlace> List();

    /// <summary>The files of a vault, which is made when it is not there.</summary>
    IVaultFiles Open(string name);
}

/// <summary>A vault's folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Folder">Where it lies, for people.</param>
/// <param name="IsRepository">Whether it is a git repository.</param>
public sealed record VaultPlace(string Name, string Folder, bool IsRepository);

/// <summary>What is fixed about vaults.</summary>
public static class VaultFolderNames
{
    /// <summary>The vault that files go to.</summary>
    public const string Primary = "main";

    /// <summary>Whether a text can name a vault.</summary>
    public static bool IsName(string text)
        => text.Length is > 0 and <= 64 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') && text[0] != '-';
}
