using System.Net;
using System.Net.Sockets;

namespace Baton.Cli.Commands.Serving;

/// <summary>What <c>--allow-host</c> takes: a name as clients send it in <c>Host</c>, for whatever port.</summary>
internal static class AllowedHost
{
    /// <summary>Why no client's <c>Host</c> can be that, and how to write it; null when one can.</summary>
    public static string? Refuse(string text)
        => IsHost(text) ? null : $"'{text}' is no host name that a client can send; write the name alone, without scheme, port, path or wildcard, as tools.example.";

    /// <summary>Whether it is a name or an address in the form that has in a URL: <c>xn--…</c>, and IPv6 short and in brackets.</summary>
    public static bool IsHost(string text) => text is ['[', .. var inner, ']']
        ? IPAddress.TryParse(inner, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 && string.Equals(address.ToString(), inner, StringComparison.OrdinalIgnoreCase)
        : text.All(char.IsAscii) && Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4;
}
