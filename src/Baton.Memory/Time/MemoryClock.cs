namespace Baton.Memory.Time;

/// <summary>The clock of records: whole milliseconds, so that what is stored equals what is answered.</summary>
internal sealed class MemoryClock(TimeProvider time)
{
    public DateTimeOffset Now => Instants.Trim(time.GetUtcNow());

    /// <summary>The moment to record a version at: never before the version it follows, whatever a corrected clock says.</summary>
    public static DateTimeOffset NotBefore(DateTimeOffset previous, DateTimeOffset now) => now < previous ? previous : now;
}
