using System.Globalization;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Sqlite;

/// <summary>Files that cannot be used, and disks that cannot take more: clear words, and nothing written.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.Data.File("memory.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_NewerVersion_IsRefusedAndLeftAsItIs()
    {
        await MakeAsync();
        Alter("PRAGMA user_version = 99");
        (await UnchangedRefusalAsync()).ShouldContain("newer Baton (schema 99");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(99)]
    public async Task Open_DatabaseOfAnotherProgram_IsRefusedAndLeftAsItIs(int version)
    {
        Directory.CreateDirectory(_folder.Data.Path);
        Alter($"CREATE TABLE theirs (a); PRAGMA user_version = {version}");
        (await UnchangedRefusalAsync()).ShouldContain("another program");
    }

    [Fact]
    public async Task Open_NoDatabaseAtAll_IsRefusedAndLeftAsItIs()
    {
        Directory.CreateDirectory(_folder.Data.Path);
        await System.IO.File.WriteAllTextAsync(File, string.Concat(Enumerable.Repeat("just some text ", 100)));
        (await UnchangedRefusalAsync()).ShouldContain("not a Baton database");
    }

    [Fact]
    public async Task Open_FolderInPlaceOfTheFile_IsRefused()
    {
        Directory.CreateDirectory(File);
        (await RefusalAsync()).ShouldContain("memory.db");
    }

    [Fact]
    public async Task Read_DamagedPages_SaysSo()
    {
        await using (var store = await OpenAsync()) await store.PutAsync([.. Enumerable.Range(0, 200).Select(number => Remember($"m_{number:000}", "some text"))]);
        await using (var stream = new FileStream(File, FileMode.Open))
        {
            stream.Position = 3 * 4096;
            stream.Write(new byte[stream.Length - stream.Position]);
        }
        var exception = await Should.ThrowAsync<StoreUnavailableException>(async () =>
        {
            await using var damaged = await OpenAsync();
            await damaged.ListIdsAsync(Scope(), Memories());
        });
        exception.Message.ShouldContain("damaged");
        exception.Message.ShouldContain("baton doctor");
    }

    [Fact]
    public async Task Write_DiskFull_FailsAloneAndKeepsTheStoreWhole()
    {
        await using var store = await OpenAsync();
        await store.PutAsync(Remember("m_1"));
        Limit(store, store.Writer.QueryInt64("PRAGMA page_count") + 8);
        var big = new byte[1 << 20];
        var full = Should.ThrowAsync<StoreUnavailableException>(() => store.WriteAsync(async writer =>
        {
            await writer.PutSegmentAsync(big);
        }));
        var small = Enumerable.Range(2, 5).Select(number => store.PutAsync(Remember($"m_{number}"))).ToArray();
        (await full).Message.ShouldContain("disk is full");
        await Task.WhenAll(small);
        (await store.ListIdsAsync(Scope(), Memories())).Length.ShouldBe(6);
        Limit(store, 1 << 20);
        await store.WriteAsync(async writer => await writer.PutSegmentAsync(big));
    }

    [Fact]
    public async Task Write_HeldLock_IsWaitedForAndThenRefused()
    {
        await MakeAsync();
        await using var store = await SqliteMemoryStore.OpenAsync(_folder.Data, new HastyTime());
        using var other = Connection.Open(File, OpenMode.ReadWrite);
        other.Execute("BEGIN IMMEDIATE");
        (await Should.ThrowAsync<StoreUnavailableException>(() => store.PutAsync(Remember("m_2")))).Message.ShouldContain("is locked");
        (await store.ListIdsAsync(Scope(), Memories())).ShouldBe(["m_1"]);
        other.Execute("ROLLBACK");
        await store.PutAsync(Remember("m_2"));
    }

    [Fact]
    public async Task Write_LockLetGo_GoesOn()
    {
        await using var store = await OpenAsync();
        using var other = Connection.Open(File, OpenMode.ReadWrite);
        other.Execute("BEGIN IMMEDIATE");
        var write = store.PutAsync(Remember("m_1"));
        (await store.ListIdsAsync(Scope(), Memories())).ShouldBeEmpty();
        other.Execute("COMMIT");
        await write;
    }

    [Fact]
    public async Task Closed_Store_RefusesToWork()
    {
        var store = await OpenAsync();
        await store.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => store.PutAsync(Remember("m_1")));
        await Should.ThrowAsync<ObjectDisposedException>(() => store.ListIdsAsync(Scope(), Memories()));
    }

    [Fact]
    public async Task Dispose_WithQueuedWrites_FinishesThem()
    {
        var store = await OpenAsync();
        await store.PutAsync(Remember("m_0"));
        var writes = Enumerable.Range(1, 30).Select(number => store.WriteAsync<bool>(async writer =>
        {
            await writer.PutVersionAsync(Remember($"m_{number}"));
            return true;
        }, default).AsTask()).ToArray();
        await store.DisposeAsync();
        foreach (var write in writes) (await write).ShouldBe((Outcome<bool>)true);
        await using var again = await OpenAsync();
        (await again.ListIdsAsync(Scope(), Memories())).Length.ShouldBe(31);
    }

    private ValueTask<SqliteMemoryStore> OpenAsync() => SqliteMemoryStore.OpenAsync(_folder.Data, TimeProvider.System);

    private async Task MakeAsync()
    {
        await using var store = await OpenAsync();
        await store.PutAsync(Remember("m_1"));
    }

    private void Alter(string sql)
    {
        using var connection = Connection.Open(File, OpenMode.Create);
        connection.ExecuteScript(sql);
    }

    private static void Limit(SqliteMemoryStore store, long pages)
        => store.Writer.QueryInt64(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));

    private async Task<string> UnchangedRefusalAsync()
    {
        var before = await System.IO.File.ReadAllBytesAsync(File);
        var message = await RefusalAsync();
        (await System.IO.File.ReadAllBytesAsync(File)).ShouldBe(before);
        return message;
    }

    private async Task<string> RefusalAsync() => (await Should.ThrowAsync<StoreUnavailableException>(async () => await OpenAsync())).Message;

    /// <summary>Every look at the clock finds a minute gone.</summary>
    private sealed class HastyTime : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => Interlocked.Add(ref _now, TimestampFrequency * 61);
    }
}
