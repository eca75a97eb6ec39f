namespace Baton.TestSupport;

/// <summary>A clock that stands still until a test moves it; timers are not driven.</summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    /// <summary>Starts at a fixed instant, so that golden texts do not change.</summary>
    public ManualTimeProvider() : this(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)) { }

    /// <summary>How far it goes on whenever it is read, as a real clock does; not at all unless a test says so.</summary>
    public TimeSpan PerReading { get; set; }

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref _ticks, PerReading.Ticks), TimeSpan.Zero);

    /// <summary>Moves the clock; a negative span steps it back, as a corrected system clock would.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
