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
        if (http.Request.Headers.Authorization.Count > 1) return null;
        var credential = CredentialOf(http);
        return await grants.ResolveAsync(credential.Authorization, credential.IsLocal, http.RequestAborted);
    }

    /// <summary>What a request shows of who sends it.</summary>
    public static HttpCredential CredentialOf(HttpContext http) => new(http.Request.Headers.Authorization, IsLocal(http));

    /// <summary>A proxy on this machine makes everybody look local; what it forwards says so.</summary>
    private static bool IsLocal(HttpContext http)
        => http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && !ForwardedBy.Any(http.Request.Headers.ContainsKey);
}

/// <summary>What lets an HTTP request in.</summary>
/// <param name="Authorization">The header; null when there is none.</param>
/// <param name="IsLocal">Whether it came from this machine and was not forwarded there by somebody.</param>
internal readonly record struct HttpCredential(string? Authorization, bool IsLocal);
