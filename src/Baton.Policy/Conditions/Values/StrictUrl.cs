using System.Globalization;

namespace Baton.Policy.Conditions.Values;

/// <summary>
/// A URL that every program reads alike (RFC 3986 with an authority). What programs are known to read in different ways -
/// credentials, odd IP notations, backslashes, white space, encoded separators - is not read at all.
/// </summary>
internal readonly record struct StrictUrl(string Scheme, string Host, int? Port, string Path)
{
    private const int Longest = 8192;

    public static StrictUrl? Parse(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > Longest || HasForbidden(text)) return null;
        var colon = text.IndexOf("://");
        if (colon < 1 || !IsScheme(text[..colon])) return null;
        var scheme = text[..colon].ToString().ToLowerInvariant();
        var rest = text[(colon + 3)..];
        var authorityEnd = rest.IndexOfAny('/', '?', '#');
        var authority = authorityEnd < 0 ? rest : rest[..authorityEnd];
        var tail = authorityEnd < 0 ? default : rest[authorityEnd..];
        if (!TryReadAuthority(authority, scheme, out var host, out var port)) return null;
        var pathEnd = tail.IndexOfAny('?', '#');
        return UrlPath.Normalize(pathEnd < 0 ? tail : tail[..pathEnd]) is { } path ? new StrictUrl(scheme, host, port, path) : null;
    }

    private static bool TryReadAuthority(ReadOnlySpan<char> authority, string scheme, out string host, out int? port)
    {
        (host, port) = ("", DefaultPort(scheme));
        if (authority.IsEmpty || authority.ContainsAny('@', '%')) return false;
        var hostEnd = authority[0] == '[' ? authority.IndexOf(']') + 1 : authority.IndexOf(':');
        if (hostEnd == 0) return false;
        var name = hostEnd < 0 ? authority : authority[..hostEnd];
        if (hostEnd > 0 && hostEnd < authority.Length && !TryReadPort(authority[hostEnd..], ref port)) return false;
        if (name[0] == '[')
        {
            host = StrictAddress.Parse(name[1..^1]) is { } address && name.Contains(':') ? Literal(address) : "";
            return host.Length > 0;
        }
        if (HostName.Normalize(name) is not { } normal) return false;
        host = normal;
        return !EndsInNumber(normal) || StrictAddress.Parse(normal) is not null;
    }

    private static string Literal(System.Net.IPAddress address) => address.ToString() is var text && text.Contains(':', StringComparison.Ordinal) ? $"[{text}]" : text;

    private static bool TryReadPort(ReadOnlySpan<char> text, ref int? port)
    {
        if (text[0] != ':') return false;
        if (text.Length == 1) return true;
        if (!int.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535) return false;
        port = number;
        return true;
    }

    // 127.1, 0x7f.1 and 2130706433 are addresses to some programs and names to others.
    private static bool EndsInNumber(string host)
    {
        var last = host.AsSpan(host.LastIndexOf('.') + 1);
        return !last.ContainsAnyExceptInRange('0', '9') || last.StartsWith("0x", StringComparison.Ordinal);
    }

    private static bool HasForbidden(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (letter <= ' ' || letter is '\\' or '\u007F' or '\uFEFF' || char.IsWhiteSpace(letter) || char.IsControl(letter)) return true;
        }
        return false;
    }

    private static bool IsScheme(ReadOnlySpan<char> scheme)
    {
        if (!char.IsAsciiLetter(scheme[0])) return false;
        foreach (var letter in scheme)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('+' or '-' or '.')) return false;
        }
        return true;
    }

    private static int? DefaultPort(string scheme) => scheme switch
    {
        "http" or "ws" => 80,
        "https" or "wss" => 443,
        "ftp" => 21,
        "ssh" => 22,
        _ => null,
    };
}
