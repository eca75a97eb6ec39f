using Baton.Memory.Retention;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Storage.Folders;

namespace Baton.Cli.Retention;

/// <summary>Runs retention while <c>baton up</c> runs: soon after the start, then every hour, never twice at once.</summary>
internal sealed class RetentionJob : IAsyncDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private readonly Retirement _retirement;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;
    private Task _running = Task.CompletedTask;

    private RetentionJob(Retirement retirement, TimeProvider time, Action<string> log)
    {
        _retirement = retirement;
        _log = log;
        _timer = time.CreateTimer(_ => Begin(), null, First, Every);
    }

    /// <param name="store">The store; outlives the job.</param>
    /// <param name="folder">The data folder, whose <c>retired</c> gets the archives.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Takes a line for the operator.</param>
    public static RetentionJob Start(IMemoryStore store, DataFolder folder, TimeProvider time, Action<string> log)
        => new(new Retirement(store, new RetiredFolder(Path.Combine(folder.Path, "retired")), time), time, log);

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private void Begin()
    {
        if (_running.IsCompleted) _running = RunAsync();
    }

    private async Task RunAsync()
    {
        try
        {
            if (await _retirement.RunAsync(_stop.Token) is > 0 and var count) _log($"baton: retention archived and took out {Counted.Of(count, "record")}.");
        }
        catch (OperationCanceledException)
        {
            // The server ends; the next start goes on.
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            _log($"baton: retention stopped: {failed.Message}");
        }
    }
}
