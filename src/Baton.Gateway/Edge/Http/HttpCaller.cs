using System.Net;
using Baton.Gateway.Grants;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>Who sends an HTTP request.</summary>
internal static class HttpCaller
{
    private static readonly string[] ForwardedBy = ["Forwarded", "X-Forwarded-For", "X-Real-IP"];

    /// <summary>The caller, or null for nobody who may come in.</summary>
    public static async ValueTask<Caller?> ResolveAsync(HttpContext http, GrantResolver grants)
    {
        var authorization = http.Request.Headers.Authorization;
        return authorization.Count > 1 ? null : await grants.ResolveAsync(authorization, IsLocal(http), http.RequestAborted);
    }

    /// <summary>A proxy on this machine makes everybody look local; what it forwards says so.</summary>
    private static bool IsLocal(HttpContext http)
        => http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && !ForwardedBy.Any(http.Request.Headers.ContainsKey);
}
