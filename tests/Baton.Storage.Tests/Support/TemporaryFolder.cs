using Baton.Storage.Folders;

namespace Baton.Storage.Tests.Support;

/// <summary>A data folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Root = Directory.CreateTempSubdirectory("baton-storage-").FullName;

    public string Root { get; }

    /// <summary>Not made yet: the store makes it.</summary>
    public DataFolder Data => new(Path.Combine(Root, "data"));

    public string At(string name) => Path.Combine(Root, name);

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            foreach (var folder in Directory.EnumerateDirectories(Root)) File.SetUnixFileMode(folder, (UnixFileMode)0b111_000_000);
        }
        Directory.Delete(Root, recursive: true);
    }
}
