using System.Collections.Concurrent;
using Baton.Gateway.Grants;
using Baton.Gateway.Sessions;
using Baton.Gateway.Upstreams;
using Baton.Memory.Storage;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>
/// The requests that are being answered, with what let them in. Whoever would not be let in any more, because the grant has
/// ended, its secret was replaced, the server was taken from it or is there no more, loses the streams too: they would otherwise
/// go on for as long as the client likes.
/// </summary>
internal sealed class OpenRequests(IGrantStore grants, IUpstreamDirectory servers, SessionTable sessions, TimeProvider time) : IDisposable
{
    /// <summary>How soon streams of a grant or a server that has ended are closed.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private readonly GrantResolver _resolver = new(grants, time);
    private readonly ConcurrentDictionary<HttpContext, OpenRequest> _open = new();
    private ITimer? _timer;

    /// <summary>How many there are.</summary>
    public int Count => _open.Count;

    /// <summary>Begins to look.</summary>
    public void Watch() => _timer = time.CreateTimer(_ => _ = EndAsync(), null, LookEvery, LookEvery);

    public void Enter(HttpContext http, Caller caller, string server)
        => _open[http] = new OpenRequest(HttpCaller.CredentialOf(http), caller.Servers.ContainsKey(server) ? server : null, time.GetTimestamp());

    public void Leave(HttpContext http) => _open.TryRemove(http, out _);

    public void Dispose() => _timer?.Dispose();

    /// <summary>Ends what would not be let in now.</summary>
    internal async Task EndAsync()
    {
        try
        {
            foreach (var grant in sessions.Grants.Distinct(StringComparer.Ordinal).ToList())
            {
                if (await FindAsync(grant) is not { } found || !found.IsInForce(time.GetUtcNow())) sessions.EndOf(grant);
            }
            EndRemoved();
            foreach (var credential in _open.Values.Select(open => open.Credential).Distinct().ToList())
            {
                var caller = await _resolver.ResolveAsync(credential.Authorization, credential.IsLocal, CancellationToken.None);
                foreach (var (http, _) in _open.Where(open => open.Value.Credential == credential && !open.Value.IsOpenTo(caller))) http.Abort();
            }
        }
        catch (StoreUnavailableException)
        {
            // Whether a grant or a server has ended cannot be told now; new messages are refused meanwhile, and the next look decides.
        }
    }

    private void EndRemoved()
    {
        foreach (var server in sessions.Servers.Distinct(StringComparer.Ordinal).Where(IsRemoved).ToList()) sessions.EndAt(server);
        // What has just come may name a server that never was, and is about to be told so.
        var older = _open.Where(open => open.Value.Server is not null && time.GetElapsedTime(open.Value.Since) >= LookEvery).ToLookup(open => open.Value.Server!, open => open.Key);
        foreach (var http in older.Where(server => IsRemoved(server.Key)).SelectMany(server => server)) http.Abort();
    }

    private bool IsRemoved(string server) => servers.Find(server) is null;

    private ValueTask<Grant?> FindAsync(string grant)
        => grant == LocalGrant.Name ? grants.LocalAsync(CancellationToken.None) : grants.FindAsync(grant, CancellationToken.None);

    /// <param name="Credential">What the request showed.</param>
    /// <param name="Server">Which server it reached; null where the grant reached none of that name from the first.</param>
    /// <param name="Since">When it came, by the clock's own count.</param>
    private readonly record struct OpenRequest(HttpCredential Credential, string? Server, long Since)
    {
        public bool IsOpenTo(Caller? caller) => caller is not null && (Server is null || caller.Servers.ContainsKey(Server));
    }
}
