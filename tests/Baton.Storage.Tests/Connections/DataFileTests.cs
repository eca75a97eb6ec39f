using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Schema;
using Baton.Storage.Tests.Support;

namespace Baton.Storage.Tests.Connections;

public sealed class DataFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DataFile _file;

    public DataFileTests() => _file = DataFile.Open(_folder.Data, Schemas.Memory, new Patience(TimeProvider.System));

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Rent_AfterAReturn_IsTheSameReader_AndTwoAtOnceAreTwo()
    {
        var first = _file.Rent();
        var second = _file.Rent();
        second.ShouldNotBeSameAs(first);
        _file.Return(first);
        _file.Rent().ShouldBeSameAs(first);
        _file.Return(first);
        _file.Return(second);
    }

    [Fact]
    public void Rent_AReader_SeesWhatIsCommittedAndCanWriteNothing()
    {
        var reader = _file.Rent();
        reader.QueryInt64("SELECT count(*) FROM projects").ShouldBe(0);
        _file.Writer.Execute("INSERT INTO projects (name, secrets, approve_suspicious, created_at) VALUES ('p', 0, 0, 0)");
        reader.QueryInt64("SELECT count(*) FROM projects").ShouldBe(1);
        Should.Throw<SqliteError>(() => reader.Execute("DELETE FROM projects")).Explain().Message.ShouldContain("is read-only");
        _file.Return(reader);
    }

    [Fact]
    public void Return_MoreThanAreKept_ClosesTheRest()
    {
        var readers = Enumerable.Range(0, 10).Select(_ => _file.Rent()).ToList();
        foreach (var reader in readers) _file.Return(reader);
        readers.Count(IsOpen).ShouldBe(8);
    }

    [Fact]
    public void Dispose_ClosesTheWriterAndEveryReader_AlsoOneThatComesBackLater()
    {
        var (kept, late) = (_file.Rent(), _file.Rent());
        _file.Return(kept);
        _file.Dispose();
        IsOpen(_file.Writer).ShouldBeFalse();
        IsOpen(kept).ShouldBeFalse();
        IsOpen(late).ShouldBeTrue();
        _file.Return(late);
        IsOpen(late).ShouldBeFalse();
        Should.Throw<ObjectDisposedException>(() => _file.Rent());
    }

    [Fact]
    public void Open_Again_IsDurableAndInWriteAheadMode()
    {
        using var again = DataFile.Open(_folder.Data, Schemas.Memory, new Patience(TimeProvider.System));
        using var mode = again.Writer.Prepare("PRAGMA journal_mode");
        mode.Step().ShouldBeTrue();
        mode.Text(0).ShouldBe("wal");
        (again.Writer.QueryInt64("PRAGMA synchronous"), again.Writer.QueryInt64("PRAGMA foreign_keys")).ShouldBe((2, 1));
        again.Writer.QueryInt64("PRAGMA user_version").ShouldBe(Schemas.Memory.Version);
    }

    private static bool IsOpen(Connection connection) => !connection.Handle.IsClosed;
}
