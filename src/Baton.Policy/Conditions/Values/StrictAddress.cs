using System.Net;
using System.Net.Sockets;

namespace Baton.Policy.Conditions.Values;

/// <summary>
/// IP literals in the one notation that all programs read alike: four decimal parts without leading zeros, or IPv6 without a
/// zone. An IPv4 address mapped into IPv6 is that IPv4 address.
/// </summary>
internal static class StrictAddress
{
    public static IPAddress? Parse(ReadOnlySpan<char> text)
    {
        if (text.Contains(':')) return ParseV6(text);
        return IsDotted(text) ? IPAddress.Parse(text) : null;
    }

    private static IPAddress? ParseV6(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny('%', '[', '/')) return null;
        var dotted = text.LastIndexOf(':');
        if (text.Contains('.') && !IsDotted(text[(dotted + 1)..])) return null;
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6) return null;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    private static bool IsDotted(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0') || part.ContainsAnyExceptInRange('0', '9')) return false;
            if (int.Parse(part, System.Globalization.CultureInfo.InvariantCulture) > 255) return false;
            parts++;
        }
        return parts == 4;
    }
}
