using System.IO.Compression;
using System.Text;
using Baton.Memory.Storage;
using Baton.Storage.Maintenance;
using Baton.Storage.Sqlite;
using Baton.Storage.Tests.Contract;
using Baton.Storage.Tests.Support;
using Baton.TestSupport;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Sqlite;

public sealed class SqlitePurgeTests : PurgeContract
{
    private readonly TemporaryFolder _folder;

    public SqlitePurgeTests() : this(new TemporaryFolder()) { }

    private SqlitePurgeTests(TemporaryFolder folder) : base(new SqliteFixture(folder)) => _folder = folder;

    [Fact]
    public async Task PurgeAsync_AndCompacted_LeavesNoTraceInTheFiles()
    {
        const string Secret = "xylophonequartz";
        var segment = await Store.WriteAsync(writer => writer.PutSegmentAsync(Encoding.UTF8.GetBytes(Secret + " body")));
        await Store.PutAsync(
            Remember("m_1", $"{Secret} one") with { Key = Secret, Tags = [Secret] },
            HandOff("h_1", $"{Secret} two") with { Body = new StoredBody([segment], 20, Bodies.Sha256(Encoding.UTF8.GetBytes(Secret + " body"))) });
        for (var i = 0; i < 40; i++) await Store.PutAsync(Remember($"m_x{i}", $"other text {i}"));
        var store = (SqliteMemoryStore)Store;
        store.Compact().ShouldBeTrue();
        Traces(Secret).ShouldBeGreaterThan(3);

        await Store.WriteAsync(writer => writer.PurgeAsync(["m_1", "h_1"], "", By(), Start));
        store.Compact().ShouldBeTrue();
        Traces(Secret).ShouldBe(0);
        await Store.PutAsync(Remember("m_9", "still writable"));
        (await Store.SearchIdsAsync(Scope(), Memories(), AnyOf("other"))).Length.ShouldBe(40);
    }

    [Fact]
    public async Task OpenAsync_OnAFileOfVersion1_KeepsEverythingAndPurges()
    {
        using var old = new TemporaryFolder();
        Directory.CreateDirectory(old.Data.Path);
        await using (var packed = new GZipStream(File.OpenRead(Repository.At("tests", "Baton.Storage.Tests", "Fixtures", "memory-v1.db.gz")), CompressionMode.Decompress))
        await using (var file = File.Create(Path.Combine(old.Data.Path, "memory.db")))
        {
            await packed.CopyToAsync(file);
        }
        await using (var store = await SqliteMemoryStore.OpenAsync(old.Data, TimeProvider.System))
        {
            var scope = Baton.Memory.Storage.Scope.Operator(DateTimeOffset.MaxValue);
            var handoff = (await store.ReadAsync(reader => reader.FindByKeyAsync(scope, RecordKind.Handoff, "atlas", "login")))!;
            (await store.ReadAsync(reader => reader.ReadBodyAsync(handoff.Body!))).ToArray().ShouldBe("eins\r\nzwei 🎌\r\n"u8.ToArray());
            var port = (await store.ReadAsync(reader => reader.FindByKeyAsync(scope, RecordKind.Memory, "atlas", "port")))!;
            port.Version.ShouldBe(2);
            (await store.SearchIdsAsync(scope, Memories("atlas"), AnyOf("4701"))).ShouldBe([port.Id]);
            (await store.ReadAsync(reader => reader.LinksAsync(scope, port.Id))).Single().Relation.ShouldBe("about");
            (await store.ReadAsync(reader => reader.ListProjectsAsync(scope))).Select(project => (project.Name, project.Retention)).ShouldBe([("atlas", null), ("borea", null)]);

            (await store.WriteAsync(writer => writer.PurgeAsync([port.Id], "", By(), Start))).Versions.ShouldBe(2);
            (await store.ReadAsync(reader => reader.FindTombstoneAsync(port.Id))).ShouldNotBeNull();
        }
        IntegrityCheck.Run(old.Data, null, default).ShouldAllBe(check => check.IsSound);
    }

    [Fact]
    public async Task Compact_WhileAnotherWrites_GivesUpAndHarmsNothing()
    {
        await Store.PutAsync(Remember("m_1", "kept"));
        var store = (SqliteMemoryStore)Store;
        store.Writer.Execute("BEGIN IMMEDIATE");
        store.Compact().ShouldBeFalse();
        store.Writer.Execute("COMMIT");
        (await Store.SearchIdsAsync(Scope(), Memories(), AnyOf("kept"))).ShouldBe(["m_1"]);
    }

    /// <summary>How often a text stands in the store's files, in any case.</summary>
    private int Traces(string text) => Directory.EnumerateFiles(_folder.Data.Path).Sum(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Encoding.Latin1.GetString(copy.ToArray()).Split(text, StringSplitOptions.None).Length - 1;
    });
}
