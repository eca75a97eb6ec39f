using System.Collections.Concurrent;
using Baton.Gateway.Grants;
using Baton.Gateway.Sessions;
using Baton.Memory.Storage;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>
/// The requests that are being answered, with what let them in. Whoever would not be let in any more, because the grant has
/// ended, its secret was replaced or the server was taken from it, loses the streams too: they would otherwise go on for as long
/// as the client likes.
/// </summary>
internal sealed class OpenRequests(IGrantStore grants, SessionTable sessions, TimeProvider time) : IDisposable
{
    /// <summary>How soon streams of a grant that has ended are closed.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private readonly GrantResolver _resolver = new(grants, time);
    private readonly ConcurrentDictionary<HttpContext, OpenRequest> _open = new();
    private ITimer? _timer;

    /// <summary>How many there are.</summary>
    public int Count => _open.Count;

    /// <summary>Begins to look.</summary>
    public void Watch() => _timer = time.CreateTimer(_ => _ = EndRevokedAsync(), null, LookEvery, LookEvery);

    public void Enter(HttpContext http, Caller caller, string server)
        => _open[http] = new OpenRequest(HttpCaller.CredentialOf(http), caller.Servers.ContainsKey(server) ? server : null);

    public void Leave(HttpContext http) => _open.TryRemove(http, out _);

    public void Dispose() => _timer?.Dispose();

    /// <summary>Ends what would not be let in now.</summary>
    internal async Task EndRevokedAsync()
    {
        try
        {
            foreach (var grant in sessions.Grants.Distinct(StringComparer.Ordinal).ToList())
            {
                if (await FindAsync(grant) is not { } found || !found.IsInForce(time.GetUtcNow())) sessions.EndOf(grant);
            }
            foreach (var credential in _open.Values.Select(open => open.Credential).Distinct().ToList())
            {
                var caller = await _resolver.ResolveAsync(credential.Authorization, credential.IsLocal, CancellationToken.None);
                foreach (var (http, _) in _open.Where(open => open.Value.Credential == credential && !open.Value.IsOpenTo(caller))) http.Abort();
            }
        }
        catch (StoreUnavailableException)
        {
            // Whether a grant has ended cannot be told now; new messages are refused meanwhile, and the next look decides.
        }
    }

    private ValueTask<Grant?> FindAsync(string grant)
        => grant == LocalGrant.Name ? grants.LocalAsync(CancellationToken.None) : grants.FindAsync(grant, CancellationToken.None);

    /// <param name="Credential">What the request showed.</param>
    /// <param name="Server">Which server it reached; null where the grant reached none of that name from the first.</param>
    private readonly record struct OpenRequest(HttpCredential Credential, string? Server)
    {
        public bool IsOpenTo(Caller? caller) => caller is not null && (Server is null || caller.Servers.ContainsKey(Server));
    }
}
