using System.Threading.Channels;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Writing;

/// <summary>
/// The one writer of a file in this process. What is queued while a transaction becomes durable goes into the next one
/// together, each piece inside its own savepoint: many writers share the cost of one fsync, and still fail alone.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    /// <summary>Bounds how long the lock is held against other processes.</summary>
    private const int MaxBatch = 64;
    private static readonly TimeSpan MaxHold = TimeSpan.FromMilliseconds(50);
    private readonly Connection _connection;
    private readonly TimeProvider _time;
    private readonly Patience _patience;
    private readonly Channel<WriteItem> _queue = Channel.CreateUnbounded<WriteItem>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _pump;

    public WriteQueue(Connection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
        _patience = new Patience(time);
        _pump = Task.Run(PumpAsync);
    }

    /// <exception cref="ObjectDisposedException">The store has been closed.</exception>
    public void Enqueue(WriteItem item) => ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(item), this);

    /// <summary>Finishes what is queued, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _pump;
    }

    private async Task PumpAsync()
    {
        var batch = new List<WriteItem>(MaxBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            if (await RunBatchAsync(batch) is not { } error) continue;
            // The whole transaction is gone; each piece gets one of its own, so that the one at fault fails alone.
            if (batch.Count == 1 || error is not SqliteError) foreach (var item in batch) item.Fail(Explain(error));
            else foreach (var item in batch) await RunAloneAsync(item);
        }
    }

    /// <returns>Null when every item of the batch has been answered.</returns>
    private async Task<Exception?> RunBatchAsync(List<WriteItem> batch)
    {
        WriteItem? first = null;
        while (first is null && _queue.Reader.TryRead(out var item)) first = Unless(item);
        if (first is null) return null;
        batch.Add(first);
        try
        {
            await BeginAsync();
            var start = _time.GetTimestamp();
            var keep = await RunInSavepointAsync(first);
            while (batch.Count < MaxBatch && _time.GetElapsedTime(start) < MaxHold && _queue.Reader.TryRead(out var item))
            {
                if (Unless(item) is not { } next) continue;
                batch.Add(next);
                keep |= await RunInSavepointAsync(next);
            }
            _connection.Execute(keep ? "COMMIT" : "ROLLBACK");
        }
        catch (Exception error) when (error is SqliteError or ObjectDisposedException)
        {
            RollBack();
            return error;
        }
        foreach (var item in batch) item.Complete();
        return null;
    }

    private async Task RunAloneAsync(WriteItem item)
    {
        try
        {
            await BeginAsync();
            _connection.Execute(await item.RunAsync(_connection) ? "COMMIT" : "ROLLBACK");
        }
        catch (Exception error) when (error is SqliteError or ObjectDisposedException)
        {
            RollBack();
            item.Fail(Explain(error));
            return;
        }
        item.Complete();
    }

    private async ValueTask<bool> RunInSavepointAsync(WriteItem item)
    {
        _connection.Execute("SAVEPOINT piece");
        var keep = await item.RunAsync(_connection);
        if (!keep) _connection.Execute("ROLLBACK TO piece");
        _connection.Execute("RELEASE piece");
        return keep;
    }

    private ValueTask BeginAsync() => _patience.RetryAsync(() => _connection.Execute("BEGIN IMMEDIATE"));

    private void RollBack()
    {
        try
        {
            if (_connection.InTransaction) _connection.Execute("ROLLBACK");
        }
        catch (Exception undone) when (undone is SqliteError or ObjectDisposedException)
        {
            // The error that led here is the one to tell; should the transaction still stand, the next BEGIN is refused.
        }
    }

    private static Exception Explain(Exception error) => error is SqliteError refused ? refused.Explain() : error;

    private static WriteItem? Unless(WriteItem item)
    {
        if (!item.IsCancelled) return item;
        item.Cancel();
        return null;
    }
}
