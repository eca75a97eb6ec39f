using System.Buffers;
using System.Text;

namespace Baton.Policy.Globs;

/// <summary>
/// The other way in which a program may read a resource's URI: letters unescaped, backslashes as slashes, dot segments resolved
/// (RFC 3986, section 6.2.2). What one reading is refused must not be had by way of another.
/// </summary>
internal static class UriReading
{
    private static readonly SearchValues<char> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");
    private static readonly SearchValues<char> SchemeLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    /// <summary>The plain form; null when the URI is written plainly.</summary>
    /// <param name="uri">The URI as it came.</param>
    /// <param name="lowerScheme">Whether the scheme's letters are made small ones.</param>
    public static string? Other(string uri, bool lowerScheme)
    {
        var scheme = SchemeLength(uri);
        var rest = uri.AsSpan(scheme);
        if (!rest.ContainsAny('%', '\\') && !rest.Contains("/.", StringComparison.Ordinal) && !(lowerScheme && uri.AsSpan(0, scheme).ContainsAnyInRange('A', 'Z'))) return null;
        var plain = (lowerScheme ? uri[..scheme].ToLowerInvariant() : uri[..scheme]) + Resolve(Unescape(rest));
        return plain == uri ? null : plain;
    }

    private static int SchemeLength(string uri)
    {
        var colon = uri.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(uri[0]) && !uri.AsSpan(0, colon).ContainsAnyExcept(SchemeLetters) ? colon + 1 : 0;
    }

    /// <summary>Letters, digits and the marks that need no escape mean the same escaped (section 2.3).</summary>
    private static string Unescape(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2])
                && (char)Convert.ToInt32(text.Slice(at + 1, 2).ToString(), 16) is var letter && Unreserved.Contains(letter))
            {
                plain.Append(letter);
                at += 2;
            }
            else plain.Append(text[at]);
        }
        return plain.ToString();
    }

    private static string Resolve(string rest)
    {
        var end = rest.AsSpan().IndexOfAny('?', '#');
        var path = (end < 0 ? rest : rest[..end]).Replace('\\', '/');
        var tail = end < 0 ? "" : rest[end..];
        // An escaped slash is data, unless a program that takes it for one would leave the folder.
        var split = path.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Replace("%5C", "/", StringComparison.OrdinalIgnoreCase);
        return (HasDots(split) ? WithoutDots(split) : path) + tail;
    }

    private static bool HasDots(string path) => path.Split('/').Any(static segment => segment is "." or "..");

    private static string WithoutDots(string path)
    {
        var authority = path.StartsWith("//", StringComparison.Ordinal) ? path.IndexOf('/', 2) is var slash && slash < 0 ? path.Length : slash : 0;
        var segments = path[authority..].Split('/');
        var kept = new List<string>(segments.Length);
        for (var at = 0; at < segments.Length; at++)
        {
            var isLast = at == segments.Length - 1;
            if (segments[at] is not ("." or "..")) kept.Add(segments[at]);
            else
            {
                if (segments[at] == ".." && kept.Count > 1) kept.RemoveAt(kept.Count - 1);
                if (isLast) kept.Add("");
            }
        }
        return path[..authority] + string.Join('/', kept);
    }
}
