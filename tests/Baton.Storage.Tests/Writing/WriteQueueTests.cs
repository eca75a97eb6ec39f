using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Writing;
using Baton.Storage.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Storage.Tests.Writing;

/// <summary>Pieces of one transaction fail alone, and each of them is answered once, whatever happens to the others.</summary>
public sealed class WriteQueueTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly Connection _connection;

    public WriteQueueTests()
    {
        _connection = Connection.Open(_folder.At("t.db"), OpenMode.Create);
        _connection.ExecuteScript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE t (n INTEGER PRIMARY KEY)");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Enqueue_AnyMixOfPieces_AnswersEachOnceAndKeepsWhatWasToBeKept()
        => Prop.ForAll(Gen.Elements("keep", "drop", "throw", "break", "gone").ListOf().ToArbitrary(), pieces => CheckAsync([.. pieces]).GetAwaiter().GetResult())
            .Check(Repeatable.Config.WithMaxTest(60));

    [Fact]
    public async Task Enqueue_WhatIsQueuedMeanwhile_SharesATransactionAndStillFailsAlone()
    {
        await using var queue = new WriteQueue(_connection, TimeProvider.System);
        using var gate = new SemaphoreSlim(0);
        var first = Queue(queue, async connection =>
        {
            await gate.WaitAsync();
            return (Insert(connection, 1), true);
        });
        var dropped = Queue(queue, connection => new((Insert(connection, 2), false)));
        var last = Queue(queue, connection => new((Count(connection), true)));
        gate.Release();

        (await first.WaitAsync(Patience), await dropped.WaitAsync(Patience), await last.WaitAsync(Patience)).ShouldBe((1, 2, 1));
        Rows().ShouldBe([1]);
    }

    [Fact]
    public async Task Enqueue_APieceThatTheFileRefuses_IsExplainedAndTheOthersAreDoneAgain()
    {
        await using var queue = new WriteQueue(_connection, TimeProvider.System);
        using var gate = new SemaphoreSlim(0);
        var runs = 0;
        var first = Queue(queue, async connection =>
        {
            if (runs++ == 0) await gate.WaitAsync();
            return (Insert(connection, 1), true);
        });
        var twice = Queue(queue, connection => new((Insert(connection, 1), true)));
        var other = Queue(queue, connection => new((Insert(connection, 3), true)));
        gate.Release();

        (await first.WaitAsync(Patience), await other.WaitAsync(Patience)).ShouldBe((1, 3));
        (await Should.ThrowAsync<StoreUnavailableException>(() => twice.WaitAsync(Patience))).Message.ShouldContain("t.db");
        runs.ShouldBe(2, "its first run was undone with the transaction");
        Rows().ShouldBe([1, 3]);
    }

    [Fact]
    public async Task Enqueue_ACallerThatHasGone_IsAnsweredSoAndItsWorkNeverRuns()
    {
        await using var queue = new WriteQueue(_connection, TimeProvider.System);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var ran = false;

        var item = new WriteItem<int>(_ =>
        {
            ran = true;
            return new((1, true));
        }, gone.Token);
        queue.Enqueue(item);

        (await Should.ThrowAsync<OperationCanceledException>(() => item.Answer.WaitAsync(Patience))).CancellationToken.ShouldBe(gone.Token);
        ran.ShouldBeFalse();
        (await Queue(queue, connection => new((Insert(connection, 5), true))).WaitAsync(Patience)).ShouldBe(5);
    }

    [Fact]
    public async Task Dispose_WithWorkQueued_DoesItFirst_AndTakesNoMore()
    {
        var queue = new WriteQueue(_connection, TimeProvider.System);
        var answers = Enumerable.Range(0, 200).Select(number => Queue(queue, connection => new((Insert(connection, number), true)))).ToList();

        await queue.DisposeAsync();

        answers.ShouldAllBe(answer => answer.IsCompletedSuccessfully);
        Rows().ShouldBe(Enumerable.Range(0, 200));
        Should.Throw<ObjectDisposedException>(() => { Queue(queue, connection => new((1, true))); });
    }

    [Fact]
    public async Task Enqueue_OnAConnectionThatWasClosed_FailsEveryPieceAndHangsNone()
    {
        var connection = Connection.Open(_folder.At("other.db"), OpenMode.Create);
        await using var queue = new WriteQueue(connection, TimeProvider.System);
        connection.Dispose();

        for (var again = 0; again < 2; again++)
        {
            await Should.ThrowAsync<ObjectDisposedException>(() => Queue(queue, _ => new((1, true))).WaitAsync(Patience));
        }
    }

    private async Task CheckAsync(List<string> pieces)
    {
        _connection.Execute("DELETE FROM t");
        _connection.Execute("INSERT INTO t (n) VALUES (-1)");
        await using var queue = new WriteQueue(_connection, TimeProvider.System);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        using var gate = new SemaphoreSlim(0);
        var isFirst = true;
        var hold = Queue(queue, async connection =>
        {
            if (isFirst) await gate.WaitAsync();
            isFirst = false;
            return (0, false);
        });
        var answers = pieces.Select((piece, number) => Queue(queue, connection => piece switch
        {
            "throw" => throw new InvalidOperationException($"mine {Insert(connection, number)}"),
            "break" => new((Insert(connection, -1), true)),
            _ => new((Insert(connection, number), piece == "keep")),
        }, piece == "gone" ? gone.Token : default)).ToList();
        gate.Release();
        await hold.WaitAsync(Patience);
        await Task.WhenAll(answers).WaitAsync(Patience).ContinueWith(static _ => { }, TaskScheduler.Default);

        for (var number = 0; number < pieces.Count; number++)
        {
            var answer = answers[number];
            var told = answer.IsCanceled ? "gone" : answer.Exception?.InnerException switch
            {
                InvalidOperationException mine => mine.Message,
                StoreUnavailableException => "broken",
                null => $"{answer.Result}",
                var other => other.ToString(),
            };
            told.ShouldBe(pieces[number] switch { "gone" => "gone", "throw" => $"mine {number}", "break" => "broken", _ => $"{number}" });
        }
        Rows().ShouldBe([-1, .. Enumerable.Range(0, pieces.Count).Where(number => pieces[number] == "keep")]);
    }

    private static Task<int> Queue(WriteQueue queue, Func<Connection, ValueTask<(int, bool)>> work, CancellationToken cancellationToken = default)
    {
        var item = new WriteItem<int>(work, cancellationToken);
        queue.Enqueue(item);
        return item.Answer;
    }

    private static int Insert(Connection connection, int number)
    {
        using var insert = connection.Prepare("INSERT INTO t (n) VALUES (?)");
        insert.Bind(number).Run();
        return number;
    }

    private static int Count(Connection connection) => (int)connection.QueryInt64("SELECT count(*) FROM t");

    private List<int> Rows()
    {
        using var reader = Connection.Open(_folder.At("t.db"), OpenMode.ReadOnly);
        using var select = reader.Prepare("SELECT n FROM t ORDER BY n");
        var rows = new List<int>();
        while (select.Step()) rows.Add(select.Int32(0));
        return rows;
    }
}
