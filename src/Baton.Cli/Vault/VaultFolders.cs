using Baton.Memory.Vault;
using Baton.Storage.Folders;

namespace Baton.Cli.Vault;

/// <summary>The vaults under <c>vaults/</c> in the data folder.</summary>
internal sealed class VaultFolders(DataFolder folder) : IVaultFolders
{
    private readonly string _root = Path.Combine(folder.Path, "vaults");

    public IReadOnlyList<VaultPlace> List()
    {
        IEnumerable<string> found = Directory.Exists(_root) ? Directory.EnumerateDirectories(_root).Select(path => Path.GetFileName(path)) : [];
        return [.. found.Append(VaultFolderNames.Primary).Where(VaultFolderNames.IsName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Place)];
    }

    public IVaultFiles Open(string name)
        => VaultFolderNames.IsName(name) ? new VaultFolder(Path.Combine(_root, name)) : throw new IOException($"'{name}' cannot name a vault.");

    private VaultPlace Place(string name)
    {
        var path = Path.Combine(_root, name);
        return new VaultPlace(name, path, Directory.Exists(Path.Combine(path, ".git")) || File.Exists(Path.Combine(path, ".git")));
    }
}
