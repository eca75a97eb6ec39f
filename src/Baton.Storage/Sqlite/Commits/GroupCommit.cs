using System.Collections.Concurrent;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Commits;

/// <summary>
/// The writer of a file whose commits are on the path of every call. Who finds it idle writes at once, on its own thread, and
/// takes along what arrived meanwhile; nobody waits for a thread to wake up, and nobody holds a lock while waiting.
/// </summary>
/// <param name="connection">The file's writer; nothing else may use it.</param>
/// <param name="time">Measures how long another process is waited for.</param>
/// <param name="inline">Whether the caller's thread may write; false when commits wait for the disk.</param>
internal sealed class GroupCommit(Connection connection, TimeProvider time, bool inline)
{
    /// <summary>Bounds how long the lock is held against other processes.</summary>
    private const int MaxBatch = 128;
    private const int SpinsBeforeSleep = 50;

    /// <summary>
    /// How long other processes' locks are waited for. Each holds the lock for microseconds, but on a machine with far more
    /// processes than cores the one that holds it may not run for seconds, and refusing a call for that would be wrong.
    /// </summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a thread that others need waits for another process's lock. Beyond that a thread of its own does, so that the rest
    /// of the program goes on: what needs no commit, and the news that a call was cancelled.
    /// </summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentQueue<CommitItem> _queue = new();
    private readonly List<CommitItem> _batch = new(MaxBatch);
    private int _busy;

    /// <summary>Runs with the writer once it has the file's lock.</summary>
    public Action? Begun { get; init; }

    /// <summary>Runs with the writer after each commit, for upkeep of the file.</summary>
    public Action? Committed { get; init; }

    public Task<T> RunAsync<T>(CommitItem<T> item)
    {
        Submit(item);
        return item.Answer;
    }

    /// <summary>Queues and writes; returns when the item is answered or another thread has taken it over.</summary>
    public void Submit(CommitItem item)
    {
        _queue.Enqueue(item);
        Pump();
    }

    /// <summary>Queues without writing: the next <see cref="Submit"/> or <see cref="Pump"/> takes it along.</summary>
    public void Leave(CommitItem item) => _queue.Enqueue(item);

    /// <summary>Writes what is queued, unless somebody does already.</summary>
    public void Pump()
    {
        if (Interlocked.CompareExchange(ref _busy, 1, 0) != 0) return;
        if (!inline)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static self => self.Drain(), this, preferLocal: false);
            return;
        }
        // The caller has its answer: what came meanwhile is somebody else's thread's work.
        if (!RunBatch(Courtesy)) WaitApart();
        else if (_queue.IsEmpty) Release();
        else ThreadPool.UnsafeQueueUserWorkItem(static self => self.Drain(), this, preferLocal: false);
    }

    private void Drain()
    {
        while (!_queue.IsEmpty)
        {
            if (RunBatch(Courtesy)) continue;
            WaitApart();
            return;
        }
        Release();
    }

    private void WaitApart() => new Thread(static self => ((GroupCommit)self!).DrainApart()) { IsBackground = true, Name = "baton commit" }.Start(this);

    private void DrainApart()
    {
        RunBatch(Limit);
        Drain();
    }

    private void Release()
    {
        Volatile.Write(ref _busy, 0);
        // Something queued between the last look and the release would wait for the next caller.
        Interlocked.MemoryBarrier();
        if (!_queue.IsEmpty) Pump();
    }

    /// <returns>False when another process holds the file for longer than <paramref name="patience"/>, short of the limit: nothing was done.</returns>
    private bool RunBatch(TimeSpan patience)
    {
        if (_queue.IsEmpty) return true;
        _batch.Clear();
        try
        {
            if (!TryBegin(patience)) return false;
            Begun?.Invoke();
            while (_batch.Count < MaxBatch && _queue.TryDequeue(out var item))
            {
                _batch.Add(item);
                item.Run(connection);
            }
            connection.Execute("COMMIT");
        }
        catch (Exception exception)
        {
            Undo(exception);
            return true;
        }
        KeepUp();
        foreach (var item in _batch) item.Complete();
        return true;
    }

    /// <summary>What is committed is answered as done, and the next is served, whatever becomes of the upkeep.</summary>
    private void KeepUp()
    {
        try
        {
            Committed?.Invoke();
        }
        catch (Exception)
        {
            // It is done again after the next commit.
        }
    }

    private void Undo(Exception exception)
    {
        // A transaction that cannot begin answers all who wait for it; else each would wait as long again.
        while (_batch.Count < MaxBatch && _queue.TryDequeue(out var item)) _batch.Add(item);
        RollBack();
        var explained = exception is SqliteError error ? error.Explain() : exception;
        foreach (var item in _batch) item.Fail(explained);
    }

    private void RollBack()
    {
        try
        {
            if (connection.InTransaction) connection.Execute("ROLLBACK");
        }
        catch (Exception undone) when (undone is SqliteError or ObjectDisposedException)
        {
            // The error that led here is the one to tell; should the transaction still stand, the next BEGIN is refused.
        }
    }

    /// <exception cref="SqliteError">It is held for longer than the limit, or cannot be used.</exception>
    private bool TryBegin(TimeSpan patience)
    {
        var start = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                connection.Execute("BEGIN IMMEDIATE");
                return true;
            }
            catch (SqliteError error) when (error.IsBusy && time.GetElapsedTime(start) < Limit)
            {
                if (patience < Limit && time.GetElapsedTime(start) >= patience) return false;
                // Transactions here last tens of microseconds.
                if (attempt < SpinsBeforeSleep) Thread.Yield();
                else Thread.Sleep(1);
            }
        }
    }
}
