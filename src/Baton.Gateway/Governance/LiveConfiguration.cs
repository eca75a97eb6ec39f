using Baton.Gateway.Grants;
using Baton.Gateway.Policies;
using Baton.Gateway.Stores;
using Baton.Memory.Storage;

namespace Baton.Gateway.Governance;

/// <summary>
/// Grants and policies as the store has them, held in memory as one immutable snapshot. Each question first asks the store
/// whether anything has changed, so that an operator's edit acts on the next message of every process.
/// </summary>
/// <param name="store">Where they are kept.</param>
/// <param name="problem">Hears of a stored document that this program cannot use.</param>
public sealed class LiveConfiguration(IGatewayStore store, Action<string> problem) : IGrantStore, IPolicySource
{
    private readonly Lock _reload = new();
    private Snapshot? _current;

    /// <summary>Raised after a change was taken over, so that clients can be told that their lists are others now.</summary>
    public event Action? Changed;

    public ValueTask<Grant?> FindAsync(string id, CancellationToken cancellationToken) => new(Current().Grants.GetValueOrDefault(id));

    public ValueTask<Grant?> LocalAsync(CancellationToken cancellationToken) => FindAsync(LocalGrant.Name, cancellationToken);

    public ValueTask<bool> AnyAsync(CancellationToken cancellationToken) => store.Grants.AnyAsync(cancellationToken);

    public LoadedPolicy? Find(string name) => Current().Policies.GetValueOrDefault(name)?.Loaded;

    /// <summary>Looks whether anything has changed, for clients that only listen; a store that cannot answer is asked again later.</summary>
    public void Look()
    {
        try
        {
            Current();
        }
        catch (StoreUnavailableException)
        {
            // Messages are refused meanwhile, each with its reason.
        }
    }

    /// <exception cref="StoreUnavailableException">The store cannot say whether anything has changed; nothing is answered from memory then.</exception>
    private Snapshot Current()
    {
        var generation = store.Generation();
        var current = Volatile.Read(ref _current);
        return current?.Generation == generation ? current : Reload(generation);
    }

    private Snapshot Reload(long generation)
    {
        Snapshot next;
        lock (_reload)
        {
            if (_current is { } done && done.Generation >= generation) return done;
            next = Load(generation, _current);
            var isFirst = _current is null;
            Volatile.Write(ref _current, next);
            if (isFirst) return next;
        }
        Changed?.Invoke();
        return next;
    }

    // The generation was read first: what is loaded is at least as new, and a change in between is seen by the next look.
    private Snapshot Load(long generation, Snapshot? previous)
    {
        var grants = Answer(store.Grants.ListAsync(CancellationToken.None));
        var policies = Answer(store.Policies.ListAsync(CancellationToken.None));
        return new Snapshot(
            generation,
            grants.ToDictionary(grant => grant.Id, StringComparer.Ordinal),
            policies.ToDictionary(stored => stored.Name, stored => KeptPolicy.Of(stored, previous?.Policies.GetValueOrDefault(stored.Name), problem), StringComparer.Ordinal));
    }

    private static T Answer<T>(ValueTask<T> asked) => asked.IsCompletedSuccessfully ? asked.Result : asked.AsTask().GetAwaiter().GetResult();

    private sealed record Snapshot(long Generation, Dictionary<string, Grant> Grants, Dictionary<string, KeptPolicy> Policies);
}
