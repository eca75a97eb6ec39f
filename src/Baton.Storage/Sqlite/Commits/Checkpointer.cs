using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Commits;

/// <summary>
/// Moves what is in the write-ahead log into the file, on a connection and a thread of its own, so that no call pays for it.
/// </summary>
internal sealed class Checkpointer(DataFile file) : IAsyncDisposable
{
    private const int CommitsBetween = 1000;

    /// <summary>Under unbroken load a passive checkpoint never gets to start the log over; beyond this size a writer is made to wait.</summary>
    private const long MaxLogBytes = 64L << 20;
    private Task _running = Task.CompletedTask;
    private int _commits;

    /// <summary>Called after each commit, by the thread that made it.</summary>
    public void Count()
    {
        if (++_commits < CommitsBetween || !_running.IsCompleted) return;
        _commits = 0;
        _running = Task.Run(Run);
    }

    public async ValueTask DisposeAsync() => await _running;

    private void Run()
    {
        try
        {
            using var connection = Connection.Open(file.Path, OpenMode.ReadWrite);
            connection.SetBusyTimeout(TimeSpan.FromSeconds(1));
            var log = new FileInfo(file.Path + "-wal");
            connection.Execute(log.Exists && log.Length > MaxLogBytes ? "PRAGMA wal_checkpoint(RESTART)" : "PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (SqliteError)
        {
            // A checkpoint that finds the file busy or the disk full is tried again after as many commits; the log keeps everything.
        }
    }
}
