namespace Baton.Gateway.Tests.Support;

/// <summary>A wall clock that somebody may set, and the monotonic one beside it.</summary>
internal sealed class TwoClocks : TimeProvider
{
    private DateTimeOffset _wall = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private long _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _wall;

    public override long GetTimestamp() => _passed;

    public void Move(TimeSpan wall, TimeSpan passed)
    {
        _wall += wall;
        _passed += passed.Ticks;
    }
}
