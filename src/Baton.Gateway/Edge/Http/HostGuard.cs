using System.Net;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>
/// Keeps web pages of others out, also those whose name was made to point here (DNS rebinding): the Host must be one that this
/// gateway listens under, and an Origin must be its own or configured (2026-07-28, Streamable HTTP, Security).
/// </summary>
internal sealed class HostGuard
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _origins = new(StringComparer.OrdinalIgnoreCase);

    public HostGuard(HttpHostOptions options)
    {
        foreach (var host in options.AllowedHosts) _hosts.Add(host);
        foreach (var origin in options.AllowedOrigins) _origins.Add(origin.TrimEnd('/'));
        foreach (var url in options.Urls)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || IsLocalName(address.Host)) continue;
            if (!IPAddress.TryParse(address.Host.Trim('[', ']'), out _)) _hosts.Add(address.Host);
        }
    }

    /// <summary>Null when the request may come in, else why not.</summary>
    public (string Code, string Message)? Check(HttpContext http)
    {
        var host = http.Request.Host;
        if (!host.HasValue || !IsOurs(host.Host, http.Connection.LocalIpAddress))
        {
            return ("foreign_host", $"The Host '{host}' is not one of this gateway's; the operator can allow it with --allow-host.");
        }
        var origins = http.Request.Headers.Origin;
        if (origins.Count == 0) return null;
        return origins is [{ } origin] && IsOwnOrigin(origin, http)
            ? null
            : ("foreign_origin", $"Pages of the origin '{origins}' may not call this gateway; the operator can allow it with --allow-origin.");
    }

    private bool IsOurs(string name, IPAddress? local)
    {
        if (_hosts.Contains(name)) return true;
        if (local is null) return false;
        var listening = local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local;
        if (IsLocalName(name)) return IPAddress.IsLoopback(listening);
        return IPAddress.TryParse(name.Trim('[', ']'), out var address)
            && (address.Equals(listening) || (IPAddress.IsLoopback(address) && IPAddress.IsLoopback(listening)));
    }

    private bool IsOwnOrigin(string origin, HttpContext http)
    {
        if (_origins.Contains(origin)) return true;
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var page) || page.Scheme is not ("http" or "https")) return false;
        var sameAsHost = string.Equals(page.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase);
        return IsOurs(page.Host, http.Connection.LocalIpAddress) && (sameAsHost || page.Port == http.Connection.LocalPort);
    }

    private static bool IsLocalName(string name) => name.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
