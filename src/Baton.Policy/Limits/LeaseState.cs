using System.Collections.Immutable;

namespace Baton.Policy.Limits;

/// <summary>
/// The slots of a concurrency limit: leases that end by themselves unless a heartbeat renews them, so that a crash frees them.
/// Immutable, as pure functions over what a store keeps.
/// </summary>
/// <param name="Leases">The leases, in the order they were taken.</param>
public sealed record LeaseState(ImmutableArray<Lease> Leases)
{
    /// <summary>How long a lease lives without a heartbeat.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    /// <summary>No slot taken.</summary>
    public static LeaseState Empty { get; } = new([]);

    /// <summary>Takes a slot when one is free; null when none is.</summary>
    public LeaseState? Take(string id, int slots, DateTimeOffset now)
    {
        var live = Live(now);
        return live.Length < slots ? new LeaseState(live.Add(new Lease(id, now + Life))) : null;
    }

    /// <summary>Renews a lease; one that has ended stays ended.</summary>
    public LeaseState Renew(string id, DateTimeOffset now)
        => new([.. Live(now).Select(lease => lease.Id == id ? lease with { Expires = now + Life } : lease)]);

    /// <summary>Frees a slot.</summary>
    public LeaseState Free(string id) => new(Leases.RemoveAll(lease => lease.Id == id));

    /// <summary>How many slots are taken at an instant.</summary>
    public int Taken(DateTimeOffset now) => Live(now).Length;

    /// <summary>How long until a slot is free for certain.</summary>
    public TimeSpan RetryAfter(int slots, DateTimeOffset now)
    {
        var live = Live(now);
        return live.Length < slots ? TimeSpan.Zero : live.Length == 0 ? Timeout.InfiniteTimeSpan : live.Min(lease => lease.Expires) - now;
    }

    private ImmutableArray<Lease> Live(DateTimeOffset now) => Leases.RemoveAll(lease => lease.Expires <= now);
}

/// <summary>A slot taken by one call, until an instant.</summary>
public sealed record Lease(string Id, DateTimeOffset Expires);
