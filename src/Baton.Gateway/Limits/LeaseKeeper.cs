using System.Collections.Concurrent;
using Baton.Memory.Storage;
using Baton.Policy.Limits;

namespace Baton.Gateway.Limits;

/// <summary>Renews the slots of calls under way, three times in the life of a lease.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, LimitHold> _held = new();
    private readonly ILimitStore _store;
    private readonly ITimer _timer;

    public LeaseKeeper(ILimitStore store, TimeProvider time)
    {
        _store = store;
        _timer = time.CreateTimer(_ => _ = BeatAsync(), null, LeaseState.Life / 3, LeaseState.Life / 3);
    }

    public void Keep(LimitHold hold) => _held[hold.Id] = hold;

    public void Drop(LimitHold hold) => _held.TryRemove(hold.Id, out _);

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    /// <summary>One heartbeat. A store that cannot answer is asked again by the next one; a lease that ends meanwhile stays ended.</summary>
    internal async Task BeatAsync()
    {
        if (_held.IsEmpty) return;
        try
        {
            await _store.RenewAsync([.. _held.Values]);
        }
        catch (StoreUnavailableException)
        {
            // Slots may be given to others early; the call that holds this one has already been admitted.
        }
    }
}
