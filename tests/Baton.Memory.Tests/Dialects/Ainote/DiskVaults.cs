using Baton.Memory.Vault;

namespace Baton.Memory.Tests.Dialects.Ainote;

/// <summary>Vaults in a folder of the test's own.</summary>
internal sealed class DiskVaults(string root) : IVaultFolders
{
    public string Root => root;

    /// <summary>Set to refuse every use, as a folder that cannot be written does.</summary>
    public bool IsBroken { get; set; }

    public IReadOnlyList<VaultPlace> List()
        => IsBroken ? throw new IOException("the disk is full")
            : [.. Directory.EnumerateDirectories(root).Select(path => Path.GetFileName(path)!).Append("main").Distinct().Order(StringComparer.Ordinal)
                .Select(name => new VaultPlace(name, Path.Combine(root, name), Directory.Exists(Path.Combine(root, name, ".git"))))];

    public IVaultFiles Open(string name)
    {
        if (IsBroken) throw new IOException("the disk is full");
        return new Files(Directory.CreateDirectory(Path.Combine(root, name)).FullName);
    }

    private sealed class Files(string folder) : IVaultFiles
    {
        public IReadOnlyList<string> List(string within) => !Directory.Exists(At(within)) ? []
            : [.. Directory.EnumerateFiles(At(within), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

        public byte[]? Read(string path) => File.Exists(At(path)) ? File.ReadAllBytes(At(path)) : null;

        public void Write(string path, ReadOnlySpan<byte> bytes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
            File.WriteAllBytes(At(path), bytes);
        }

        public void Delete(string path) => File.Delete(At(path));

        private string At(string path)
        {
            var whole = Path.GetFullPath(Path.Combine(folder, path));
            whole.ShouldStartWith(folder + Path.DirectorySeparatorChar, customMessage: $"{path} leads out of the vault");
            return whole;
        }
    }
}
