using Baton.Memory.Storage;
using Baton.Storage.Sqlite;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Records;
using Baton.Storage.Sqlite.Search;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Sqlite;

/// <summary>Statements on the path of every call walk an index in order, so that their cost does not grow with the store.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private Connection _connection = null!;

    public async ValueTask InitializeAsync()
    {
        await using (var store = await SqliteMemoryStore.OpenAsync(_folder.Data, TimeProvider.System)) await store.PutAsync(Remember("m_1"));
        _connection = Connection.Open(_folder.Data.File("memory.db"), OpenMode.ReadWrite);
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(true, "versions_by_place")]
    [InlineData(false, "versions_by_time")]
    public void List_NewestFirst_WalksAnIndexWithoutSorting(bool place, string index)
    {
        var sql = new Sql("SELECT v.no, v.recorded_at, v.id FROM versions v WHERE 1");
        if (place) sql.Add(" AND v.place = ?", 1L);
        FilterPredicate.Append(sql, "v", Memories(), Start, byTime: !place);
        new ScopePredicate(Scope(projects: "atlas"), new PlaceSet([0, 1])).Visible(sql, "v");
        sql.Add(" ORDER BY v.recorded_at DESC, v.id DESC LIMIT 20");
        var plan = Plan(sql);
        plan.ShouldContain(index);
        plan.ShouldNotContain("TEMP B-TREE");
    }

    [Fact]
    public void Get_ById_SeeksTheVersionInForce()
    {
        var sql = new Sql(VersionRow.Select).Add(" WHERE v.id = ?", "m_1");
        new ScopePredicate(Scope(), PlaceSet.Everywhere).Visible(sql, "v");
        Plan(sql).ShouldNotContain("SCAN");
    }

    [Fact]
    public void FindByKey_SeeksTheKey()
    {
        var sql = new Sql(VersionRow.Select).Add(" WHERE v.key = ? AND v.kind = ?", "k", 1L);
        new ScopePredicate(Scope() with { KnownAt = Start }, PlaceSet.Everywhere).Visible(sql, "v");
        Plan(sql).ShouldContain("versions_by_key");
    }

    [Theory]
    [InlineData("open", true, "versions_open")]
    [InlineData("text", true, "versions_by_hash (content_hash=?")]
    [InlineData("thread", true, "versions_by_thread (thread=?")]
    [InlineData("open", false, "versions_open")]
    [InlineData("pinned", true, "versions_pinned")]
    [InlineData("warning", true, "versions_marked")]
    [InlineData("inbox", true, "versions_sent (recipient=? AND place=?")]
    [InlineData("supposed", true, "versions_supposed (place=?")]
    [InlineData("supposed", false, "versions_by_time")]
    public void List_OfTheFewThatSessionsBeginWith_WalksAnIndexOfThemAlone(string what, bool place, string index)
    {
        var filter = what switch
        {
            "open" => new RecordFilter { Kind = RecordKind.Handoff, Statuses = ["open", "claimed"], To = ["ada", ""] },
            "pinned" => Memories() with { Pinned = true },
            "text" => Memories() with { ContentHash = "aa" },
            "thread" => Memories() with { Thread = "t1" },
            "supposed" => Memories() with { Layers = ["hypothesis"] },
            "inbox" => new RecordFilter { Kind = RecordKind.Notice, To = ["ada"] },
            _ => Memories() with { Types = ["warning"] },
        };
        var places = new PlaceSet([0, 1]);
        var plan = Plan(new RecordList(_connection, Scope(), filter, new ScopePredicate(Scope(), places), places).Heads(place ? 1L : null, new PageRequest(20, Order: what == "inbox" ? ListOrder.Created : ListOrder.Changed)));
        plan.ShouldContain(index);
        if (place && what is not ("text" or "thread")) plan.ShouldNotContain("TEMP B-TREE");
    }

    [Fact]
    public void RecentChanges_WalkTheTimeFromItsEnd()
    {
        var sql = ChangeLog.RecentStatement(new ScopePredicate(Scope(), PlaceSet.Everywhere), "atlas", Start, 50);
        var plan = Plan(sql);
        plan.ShouldContain("versions_by_time (recorded_at>?)");
        plan.ShouldNotContain("TEMP B-TREE");
    }

    [Fact]
    public void Agents_ByTheirLastWrite_SeekEachAuthorsNewest()
    {
        var plan = Plan(AgentList.Statement(new ScopePredicate(Scope(projects: "atlas"), new PlaceSet([0, 1])), new AgentFilter { SeenAfter = Start }));
        plan.ShouldContain("versions_by_author (author=? AND recorded_at>?)");
        plan.ShouldNotContain("SCAN w");
        plan.ShouldNotContain("SCAN v");
    }

    [Fact]
    public void Around_OfAThread_SeeksItsPositionsInOneProject()
        => Plan(Threads().Around("atlas", "t1", 3, 9, new PlaceSet([0, 1])))
            .ShouldContain("versions_by_position (thread=? AND project=? AND kind=? AND position>? AND position<?)");

    [Fact]
    public void Newest_OfAThread_SeeksOneProject()
        => Plan(Threads().Newest("atlas", "t1", new PlaceSet([0, 1]))).ShouldContain("versions_by_thread (thread=? AND project=? AND kind=?");

    private TextHitReader Threads()
    {
        var places = new PlaceSet([0, 1]);
        return new TextHitReader(_connection, Scope(projects: "atlas"), Memories(), new ScopePredicate(Scope(projects: "atlas"), places), new TextMatch(), new Dictionary<long, double>());
    }

    private string Plan(Sql sql)
    {
        using var row = sql.Explain().Prepare(_connection);
        var lines = new List<string>();
        while (row.Step()) lines.Add(row.Text(3));
        return string.Join('\n', lines);
    }
}
