namespace Baton.Gateway.Upstreams.Stdio;

/// <summary>Says when something that several share has not been used for a while. Thread-safe.</summary>
internal sealed class IdleWatch : IDisposable
{
    private readonly TimeSpan _after;
    private readonly ITimer _timer;
    private int _users;

    /// <param name="after">How long it may lie unused.</param>
    /// <param name="time">The clock.</param>
    /// <param name="over">Called when it has; somebody may have begun to use it meanwhile, as <see cref="IsInUse"/> says.</param>
    public IdleWatch(TimeSpan after, TimeProvider time, Action over)
    {
        _after = after;
        _timer = time.CreateTimer(_ => over(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsInUse => Volatile.Read(ref _users) > 0;

    public void Begin() => Interlocked.Increment(ref _users);

    public void End()
    {
        if (Interlocked.Decrement(ref _users) == 0) _timer.Change(_after, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
