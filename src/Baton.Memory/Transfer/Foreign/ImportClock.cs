namespace Baton.Memory.Transfer.Foreign;

/// <summary>Lets what is imported keep the time at which the other system wrote it, through the same operations as every write.</summary>
internal sealed class ImportClock(TimeProvider time) : TimeProvider
{
    private DateTimeOffset? _at;

    /// <summary>Null for the real time; a time to come is not believed.</summary>
    public void Set(DateTimeOffset? at) => _at = at <= time.GetUtcNow() ? at : null;

    public override DateTimeOffset GetUtcNow() => _at ?? time.GetUtcNow();
}
