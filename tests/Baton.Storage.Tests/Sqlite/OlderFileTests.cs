using Baton.Memory.Storage;
using Baton.Storage.Maintenance;
using Baton.Storage.Sqlite;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Schema;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Sqlite;

/// <summary>A file of each older schema, with records in it: opened by this program, every record is found by every way that came since.</summary>
public sealed class OlderFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> Versions => [.. Enumerable.Range(1, Schemas.Memory.Version - 1)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Open_AnOlderFile_FindsItsRecordsByEveryWay(int version)
    {
        Make(version);
        await using var store = await OpenAsync();
        (await store.ListIdsAsync(Scope(), Memories())).ShouldBe(["m_01C", "m_01B", "m_01A"]);
        (await store.ListIdsAsync(Scope(), Memories("atlas") with { Thread = "t" })).ShouldBe(["m_01A"]);
        (await store.ListIdsAsync(Scope(), Memories() with { Pinned = true })).ShouldBe(["m_01A"]);
        (await store.ListIdsAsync(Scope(), Memories() with { Types = ["warning"] })).ShouldBe(["m_01B"]);
        (await store.ListIdsAsync(Scope(), Memories("atlas") with { Layers = ["stated", "verified"] })).ShouldBe(["m_01B", "m_01A"]);
        (await store.ListIdsAsync(Scope(), Memories("atlas") with { Layers = ["hypothesis"] })).ShouldBe(["m_01C"]);
        (await store.ListIdsAsync(Scope(), Memories() with { TagsAny = ["x"] })).ShouldBe(["m_01A"]);
        (await store.ListIdsAsync(Scope(), new RecordFilter { Kind = RecordKind.Handoff, Project = "atlas", Statuses = ["open", "claimed"] })).ShouldBe(["h_01A"]);
        (await store.ReadAsync(reader => reader.FindByKeyAsync(Scope(), RecordKind.Memory, "atlas", "k")))!.Id.ShouldBe("m_01A");
        (await store.ReadAsync(reader => reader.NextPositionAsync(Scope(), RecordKind.Memory, "atlas", "t"))).ShouldBe(5);
        (await store.ReadAsync(reader => reader.AgentsAsync(Scope(), new AgentFilter()))).Select(agent => agent.Principal).ShouldBe(["ada"]);
        (await store.ReadAsync(reader => reader.RecentChangesAsync(Scope(), "atlas", Start.AddDays(-1), 10))).Count.ShouldBe(4);
        (await store.ReadAsync(reader => reader.GetAsync(Scope(), "m_01A")))!.Layer.ShouldBe("verified");
        (await store.ReadAsync(reader => reader.FindProjectAsync("atlas")))!.Retention.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Open_AnOlderFile_TakesNewVersionsAndPurges(int version)
    {
        Make(version);
        await using (var store = await OpenAsync())
        {
            var old = (await store.ReadAsync(reader => reader.GetAsync(Scope(), "m_01A")))!;
            await store.PutAsync(old with { Version = 2, RecordedAt = Start.AddSeconds(5), Search = new SearchText("", "", "chalice") });
            (await store.SearchIdsAsync(Scope(), Memories(), AnyOf("chalice"))).ShouldBe(["m_01A"]);
            (await store.ReadAsync(reader => reader.HistoryAsync(Scope(), "m_01A"))).Select(row => row.Version).ShouldBe([1, 2]);
            await store.WriteAsync(writer => writer.PurgeAsync(["m_01B"], "", By(), Start));
            (await store.ReadAsync(reader => reader.FindTombstoneAsync("m_01B"))).ShouldNotBeNull();
        }
        IntegrityCheck.Run(_folder.Data, null, default).SelectMany(result => result.Problems).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Open_AnOlderFile_ByManyAtOnce_UpgradesItOnce(int version)
    {
        Make(version);
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () => await OpenAsync())));
        foreach (var store in stores)
        {
            (await store.ListIdsAsync(Scope(), Memories())).Length.ShouldBe(3);
            await store.DisposeAsync();
        }
    }

    private ValueTask<SqliteMemoryStore> OpenAsync() => SqliteMemoryStore.OpenAsync(_folder.Data, TimeProvider.System);

    private void Make(int version)
    {
        Directory.CreateDirectory(_folder.Data.Path);
        using var connection = Connection.Open(_folder.Data.File("memory.db"), OpenMode.Create);
        var patience = new Patience(TimeProvider.System);
        patience.Retry(() => Migrator.Upgrade(connection, Schemas.Memory with { Migrations = Schemas.Memory.Migrations[..version] }, patience));
        var at = Start.UtcTicks;
        connection.ExecuteScript(
            $$"""
            INSERT INTO projects (no, name, secrets, approve_suspicious, created_at) VALUES (1, 'atlas', 0, 0, {{at}});
            INSERT INTO authors (no, grant_label, principal, client) VALUES (1, 'local', 'ada', 'editor');
            {{Row(1, "m_01A", 1, at, "'k'", "'t'", "4", "'fact'", 1, "NULL", """{"id":"m_01A","layer":"verified"}""")}}
            {{Row(2, "m_01B", 1, at + 1, "NULL", "NULL", "NULL", "'warning'", 0, "NULL", """{"id":"m_01B","layer":"stated"}""")}}
            {{Row(3, "h_01A", 0, at + 2, "'k'", "NULL", "NULL", "NULL", 0, "'open'", """{"id":"h_01A"}""")}}
            {{Row(4, "m_01C", 1, at + 3, "NULL", "NULL", "NULL", "'insight'", 0, "NULL", """{"id":"m_01C","layer":"hypothesis"}""")}}
            INSERT INTO version_tags (version, tag) VALUES (1, 'x');
            """);
        if (version >= 4) connection.ExecuteScript("UPDATE versions SET layer = json_extract(CAST(data AS TEXT), '$.layer') WHERE kind = 1");
    }

    private static string Row(int number, string id, int kind, long at, string key, string thread, string position, string type, int pinned, string status, string data) =>
        $"""
        INSERT INTO versions (no, id, version, kind, project, place, visibility, owner, recorded_at, recorded_from, key, thread, position, type, pinned, status,
            priority, created_at, author, request, operation, creator, created_request, created_operation, tags, data)
        VALUES ({number}, '{id}', 1, {kind}, 1, 1, 1, 'ada', {at}, {at}, {key}, {thread}, {position}, {type}, {pinned}, {status},
            0, {at}, 1, 'r', 'save', 1, 'r', 'save', '{(number == 1 ? "[\"x\"]" : "[]")}', CAST('{data}' AS BLOB));
        """;
}
