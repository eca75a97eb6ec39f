using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Tests.Support;
using SQLitePCL;

namespace Baton.Storage.Tests.Connections;

public sealed class ConnectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Connection _connection;

    public ConnectionTests()
    {
        _connection = Connection.Open(_folder.At("x.db"), OpenMode.Create);
        _connection.ExecuteScript("CREATE TABLE t (no INTEGER PRIMARY KEY, value)");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Prepare_SameText_GivesTheSameStatementOnceItIsFree()
    {
        var first = _connection.Prepare("SELECT 1");
        using (var second = _connection.Prepare("SELECT 1")) second.ShouldNotBeSameAs(first);
        first.Dispose();
        using var third = _connection.Prepare("SELECT 1");
        third.ShouldBeSameAs(first);
    }

    [Fact]
    public void Prepare_ThousandShapes_KeepsWorking()
    {
        using var held = _connection.Prepare("SELECT 'held'");
        for (var number = 0; number < 1000; number++) _connection.QueryInt64($"SELECT {number}").ShouldBe(number);
        held.Step().ShouldBeTrue();
        held.Text(0).ShouldBe("held");
    }

    [Fact]
    public void Bind_AfterReuse_ForgetsOldValues()
    {
        const string Insert = "INSERT INTO t (value) VALUES (?)";
        using (var first = _connection.Prepare(Insert)) first.Bind("old").Run();
        using (var second = _connection.Prepare(Insert)) second.Run();
        _connection.QueryInt64("SELECT count(*) FROM t WHERE value IS NULL").ShouldBe(1);
    }

    [Fact]
    public void Bind_OtherValuesBesideAPartialIndex_CompilesNothingAnew()
    {
        const int Recompilations = 5; // SQLITE_STMTSTATUS_REPREPARE
        _connection.ExecuteScript("CREATE INDEX few ON t (no) WHERE value = 0");
        raw.sqlite3_prepare_v2(_connection.Handle, "SELECT no FROM t WHERE value = ?", out var statement).ShouldBe(raw.SQLITE_OK);
        using (statement)
        {
            for (var value = 0; value < 50; value++)
            {
                raw.sqlite3_bind_int64(statement, 1, value).ShouldBe(raw.SQLITE_OK);
                raw.sqlite3_step(statement).ShouldBe(raw.SQLITE_DONE);
                raw.sqlite3_reset(statement).ShouldBe(raw.SQLITE_OK);
            }
            raw.sqlite3_stmt_status(statement, Recompilations, 0).ShouldBe(0);
        }
    }

    [Fact]
    public void Bind_EmptyTextAndBlob_AreNotNull()
    {
        using (var insert = _connection.Prepare("INSERT INTO t (value) VALUES (?), (?), (?)")) insert.Bind("").Bind([]).Bind((string?)null).Run();
        using var row = _connection.Prepare("SELECT typeof(value) FROM t ORDER BY no");
        foreach (var type in new[] { "text", "blob", "null" })
        {
            row.Step().ShouldBeTrue();
            row.Text(0).ShouldBe(type);
        }
    }

    [Fact]
    public void Execute_BadSql_ThrowsWithTheFileAndTheReason()
    {
        var error = Should.Throw<SqliteError>(() => _connection.Execute("SELECT FROM"));
        error.Message.ShouldContain("syntax error");
        error.Explain().Message.ShouldContain("x.db");
    }

    [Theory]
    [InlineData(5, "is locked")]
    [InlineData(6, "is locked")]
    [InlineData(13, "disk is full")]
    [InlineData(8, "read-only")]
    [InlineData(14, "cannot be opened")]
    [InlineData(11, "damaged")]
    [InlineData(26, "not a Baton database")]
    [InlineData(10 | (3 << 8), "code 778")]
    [InlineData(7, "memory")]
    [InlineData(3, "may not access")]
    [InlineData(18, "1 GB")]
    [InlineData(1, "because")]
    public void Explain_EachCode_SaysWhatAndWhere(int code, string words)
    {
        var message = new SqliteError(code, "because", "/data/memory.db").Explain().Message;
        message.ShouldContain(words);
        message.ShouldContain("/data/memory.db");
    }

    [Fact]
    public void Interrupt_RunningStatement_EndsIt()
    {
        using var endless = _connection.Prepare("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i % 1000 = 0");
        endless.Step().ShouldBeTrue();
        _connection.Interrupt();
        Should.Throw<SqliteError>(() => endless.Run()).Code.ShouldBe(9);
    }

    [Fact]
    public void NativeLibrary_InUse_HasFtsAndIsNoOlderThanTheBundled()
    {
        var version = Version.Parse(NativeSqlite.Version);
        (version >= new Version(3, 35, 5)).ShouldBeTrue();
        if (NativeSqlite.IsSystem) (version > new Version(3, 35, 5)).ShouldBeTrue();
        _connection.ExecuteScript("CREATE VIRTUAL TABLE f USING fts5(a, tokenize = 'trigram')");
    }
}
