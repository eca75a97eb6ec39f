using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Commits;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Commits;

/// <summary>What fails around the pieces of a group commit: its beginning, the commit itself, the upkeep after it. Each piece is answered exactly once.</summary>
public sealed class CommitFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Connection _connection;
    private string _failing = "";

    public CommitFailureTests()
    {
        _connection = Connection.Open(_folder.At("t.db"), OpenMode.Create);
        _connection.ExecuteScript("""
            PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;
            CREATE TABLE t (n INTEGER PRIMARY KEY);
            CREATE TABLE later (n INTEGER REFERENCES t (n) DEFERRABLE INITIALLY DEFERRED);
            """);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Submit_AnyMixOfFailures_AnswersEachPieceOnce_AndKeepsExactlyWhatWasAnsweredAsDone()
        => Prop.ForAll(Gen.Elements("leave", "run", "throw", "commit", "begin", "upkeep").ListOf().ToArbitrary(), Check)
            .Check(Repeatable.Config.WithMaxTest(150));

    [Fact]
    public void Submit_WhenTheCommitIsRefused_FailsTheWholeGroupInWords()
    {
        var commit = Commit();
        var left = new Piece(1, defer: false);
        commit.Leave(left);
        var refused = new Piece(2, defer: true);
        commit.Submit(refused);

        (left.Done, left.Failed, refused.Done, refused.Failed).ShouldBe((0, 1, 0, 1));
        refused.Why.ShouldBeOfType<StoreUnavailableException>().Message.ShouldContain("t.db could not answer: FOREIGN KEY constraint failed");
        Rows().ShouldBeEmpty();
        var next = new Piece(3, defer: false);
        commit.Submit(next);
        next.Done.ShouldBe(1);
        Rows().ShouldBe([3]);
    }

    [Fact]
    public void Submit_WhenTheUpkeepFails_StillAnswersWhatIsCommitted_AndServesTheNext()
    {
        var commit = Commit();
        _failing = "upkeep";
        var first = new Piece(1, defer: false);
        commit.Submit(first);
        _failing = "";
        var second = new Piece(2, defer: false);
        commit.Submit(second);

        (first.Done, first.Failed, second.Done).ShouldBe((1, 0, 1));
        Rows().ShouldBe([1, 2]);
    }

    [Fact]
    public void Submit_MoreThanAGroupHolds_TakesTheRestWithTheNext()
    {
        var commits = 0;
        var commit = new GroupCommit(_connection, TimeProvider.System, inline: true) { Committed = () => Interlocked.Increment(ref commits) };
        var pieces = Enumerable.Range(0, 300).Select(number => new Piece(number, defer: false)).ToList();
        foreach (var piece in pieces.SkipLast(1)) commit.Leave(piece);
        commit.Submit(pieces[^1]);

        SpinWait.SpinUntil(() => pieces.TrueForAll(piece => piece.Done + piece.Failed > 0), TimeSpan.FromSeconds(30)).ShouldBeTrue();
        pieces.ShouldAllBe(piece => piece.Done == 1);
        Rows().Count.ShouldBe(300);
        commits.ShouldBe(3, "128, 128 and 44");
    }

    private void Check(IEnumerable<string> steps)
    {
        _connection.ExecuteScript("DELETE FROM later; DELETE FROM t");
        var commit = Commit();
        var pieces = new List<Piece>();
        foreach (var step in steps.Append("run"))
        {
            _failing = step;
            var piece = new Piece(pieces.Count, defer: step == "commit") { Throws = step == "throw" };
            pieces.Add(piece);
            if (step == "leave") commit.Leave(piece);
            else commit.Submit(piece);
        }

        pieces.ShouldAllBe(piece => piece.Done + piece.Failed == 1);
        Rows().ShouldBe(pieces.Where(piece => piece.Done == 1).Select(piece => piece.Number));
        pieces.Where((_, at) => steps.ElementAtOrDefault(at) is "upkeep" or null).ShouldAllBe(piece => piece.Done == 1);
    }

    private GroupCommit Commit() => new(_connection, TimeProvider.System, inline: true)
    {
        Begun = () => FailIf("begin"),
        Committed = () => FailIf("upkeep"),
    };

    private void FailIf(string step)
    {
        if (_failing == step) throw new InvalidOperationException(step);
    }

    private List<int> Rows()
    {
        using var select = _connection.Prepare("SELECT n FROM t ORDER BY n");
        var rows = new List<int>();
        while (select.Step()) rows.Add(select.Int32(0));
        return rows;
    }

    /// <summary>Counts its answers, which a task would hide.</summary>
    private sealed class Piece(int number, bool defer) : CommitItem
    {
        public int Number => number;

        public bool Throws { get; init; }

        public int Done { get; private set; }

        public int Failed { get; private set; }

        public Exception? Why { get; private set; }

        public override void Run(Connection connection)
        {
            if (Throws) throw new InvalidOperationException("piece");
            using var insert = connection.Prepare("INSERT INTO t (n) VALUES (?)");
            insert.Bind(number).Run();
            if (defer) connection.Execute("INSERT INTO later (n) VALUES (-7)");
        }

        public override void Complete() => Done++;

        public override void Fail(Exception exception)
        {
            Failed++;
            Why = exception;
        }
    }
}
