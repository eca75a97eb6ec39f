namespace Baton.Memory.Vault;

/// <summary>Where a server runs without a data folder's vaults.</summary>
internal sealed class NoVaultFolders : IVaultFolders
{
    public IReadOnlyList<VaultPlace> List() => [];

    public IVaultFiles Open(string name) => throw new IOException("This server has no vaults: it was started without a data folder for them.");
}
