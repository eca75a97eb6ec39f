using Baton.Gateway.Audit;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Audit;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Audit;

public sealed class SqliteAuditStoreTests : AuditStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IAuditStore Open(AuditOptions? options = null, AuditKeys? keys = null)
        => SqliteAuditStore.Open(_folder.Data, keys ?? Keys, options ?? new AuditOptions(), Time, Failures.Add);

    [Fact]
    public async Task Dispose_Twice_IsOnce_AndWhatComesLaterIsRefused()
    {
        var store = Open();
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await store.AppendAsync(Entry("allow")));
    }

    [Theory]
    [InlineData("UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), 'memory_save', 'memory_read') AS BLOB) WHERE sequence = 3", "changed", 3)]
    [InlineData("UPDATE entries SET outcome = 'deny' WHERE sequence = 2", "changed", 2)]
    [InlineData("UPDATE entries SET grant_label = NULL WHERE sequence = 4", "changed", 4)]
    [InlineData("UPDATE entries SET time = time + 10 WHERE sequence = 1", "changed", 1)]
    [InlineData("UPDATE entries SET mac = zeroblob(32) WHERE sequence = 6", "changed", 6)]
    [InlineData("DELETE FROM entries WHERE sequence = 1", "removed", 1)]
    [InlineData("DELETE FROM entries WHERE sequence IN (3, 4)", "removed", 3)]
    [InlineData("DELETE FROM entries WHERE sequence = 3; UPDATE entries SET sequence = -sequence + 1 WHERE sequence > 3; UPDATE entries SET sequence = -sequence WHERE sequence < 0", "removed", 3)]
    [InlineData("INSERT INTO entries SELECT sequence + 6, time, kind, grant_label, server, tool, outcome, request_id, body, mac FROM entries WHERE sequence = 1", "inserted", 7)]
    [InlineData("DELETE FROM entries WHERE sequence > 4", "truncated", 5)]
    [InlineData("DELETE FROM entries", "truncated", 1)]
    [InlineData("DELETE FROM entries WHERE sequence < 4; INSERT INTO checkpoints VALUES (3, (SELECT mac FROM entries WHERE sequence = 4), 0, 'ab')", "forged", 3)]
    [InlineData("UPDATE chain SET id = zeroblob(16)", "replaced", 1)]
    public async Task Verify_AfterTampering_NamesTheFirstBadRow(string sql, string kind, long sequence)
    {
        AuditHead head;
        await using (var store = Open())
        {
            for (var number = 0; number < 6; number++) await store.AppendAsync(Entry("allow"));
            head = store.Head();
        }
        Tamper(sql);

        await using var again = Open();
        var fault = again.Verify([head], default).Fault.ShouldNotBeNull();

        (fault.Kind, fault.Sequence).ShouldBe((kind, sequence));
    }

    [Theory]
    [InlineData("UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), 'allow', 'never') AS BLOB) WHERE sequence = 2", false)]
    [InlineData("UPDATE entries SET outcome = 'deny' WHERE sequence = 2", false)]
    [InlineData("UPDATE entries SET mac = zeroblob(32) WHERE sequence = 2", false)]
    [InlineData("UPDATE entries SET mac = zeroblob(32) WHERE sequence = 1", false)]
    [InlineData("DELETE FROM entries WHERE sequence = 1", false)]
    [InlineData("UPDATE entries SET outcome = 'deny' WHERE sequence = 3", true)]
    public async Task Prove_AfterTampering_HoldsOnlyWhatItDidBefore(string sql, bool holds)
    {
        await using (var store = Open())
        {
            for (var number = 0; number < 3; number++) await store.AppendAsync(Entry("allow"));
        }
        Tamper(sql);

        await using var again = Open();
        again.Prove(2).ShouldNotBeNull().Holds.ShouldBe(holds);
    }

    [Fact]
    public async Task Verify_AnyByteOfTheTextChangedInTheFile_NamesItsRow()
    {
        await using var store = Open();
        for (var number = 0; number < 8; number++) await store.AppendAsync(Entry("allow") with { Message = $"row {number}" });

        Prop.ForAll(Gen.Choose(1, 8).ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (row, place) =>
        {
            var kept = store.Read(new AuditQuery()).ElementAt(row - 1).Body.ToArray();
            var changed = kept.ToArray();
            changed[place % changed.Length] ^= 1;
            Rewrite(row, changed);
            var found = store.Verify([], default).Fault?.Sequence == row;
            Rewrite(row, kept);
            return found && store.Verify([], default).Intact;
        }).Check(Repeatable.Config.WithMaxTest(40));
    }

    [Fact]
    public async Task Verify_FileEditedBeneathTheWriteAheadLog_IsIntact_BecauseTheEditIsNeverReadAndIsOverwritten()
    {
        var path = _folder.Data.File("audit.db");
        await using (var store = Open())
        {
            await store.AppendAsync(Entry("allow") with { Message = "as it was" });
            using (var checkpoint = Connection.Open(path, OpenMode.ReadWrite)) checkpoint.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            // the page of the first row is now in the log too, newer than the file's
            await store.AppendAsync(Entry("allow") with { Message = "second" });
            Overwrite(path, "as it was", "as it IS!").ShouldBeTrue();

            store.Verify([], default).ShouldBe(new AuditVerdict(null, 2, 1, 2, 0));
            System.Text.Encoding.UTF8.GetString(store.Read(new AuditQuery()).First().Body.Span).ShouldContain("as it was");
        }

        await using var again = Open();
        again.Verify([], default).ShouldBe(new AuditVerdict(null, 2, 1, 2, 0));
        Overwrite(path, "as it was", "as it IS!").ShouldBeTrue();
        using (var emptied = Connection.Open(path, OpenMode.ReadWrite)) emptied.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        await again.DisposeAsync();

        await using var edited = Open();
        edited.Verify([], default).Fault.ShouldNotBeNull().Sequence.ShouldBe(1);
    }

    private static bool Overwrite(string path, string text, string by)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var place = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text));
        if (place < 0) return false;
        file.Position = place;
        file.Write(System.Text.Encoding.UTF8.GetBytes(by));
        return true;
    }

    [Fact]
    public async Task Append_WhileTheFileIsLocked_WaitsForItsTurn()
    {
        await using var store = Open();
        using var other = Connection.Open(_folder.Data.File("audit.db"), OpenMode.ReadWrite);
        other.Execute("BEGIN IMMEDIATE");

        var append = Task.Run(async () => await store.AppendAsync(Entry("allow")));
        append.IsCompleted.ShouldBeFalse();
        other.Execute("COMMIT");

        (await append).ShouldBe(1);
    }

    [Fact]
    public async Task Append_WhenTheStoreCannotGrow_IsRefusedAndLeavesTheChainWhole()
    {
        await using var store = Open();
        await store.AppendAsync(Entry("allow"));
        var writer = ((SqliteAuditStore)store).Writer;
        writer.ExecuteScript("PRAGMA max_page_count = 1");

        var refused = await Should.ThrowAsync<StoreUnavailableException>(async () => await store.AppendAsync(Entry("allow") with { ArgumentsEncrypted = new string('x', 100_000) }));
        store.Post(Entry("allow") with { ArgumentsEncrypted = new string('x', 100_000) });
        await store.FlushAsync().AsTask().ShouldThrowAsync<StoreUnavailableException>();
        writer.ExecuteScript("PRAGMA max_page_count = 1073741823");

        refused.Message.ShouldContain("disk is full");
        Failures.ShouldHaveSingleItem().ShouldBeOfType<StoreUnavailableException>();
        (await store.AppendAsync(Entry("allow"))).ShouldBe(2);
        store.Verify([], default).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task Append_ThousandsOfRows_KeepsTheWriteAheadLogBounded()
    {
        await using var store = Open();
        for (var number = 0; number < 3_000; number++) await store.AppendAsync(Entry("allow"));

        store.Verify([], default).Rows.ShouldBe(3_000);
        new FileInfo(_folder.Data.File("audit.db-wal")).Length.ShouldBeLessThan(80L << 20);
    }

    public void Dispose() => _folder.Dispose();

    private void Tamper(string sql)
    {
        using var connection = Connection.Open(_folder.Data.File("audit.db"), OpenMode.ReadWrite);
        connection.ExecuteScript(sql);
    }

    private void Rewrite(long sequence, byte[] body)
    {
        using var connection = Connection.Open(_folder.Data.File("audit.db"), OpenMode.ReadWrite);
        using var update = connection.Prepare("UPDATE entries SET body = ? WHERE sequence = ?");
        update.Bind(body).Bind(sequence).Run();
    }
}
