namespace Baton.Gateway.Policies;

/// <summary>Looks again and again whether a policy is another one now, for clients that only listen and must be told.</summary>
public sealed class PolicyWatch : IAsyncDisposable
{
    private readonly ITimer _timer;
    private LoadedPolicy? _last;

    /// <param name="policies">Where the policy comes from.</param>
    /// <param name="name">Which one.</param>
    /// <param name="changed">Is called after each change.</param>
    /// <param name="every">How often to look.</param>
    /// <param name="time">The clock of it.</param>
    public PolicyWatch(IPolicySource policies, string name, Action changed, TimeSpan every, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(time);
        _last = policies.Find(name);
        _timer = time.CreateTimer(_ => Look(policies, name, changed), null, every, every);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Look(IPolicySource policies, string name, Action changed)
    {
        var now = policies.Find(name);
        if (!ReferenceEquals(Interlocked.Exchange(ref _last, now), now)) changed();
    }
}
