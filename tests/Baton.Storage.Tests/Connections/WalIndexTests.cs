using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Tests.Support;

namespace Baton.Storage.Tests.Connections;

public sealed class WalIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Connection _connection;
    private readonly Connection _other;
    private readonly WalIndex _index;

    public WalIndexTests()
    {
        _connection = Open();
        _connection.ExecuteScript("PRAGMA journal_mode = WAL; CREATE TABLE t (no INTEGER PRIMARY KEY, value)");
        _other = Open();
        _index = WalIndex.Of(_connection).ShouldNotBeNull();
    }

    public void Dispose()
    {
        _other.Dispose();
        _connection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Now_NothingCommitted_StaysTheSame()
    {
        var before = _index.Now();

        _other.QueryInt64("SELECT count(*) FROM t");
        _other.Execute("BEGIN IMMEDIATE");
        _other.Execute("INSERT INTO t (value) VALUES (1)");
        _index.Now().ShouldBe(before);
        _other.Execute("ROLLBACK");

        _index.Now().ShouldBe(before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Now_AfterACommitOfAnyConnection_IsOneChangeLater(bool own)
    {
        var before = _index.Now();

        (own ? _connection : _other).Execute("INSERT INTO t (value) VALUES (1)");

        var after = _index.Now();
        after.ShouldNotBe(before);
        before.IsJustBefore(after).ShouldBeTrue();
        _other.Execute("INSERT INTO t (value) VALUES (2)");
        before.IsJustBefore(_index.Now()).ShouldBeFalse();
    }

    [Fact]
    public void Now_AfterTheLogBeganAnew_IsAnotherOne()
    {
        _other.Execute("INSERT INTO t (value) VALUES (1)");
        var before = _index.Now();

        _other.Execute("PRAGMA wal_checkpoint(RESTART)");
        _other.Execute("INSERT INTO t (value) VALUES (1)");

        var after = _index.Now();
        after.ShouldNotBe(before);
        after.Salt.ShouldNotBe(before.Salt);
    }

    [Fact]
    public void IsJustBefore_CountThatWrapsAround_IsTold()
    {
        var last = new WalStamp(uint.MaxValue, 1, 2, 3);
        last.IsJustBefore(new WalStamp(0, 4, 5, 6)).ShouldBeTrue();
        last.IsJustBefore(last).ShouldBeFalse();
    }

    [Fact]
    public void Now_ConnectionClosed_IsRefusedAndDoesNotTouchTheMapping()
    {
        var connection = Open();
        var index = WalIndex.Of(connection).ShouldNotBeNull();
        connection.Dispose();

        Should.Throw<ObjectDisposedException>(() => index.Now());
    }

    [Fact]
    public void Of_FileWithoutALog_IsNothing()
    {
        using var plain = Connection.Open(_folder.At("plain.db"), OpenMode.Create);
        plain.ExecuteScript("CREATE TABLE t (no)");

        WalIndex.Of(plain).ShouldBeNull();
    }

    private Connection Open() => Connection.Open(_folder.At("x.db"), OpenMode.Create);
}
