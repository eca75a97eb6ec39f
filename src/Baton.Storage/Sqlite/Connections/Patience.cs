namespace Baton.Storage.Sqlite.Connections;

/// <summary>
/// Waits for other processes. SQLite's own waiting is not fair: it sleeps ever longer, so that late comers starve; short
/// random pauses give every waiter the same chance.
/// </summary>
internal sealed class Patience(TimeProvider time)
{
    /// <summary>How long a lock is waited for before the store says that it is locked.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs until it is no longer refused as busy.</summary>
    public void Retry(Action action)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                action();
                return;
            }
            catch (SqliteError error) when (error.IsBusy && time.GetElapsedTime(start) < Limit)
            {
                Thread.Sleep(NextPause());
            }
        }
    }

    /// <inheritdoc cref="Retry"/>
    public async ValueTask RetryAsync(Action action)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                action();
                return;
            }
            catch (SqliteError error) when (error.IsBusy && time.GetElapsedTime(start) < Limit)
            {
                await Task.Delay(NextPause(), time);
            }
        }
    }

    /// <summary>1 to 8 ms, different for every waiter.</summary>
    private static TimeSpan NextPause() => TimeSpan.FromMicroseconds(Random.Shared.Next(1_000, 8_000));
}
