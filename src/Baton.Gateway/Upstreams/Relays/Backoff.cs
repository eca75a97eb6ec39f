namespace Baton.Gateway.Upstreams.Relays;

/// <summary>
/// When a server that ended may be started again: at once the first time, then after 250 ms, doubled each time up to 30 s. One
/// that lived for a while is forgiven what was before.
/// </summary>
internal sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private long _startedAt;
    private long _endedAt;
    private int _failures;

    /// <summary>How long it may not be started yet; zero when it may.</summary>
    public TimeSpan Left
    {
        get
        {
            if (_failures < 2) return TimeSpan.Zero;
            var wait = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(_failures - 2, 20)));
            var left = wait - time.GetElapsedTime(_endedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public void Started() => _startedAt = time.GetTimestamp();

    public void Ended()
    {
        if (time.GetElapsedTime(_startedAt) >= Healthy) _failures = 0;
        _failures++;
        _endedAt = time.GetTimestamp();
    }
}
