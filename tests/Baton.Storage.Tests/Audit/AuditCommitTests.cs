using Baton.Gateway.Audit;
using Baton.Gateway.Keys;
using Baton.Storage.Sqlite.Audit;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Tests.Support;

namespace Baton.Storage.Tests.Audit;

/// <summary>Which rows share a commit, and when rows that nobody waits for are committed.</summary>
public sealed class AuditCommitTests : IAsyncLifetime
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();
    private readonly AuditKeys _keys = new(KeyMaterial.New());
    private readonly SqliteAuditStore _store;
    private readonly Connection _other;
    private readonly WalIndex _index;

    public AuditCommitTests()
    {
        _store = Open();
        _other = Connection.Open(_folder.Data.File("audit.db"), OpenMode.ReadWrite);
        _other.QueryInt64("SELECT count(*) FROM entries");
        _index = WalIndex.Of(_other).ShouldNotBeNull();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _other.Dispose();
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Append_AfterAPost_CommitsBothAtOnceInTheirOrder()
    {
        await _store.AppendAsync(Row("intent", "first"));
        await _store.FlushAsync();
        var before = _index.Now();

        _store.Post(Row("outcome", "first"));
        await _store.AppendAsync(Row("intent", "second"));

        before.IsJustBefore(_index.Now()).ShouldBeTrue();
        _store.Read(new AuditQuery()).Select(row => $"{row.Index.Kind} {row.Index.RequestId}").ShouldBe(["intent first", "outcome first", "intent second"]);
    }

    [Fact]
    public void Post_WithNothingAfterIt_IsThereForOtherProcessesSoon()
    {
        _store.Post(Row("outcome", "last"));

        SpinWait.SpinUntil(() => _other.QueryInt64("SELECT count(*) FROM entries") == 1, Patient).ShouldBeTrue();
    }

    [Fact]
    public async Task Append_OfManyThreads_SharesCommitsAndKeepsTheChain()
    {
        const int Rows = 400;
        var before = _index.Now().Change;

        await Task.WhenAll(Enumerable.Range(0, Rows).Select(number => Task.Run(async () => await _store.AppendAsync(Row("intent", $"r{number}")))));

        (_index.Now().Change - before).ShouldBeLessThanOrEqualTo((uint)Rows);
        _store.Verify([], default).ShouldBe(new AuditVerdict(null, Rows, 1, Rows, 0));
    }

    [Fact]
    public async Task Append_AnotherProcessInBetween_FollowsItsRow()
    {
        await using var two = Open();
        for (var turn = 0; turn < 6; turn++) (await (turn % 3 == 2 ? two : _store).AppendAsync(Row("event", $"r{turn}"))).ShouldBe(turn + 1);

        two.Verify([], default).Fault.ShouldBeNull();
    }

    private SqliteAuditStore Open() => SqliteAuditStore.Open(_folder.Data, _keys, new AuditOptions(), TimeProvider.System, _ => { });

    private static AuditEntry Row(string kind, string request) => new() { Kind = kind, Outcome = "allow", RequestId = request };
}
