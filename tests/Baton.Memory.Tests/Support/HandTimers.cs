namespace Baton.Memory.Tests.Support;

/// <summary>Another clock's time, with timers that fire when a test says so.</summary>
public sealed class HandTimers(TimeProvider clock) : TimeProvider
{
    private readonly List<HandTimer> _timers = [];

    /// <summary>How many timers run.</summary>
    public int Running => _timers.Count;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        _timers.Add(timer);
        return timer;
    }

    public void Fire()
    {
        foreach (var timer in _timers.ToList()) timer.Callback();
    }

    private sealed class HandTimer(HandTimers owner, Action callback) : ITimer
    {
        public Action Callback { get; } = callback;

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => owner._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
