using Baton.Storage.Sqlite.Commits;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Schema;
using Baton.Storage.Tests.Support;

namespace Baton.Storage.Tests.Commits;

public sealed class CheckpointerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DataFile _file;

    public CheckpointerTests()
    {
        _file = DataFile.Open(_folder.Data, Schemas.Memory, new Patience(TimeProvider.System));
        _file.Writer.Execute("PRAGMA wal_autocheckpoint = 0");
        _file.Writer.ExecuteScript("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(999, false)]
    [InlineData(1000, true)]
    public async Task Count_EveryThousandCommits_MovesTheLogIntoTheFile(int commits, bool isMoved)
    {
        var before = new FileInfo(_file.Path).Length;
        _file.Writer.ExecuteScript("CREATE TABLE much (bytes); INSERT INTO much VALUES (zeroblob(100000))");
        await using (var checkpointer = new Checkpointer(_file))
        {
            for (var commit = 0; commit < commits; commit++) checkpointer.Count();
        }
        (new FileInfo(_file.Path).Length > before + 100_000).ShouldBe(isMoved);
    }

    [Fact]
    public async Task Count_WhileTheFileCannotBeOpened_LosesNothingAndThrowsNothing()
    {
        _file.Writer.ExecuteScript("CREATE TABLE t (n); INSERT INTO t VALUES (1)");
        using (var other = Connection.Open(_file.Path, OpenMode.ReadWrite))
        {
            other.Execute("BEGIN IMMEDIATE");
            await using var checkpointer = new Checkpointer(_file);
            for (var commit = 0; commit < 2000; commit++) checkpointer.Count();
            other.Execute("ROLLBACK");
        }
        _file.Writer.QueryInt64("SELECT n FROM t").ShouldBe(1);
    }
}
