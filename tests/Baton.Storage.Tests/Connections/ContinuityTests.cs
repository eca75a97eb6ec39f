using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Tests.Support;

namespace Baton.Storage.Tests.Connections;

public sealed class ContinuityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Connection _writer;
    private readonly Connection _other;
    private readonly Continuity _continuity;

    public ContinuityTests()
    {
        _writer = Connection.Open(_folder.At("x.db"), OpenMode.Create);
        _writer.ExecuteScript("PRAGMA journal_mode = WAL; CREATE TABLE t (value)");
        _other = Connection.Open(_folder.At("x.db"), OpenMode.Create);
        _continuity = new Continuity(WalIndex.Of(_writer));
    }

    public void Dispose()
    {
        _other.Dispose();
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Begins_FirstTransaction_KnowsNothing() => Write().ShouldBeFalse();

    [Fact]
    public void Begins_AfterOwnCommits_IsUnbroken()
    {
        Write();

        Write().ShouldBeTrue();
        Write().ShouldBeTrue();
    }

    [Fact]
    public void Begins_AfterATransactionThatWroteNothing_IsUnbroken()
    {
        Write();

        Write("SELECT 1").ShouldBeTrue();
        Write().ShouldBeTrue();
    }

    [Fact]
    public void Begins_AfterACommitOfAnother_IsBrokenOnce()
    {
        Write();
        _other.Execute("INSERT INTO t VALUES (2)");

        Write().ShouldBeFalse();
        Write().ShouldBeTrue();
    }

    [Fact]
    public void Begins_AnotherCommittedBeforeTheLookBack_IsBroken()
    {
        Write(beforeItLooksBack: () => _other.Execute("INSERT INTO t VALUES (2)"));

        Write().ShouldBeFalse();
    }

    [Fact]
    public void Begins_AfterATransactionThatWasUndone_IsBroken()
    {
        Write();
        _writer.Execute("BEGIN IMMEDIATE");
        _continuity.Begins().ShouldBeTrue();
        _writer.Execute("ROLLBACK");

        Write().ShouldBeFalse();
    }

    [Fact]
    public void Begins_WithoutAnIndex_IsNeverUnbroken()
    {
        var blind = new Continuity(null);
        blind.Begins().ShouldBeFalse();
        blind.Ends();
        blind.Begins().ShouldBeFalse();
    }

    private bool Write(string sql = "INSERT INTO t VALUES (1)", Action? beforeItLooksBack = null)
    {
        _writer.Execute("BEGIN IMMEDIATE");
        var isUnbroken = _continuity.Begins();
        _writer.Execute(sql);
        _writer.Execute("COMMIT");
        beforeItLooksBack?.Invoke();
        _continuity.Ends();
        return isUnbroken;
    }
}
