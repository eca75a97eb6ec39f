using System.Collections.Concurrent;
using Baton.Gateway.Grants;
using Baton.Gateway.Sessions;
using Baton.Memory.Storage;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>
/// The requests that are being answered, with the grants that let them in. A grant that ends takes its streams with it: they
/// would otherwise go on for as long as the client likes.
/// </summary>
internal sealed class OpenRequests(IGrantStore grants, SessionTable sessions, TimeProvider time) : IDisposable
{
    /// <summary>How soon streams of a grant that has ended are closed.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<HttpContext, string> _open = new();
    private ITimer? _timer;

    /// <summary>How many there are.</summary>
    public int Count => _open.Count;

    /// <summary>Begins to look.</summary>
    public void Watch() => _timer = time.CreateTimer(_ => _ = EndRevokedAsync(), null, LookEvery, LookEvery);

    public void Enter(HttpContext http, Caller caller) => _open[http] = caller.GrantId;

    public void Leave(HttpContext http) => _open.TryRemove(http, out _);

    public void Dispose() => _timer?.Dispose();

    /// <summary>Ends what belongs to grants that are no longer in force.</summary>
    internal async Task EndRevokedAsync()
    {
        try
        {
            foreach (var grant in _open.Values.Concat(sessions.Grants).Distinct(StringComparer.Ordinal).ToList())
            {
                if (await FindAsync(grant) is { } found && found.IsInForce(time.GetUtcNow())) continue;
                sessions.EndOf(grant);
                foreach (var (http, _) in _open.Where(open => open.Value == grant)) http.Abort();
            }
        }
        catch (StoreUnavailableException)
        {
            // Whether a grant has ended cannot be told now; new messages are refused meanwhile, and the next look decides.
        }
    }

    private ValueTask<Grant?> FindAsync(string grant)
        => grant == LocalGrant.Name ? grants.LocalAsync(CancellationToken.None) : grants.FindAsync(grant, CancellationToken.None);
}
