namespace Baton.Gateway.Limits;

/// <summary>
/// Compares the wall clock with the monotonic one. A step back is harmless, because the store's time never runs back; a jump
/// forward empties windows and is reported.
/// </summary>
/// <param name="time">Both clocks.</param>
/// <param name="jumped">Hears of jumps; null when nobody does.</param>
public sealed class ClockWatch(TimeProvider time, Action<ClockJump>? jumped)
{
    /// <summary>Smaller corrections are what time services do all day.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private DateTimeOffset _wall = time.GetUtcNow();
    private long _stamp = time.GetTimestamp();

    /// <summary>The wall clock's time.</summary>
    public DateTimeOffset Now()
    {
        var (from, to, jump) = Look();
        if (jump > Tolerance) jumped?.Invoke(new ClockJump(from, to, jump));
        return to;
    }

    private (DateTimeOffset From, DateTimeOffset To, TimeSpan Jump) Look()
    {
        lock (_gate)
        {
            var from = _wall;
            var stamp = time.GetTimestamp();
            _wall = time.GetUtcNow();
            var jump = _wall - from - time.GetElapsedTime(_stamp, stamp);
            _stamp = stamp;
            return (from, _wall, jump);
        }
    }
}
