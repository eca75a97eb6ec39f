using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Commits;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Commits;

/// <summary>The writer on the path of every call: whatever goes wrong, each caller is answered and the next one is served.</summary>
public sealed class GroupCommitTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly Connection _connection;
    private int _commits;

    public GroupCommitTests()
    {
        _connection = Connection.Open(_folder.At("t.db"), OpenMode.Create);
        _connection.ExecuteScript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE t (n INTEGER PRIMARY KEY)");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_ByManyThreads_CommitsEachOnceAndAnswersWithItsOwnResult(bool inline)
    {
        var commit = Commit(inline);

        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(number => Task.Run(() => commit.RunAsync(Insert(number))))).WaitAsync(Patience);

        answers.ShouldBe(Enumerable.Range(0, 400));
        Rows().ShouldBe(Enumerable.Range(0, 400));
        _commits.ShouldBeInRange(1, 400);
    }

    [Fact]
    public async Task Leave_WaitsForTheNextSubmit_AndSharesItsCommit()
    {
        var commit = Commit(inline: true);
        var left = Insert(1);
        commit.Leave(left);
        left.Answer.IsCompleted.ShouldBeFalse();

        await commit.RunAsync(Insert(2));

        (await left.Answer.WaitAsync(Patience)).ShouldBe(1);
        _commits.ShouldBe(1);
    }

    /// <summary>Neither the caller's thread nor one of the pool, of which there may be two, may stand still for half a minute.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_WhileAnotherProcessHoldsTheFile_WaitsOnAThreadOfItsOwn(bool inline)
    {
        var clock = new ImpatientClock();
        var commit = Commit(inline, clock);
        using var other = Connection.Open(_folder.At("t.db"), OpenMode.ReadWrite);
        other.Execute("BEGIN IMMEDIATE");

        var first = commit.RunAsync(new CommitWork<bool>(_ => Thread.CurrentThread.IsThreadPoolThread));
        var others = Enumerable.Range(0, 64).Select(number => commit.RunAsync(Insert(number))).ToList();

        await clock.LookedAgain.WaitAsync(Patience);
        others.Append<Task>(first).ShouldAllBe(answer => !answer.IsCompleted);
        other.Execute("COMMIT");
        (await Task.WhenAll(others).WaitAsync(Patience)).ShouldBe(Enumerable.Range(0, 64));
        (await first).ShouldBeFalse();
        (await commit.RunAsync(Insert(64)).WaitAsync(Patience)).ShouldBe(64);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_APieceThatFails_UndoesItsGroupAndServesTheNext(bool inline)
    {
        var commit = Commit(inline);
        var with = Insert(1);
        commit.Leave(with);

        await Should.ThrowAsync<InvalidOperationException>(() => commit.RunAsync(new CommitWork<int>(_ => throw new InvalidOperationException("mine"))).WaitAsync(Patience));
        await Should.ThrowAsync<InvalidOperationException>(() => with.Answer.WaitAsync(Patience));

        (await commit.RunAsync(Insert(3)).WaitAsync(Patience)).ShouldBe(3);
        Rows().ShouldBe([3]);
    }

    [Fact]
    public async Task Run_AnErrorOfTheFile_IsExplainedToTheCaller()
    {
        var commit = Commit(inline: true);
        await commit.RunAsync(Insert(1));

        (await Should.ThrowAsync<StoreUnavailableException>(() => commit.RunAsync(Insert(1)))).InnerException.ShouldBeOfType<SqliteError>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_WhenTheUndoingFailsToo_AnswersEveryCallerAndHangsNone(bool inline)
    {
        var commit = Commit(inline);
        var waiting = Insert(1);
        commit.Leave(waiting);

        await Should.ThrowAsync<ObjectDisposedException>(() => commit.RunAsync(new CommitWork<int>(connection =>
        {
            connection.Dispose();
            throw new ObjectDisposedException("connection");
        })).WaitAsync(Patience));

        await Should.ThrowAsync<ObjectDisposedException>(() => waiting.Answer.WaitAsync(Patience));
        await Should.ThrowAsync<ObjectDisposedException>(() => commit.RunAsync(Insert(2)).WaitAsync(Patience));
    }

    [Fact]
    public void Run_AnyMixOfPieces_KeepsExactlyWhatWasAnswered()
        => Prop.ForAll(Gen.Elements("run", "leave", "fail").ListOf().ToArbitrary(), pieces => CheckAsync(pieces).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(100));

    private async Task CheckAsync(IEnumerable<string> pieces)
    {
        _connection.Execute("DELETE FROM t");
        var commit = Commit(inline: true);
        var answers = new List<Task<int>>();
        var number = 0;
        foreach (var piece in pieces.Append("run"))
        {
            var item = piece == "fail" ? new CommitWork<int>(_ => throw new InvalidOperationException()) : Insert(number++);
            answers.Add(item.Answer);
            if (piece == "leave") commit.Leave(item);
            else commit.Submit(item);
        }
        await Task.WhenAll(answers).WaitAsync(Patience).ContinueWith(static _ => { }, TaskScheduler.Default);
        answers.ShouldAllBe(answer => answer.IsCompleted);
        Rows().ShouldBe(answers.Where(answer => answer.IsCompletedSuccessfully).Select(answer => answer.Result).Order());
    }

    private GroupCommit Commit(bool inline, TimeProvider? time = null) => new(_connection, time ?? TimeProvider.System, inline) { Committed = () => _commits++ };

    private static CommitWork<int> Insert(int number) => new(connection =>
    {
        using var insert = connection.Prepare("INSERT INTO t (n) VALUES (?)");
        insert.Bind(number).Run();
        return number;
    });

    private List<int> Rows()
    {
        using var reader = Connection.Open(_folder.At("t.db"), OpenMode.ReadOnly);
        using var select = reader.Prepare("SELECT n FROM t ORDER BY n");
        var rows = new List<int>();
        while (select.Step()) rows.Add((int)select.Int64(0));
        return rows;
    }

    /// <summary>A second has gone by at the second look, and no time from then on.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        private readonly TaskCompletionSource _lookedAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _looks;

        public Task LookedAgain => _lookedAgain.Task;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp()
        {
            if (Interlocked.Increment(ref _looks) == 1) return 0;
            _lookedAgain.TrySetResult();
            return 1;
        }
    }
}
