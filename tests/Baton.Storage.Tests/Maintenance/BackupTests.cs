using System.IO.Compression;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Maintenance;
using Baton.Storage.Sqlite;
using Baton.Storage.Sqlite.Schema;
using Baton.Storage.Tests.Support;
using Baton.TestSupport;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Maintenance;

public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Archive => _folder.At("backup.zip");

    private DataFolder Restored => new(_folder.At("restored"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Backup_WhileOthersWrite_RestoresToOneMoment()
    {
        await using var store = await OpenAsync(_folder.Data);
        await store.PutAsync(Remember("m_00", "grail"));
        var writing = Task.Run(async () =>
        {
            for (var number = 1; number < 60; number++) await store.PutAsync(Remember($"m_{number:00}"), Remember($"n_{number:00}"));
        });
        await SqliteBackup.BackUpAsync(_folder.Data, Archive, TimeProvider.System, progress: null, default);
        await writing;
        await SqliteRestore.RestoreAsync(Archive, Restored, progress: null, default);
        await using var restored = await OpenAsync(Restored);
        var ids = await restored.ListIdsAsync(Scope(), Memories());
        ids.Count(id => id[0] == 'n').ShouldBe(ids.Length - 1 - ids.Count(id => id[0] == 'n'));
        (await restored.SearchIdsAsync(Scope(), Memories(), AnyOf("grail"))).ShouldBe(["m_00"]);
        await restored.PutAsync(Remember("m_new"));
        IntegrityCheck.Run(Restored, progress: null, default).ShouldAllBe(result => result.IsSound);
    }

    [Fact]
    public async Task Backup_Finished_TellsWhatIsInIt()
    {
        await MakeAsync();
        var told = new List<string>();
        var manifest = await SqliteBackup.BackUpAsync(_folder.Data, Archive, new ManualTimeProvider(), told.Add, default);
        manifest.CreatedAt.ShouldBe(Start);
        manifest.Files.Select(file => (file.Name, file.SchemaVersion)).ShouldBe([("memory.db", Schemas.Memory.Version)]);
        told.ShouldBe(["memory.db"]);
        using var zip = ZipFile.OpenRead(Archive);
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["manifest.json", "memory.db"]);
        using var entry = zip.GetEntry("memory.db")!.Open();
        using var bytes = new MemoryStream();
        await entry.CopyToAsync(bytes);
        Bodies.Sha256(bytes.ToArray()).ShouldBe(manifest.Files[0].Sha256);
        bytes.Length.ShouldBe(manifest.Files[0].Bytes);
        LeavesNothingBehind();
    }

    [Fact]
    public async Task Backup_OverAnOlderOne_ReplacesIt()
    {
        await MakeAsync();
        await File.WriteAllTextAsync(Archive, "older");
        await SqliteBackup.BackUpAsync(_folder.Data, Archive, TimeProvider.System, progress: null, default);
        (await SqliteRestore.RestoreAsync(Archive, Restored, progress: null, default)).Files.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Backup_NothingThere_IsRefused()
    {
        var exception = await Should.ThrowAsync<StoreUnavailableException>(() => SqliteBackup.BackUpAsync(_folder.Data, Archive, TimeProvider.System, null, default));
        exception.Message.ShouldContain("nothing to back up");
        File.Exists(Archive).ShouldBeFalse();
    }

    [Fact]
    public async Task Backup_Cancelled_LeavesNothingBehind()
    {
        await MakeAsync();
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => SqliteBackup.BackUpAsync(_folder.Data, Archive, TimeProvider.System, null, cancel.Token));
        File.Exists(Archive).ShouldBeFalse();
        LeavesNothingBehind();
    }

    [Fact]
    public async Task Restore_OntoDatabases_IsRefused()
    {
        await MakeAsync();
        await SqliteBackup.BackUpAsync(_folder.Data, Archive, TimeProvider.System, null, default);
        var exception = await Should.ThrowAsync<StoreUnavailableException>(() => SqliteRestore.RestoreAsync(Archive, _folder.Data, null, default));
        exception.Message.ShouldContain("already holds memory.db");
    }

    [Theory]
    [InlineData("memory.db", "some other bytes", "has 16 bytes")]
    [InlineData("manifest.json", "{", "damaged")]
    [InlineData("manifest.json", """{"format":2,"created_at":"2026-03-01T12:00:00+00:00","files":[]}""", "newer Baton")]
    [InlineData("manifest.json", """{"format":1,"created_at":"2026-03-01T12:00:00+00:00","files":[{"name":"../../evil","bytes":0,"sha256":"","schema_version":1}]}""", "unknown file")]
    [InlineData("manifest.json", """{"format":1,"created_at":"2026-03-01T12:00:00+00:00","files":[{"name":"memory.db","bytes":0,"sha256":"","schema_version":99}]}""", "schema 99")]
    [InlineData("manifest.json", """{"format":1,"created_at":"2026-03-01T12:00:00+00:00","files":[{"name":"audit.db","bytes":0,"sha256":"","schema_version":0}]}""", "audit.db is missing")]
    public async Task Restore_AlteredArchive_IsRefusedWhole(string entry, string content, string reason)
    {
        await MakeAsync();
        await SqliteBackup.BackUpAsync(_folder.Data, Archive, TimeProvider.System, null, default);
        using (var zip = ZipFile.Open(Archive, ZipArchiveMode.Update))
        {
            zip.GetEntry(entry)!.Delete();
            await using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
            await writer.WriteAsync(content);
        }
        await ShouldRefuseAsync(reason);
    }

    [Fact]
    public async Task Restore_ChangedByte_IsRefusedWhole()
    {
        await MakeAsync();
        await SqliteBackup.BackUpAsync(_folder.Data, Archive, TimeProvider.System, null, default);
        using (var zip = ZipFile.Open(Archive, ZipArchiveMode.Update))
        {
            using var stream = zip.GetEntry("memory.db")!.Open();
            stream.Position = 5000;
            var value = stream.ReadByte();
            stream.Position = 5000;
            stream.WriteByte((byte)~value);
        }
        await ShouldRefuseAsync("hash");
    }

    [Fact]
    public async Task Restore_NoArchive_IsRefused()
    {
        await File.WriteAllTextAsync(Archive, "no zip");
        await ShouldRefuseAsync("damaged");
        File.Delete(Archive);
        await ShouldRefuseAsync("cannot be restored");
    }

    private async Task ShouldRefuseAsync(string reason)
    {
        var exception = await Should.ThrowAsync<StoreUnavailableException>(() => SqliteRestore.RestoreAsync(Archive, Restored, null, default));
        exception.Message.ShouldContain(reason);
        if (Directory.Exists(Restored.Path)) Directory.EnumerateFileSystemEntries(Restored.Path).ShouldBeEmpty();
    }

    private void LeavesNothingBehind()
        => Directory.EnumerateFileSystemEntries(_folder.Root).Select(Path.GetFileName).Except(["backup.zip", "data"]).ShouldBeEmpty();

    private static async Task<SqliteMemoryStore> OpenAsync(DataFolder folder) => await SqliteMemoryStore.OpenAsync(folder, TimeProvider.System);

    private async Task MakeAsync()
    {
        await using var store = await OpenAsync(_folder.Data);
        await store.PutAsync(Remember("m_1", "grail"));
    }
}
