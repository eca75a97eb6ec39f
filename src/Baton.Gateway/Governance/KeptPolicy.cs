using Baton.Gateway.Policies;

namespace Baton.Gateway.Governance;

/// <summary>
/// A stored policy that is compiled when it is first asked for. A document that this program cannot use leaves the revision
/// before it in force.
/// </summary>
internal sealed class KeptPolicy
{
    private readonly StoredPolicy _stored;
    private readonly Lazy<LoadedPolicy?> _loaded;

    private KeptPolicy(StoredPolicy stored, KeptPolicy? previous, Action<string> problem)
    {
        _stored = stored;
        _loaded = new Lazy<LoadedPolicy?>(() => Load(stored, previous, problem));
    }

    public LoadedPolicy? Loaded => _loaded.Value;

    /// <summary>The policy of a new snapshot; the one there is when nothing changed.</summary>
    public static KeptPolicy Of(StoredPolicy stored, KeptPolicy? previous, Action<string> problem)
        => previous?._stored.Revision == stored.Revision ? previous : new KeptPolicy(stored, previous, problem);

    private static LoadedPolicy? Load(StoredPolicy stored, KeptPolicy? previous, Action<string> problem)
    {
        var loaded = PolicyText.Load(stored);
        if (loaded.IsValid) return new LoadedPolicy(stored.Name, stored.Revision, loaded.Policy);
        problem($"The policy '{stored.Name}', revision {stored.Revision}, cannot be used: {loaded.Problems.First(found => found.IsError)}");
        return previous?.Loaded;
    }
}
