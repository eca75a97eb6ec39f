using System.Text.RegularExpressions;

namespace Baton.Cli.Commands.Serving;

/// <summary>What <c>--allow-origin</c> takes: an origin as browsers send it (RFC 6454, section 6.2).</summary>
internal static partial class AllowedOrigin
{
    /// <summary>Why no page's <c>Origin</c> can be that, and how to write it; null when one can.</summary>
    public static string? Refuse(string text)
    {
        var origin = text.TrimEnd('/');
        if (origin == "null" || (!IsOfTheWeb(origin) && OtherScheme().IsMatch(origin))) return null;
        if (Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsOfTheWeb(origin) && AllowedHost.IsHost(page.Host))
        {
            var sent = $"{page.Scheme}://{page.Authority}";
            if (string.Equals(sent, origin, StringComparison.OrdinalIgnoreCase)) return null;
            if (page.UserInfo.Length == 0) return $"No page has the origin '{text}'; write it as browsers send it, as {sent}.";
        }
        return $"'{text}' is no origin of a page; write scheme and host, and the port where it is not the scheme's own, as https://tools.example. There are no wildcards: give each origin with --allow-origin.";
    }

    private static bool IsOfTheWeb(string origin)
        => origin.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || origin.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    // editors and extensions have schemes of their own, and whatever they like behind them
    [GeneratedRegex(@"\A[a-z][a-z0-9+.-]*://[A-Za-z0-9._~:\[\]-]+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherScheme();
}
