using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;
using Baton.Storage.Tests.Processes;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Folders;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_NoFolder_MakesItForItsOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are a matter of Unix.");
        await using var store = await SqliteMemoryStore.OpenAsync(_folder.Data, TimeProvider.System);
        await store.PutAsync(Remember("m_1"));
        File.GetUnixFileMode(_folder.Data.Path).ShouldBe((UnixFileMode)0b111_000_000);
        foreach (var name in new[] { "memory.db", "memory.db-wal", "memory.db-shm" })
        {
            File.GetUnixFileMode(_folder.Data.File(name)).ShouldBe((UnixFileMode)0b110_000_000, name);
        }
    }

    [Fact]
    public async Task Open_PathIsAFile_IsRefused()
    {
        File.WriteAllText(_folder.Data.Path, "mine");
        (await RefusalAsync(_folder.Data)).ShouldContain("is a file");
        File.ReadAllText(_folder.Data.Path).ShouldBe("mine");
    }

    [Fact]
    public async Task Open_PathBelowAFile_IsRefused()
    {
        File.WriteAllText(_folder.At("file"), "mine");
        (await RefusalAsync(new DataFolder(_folder.At("file/data")))).ShouldContain("cannot be");
    }

    [Theory]
    [InlineData("nfs")]
    [InlineData("CIFS")]
    [InlineData("smb2")]
    [InlineData("9p")]
    [InlineData("fuse")]
    public void Prepare_NetworkShare_IsRefusedUnlessAllowed(string fileSystem)
    {
        var refused = Should.Throw<StoreUnavailableException>(() => _folder.Data.Prepare(_ => fileSystem));
        refused.Message.ShouldContain(fileSystem);
        refused.Message.ShouldContain("BATON_ALLOW_NETWORK_SHARE=1");
        (_folder.Data with { AllowNetworkShare = true }).Prepare(_ => fileSystem);
    }

    [Theory]
    [InlineData("ext4")]
    [InlineData("btrfs")]
    [InlineData("apfs")]
    [InlineData("fuseblk")]
    [InlineData("tmpfs")]
    [InlineData("overlay")]
    public void Prepare_LocalFileSystem_IsAccepted(string fileSystem) => _folder.Data.Prepare(_ => fileSystem);

    [Fact]
    public async Task Open_FolderOfAnother_SaysWhatToDo()
    {
        var data = _folder.Data.Path;
        using var hammer = Hammer.AsNobody("open", data);
        Assert.SkipWhen(hammer is null, "Needs root and setpriv, to become a user without rights.");
        var (code, errors) = await hammer.WaitAsync();
        (code, Directory.Exists(data)).ShouldBe((3, false));
        errors.ShouldContain("may not write there");
    }

    [Fact]
    public async Task Open_ReadOnlyFolder_SaysWhatToDoAndWritesNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are a matter of Unix.");
        Directory.CreateDirectory(_folder.Data.Path);
        File.SetUnixFileMode(_folder.Root, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(_folder.Data.Path, (UnixFileMode)0b101_101_101);
        using var hammer = Hammer.AsNobody("open", _folder.Data.Path);
        Assert.SkipWhen(hammer is null, "Needs root and setpriv, to become a user without rights.");
        var (code, errors) = await hammer.WaitAsync();
        code.ShouldBe(3);
        errors.ShouldContain("read-only for this user");
        Directory.EnumerateFileSystemEntries(_folder.Data.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_ReadOnlyFile_SaysWhatToDo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are a matter of Unix.");
        await using (var store = await SqliteMemoryStore.OpenAsync(_folder.Data, TimeProvider.System)) await store.PutAsync(Remember("m_1"));
        foreach (var folder in new[] { _folder.Root, _folder.Data.Path }) File.SetUnixFileMode(folder, (UnixFileMode)0b101_101_101);
        File.SetUnixFileMode(_folder.Data.File("memory.db"), (UnixFileMode)0b100_100_100);
        using var hammer = Hammer.AsNobody("open", _folder.Data.Path);
        Assert.SkipWhen(hammer is null, "Needs root and setpriv, to become a user without rights.");
        var (code, errors) = await hammer.WaitAsync();
        code.ShouldBe(3);
        errors.ShouldContain("memory.db");
    }

    private static async Task<string> RefusalAsync(DataFolder folder)
        => (await Should.ThrowAsync<StoreUnavailableException>(async () => await SqliteMemoryStore.OpenAsync(folder, TimeProvider.System))).Message;
}
