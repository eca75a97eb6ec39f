using System.Globalization;
using System.Text;

namespace Baton.Policy.Conditions.Values;

/// <summary>The path of a URL without dot segments and needless escapes.</summary>
internal static class UrlPath
{
    /// <summary>The path's one form, or null when it hides a separator or climbs above the root.</summary>
    public static string? Normalize(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty) return "/";
        if (Decode(path) is not { } decoded) return null;
        var kept = new List<string>();
        var segments = decoded[1..].Split('/');
        for (var at = 0; at < segments.Length; at++)
        {
            var last = at == segments.Length - 1;
            // Some servers take what follows a semicolon away and then climb.
            if (segments[at].StartsWith(".;", StringComparison.Ordinal) || segments[at].StartsWith("..;", StringComparison.Ordinal)) return null;
            if (segments[at] is "." or "..")
            {
                if (segments[at] == ".." && kept.Count == 0) return null;
                if (segments[at] == "..") kept.RemoveAt(kept.Count - 1);
                if (last) kept.Add("");
            }
            else
            {
                kept.Add(segments[at]);
            }
        }
        return "/" + string.Join('/', kept);
    }

    private static string? Decode(ReadOnlySpan<char> path)
    {
        if (!path.Contains('%')) return path.ToString();
        var bytes = new List<byte>(path.Length);
        for (var at = 0; at < path.Length; at++)
        {
            if (path[at] != '%')
            {
                var width = char.IsHighSurrogate(path[at]) && at + 1 < path.Length ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(path.Slice(at, width).ToString()));
                at += width - 1;
                continue;
            }
            if (at + 2 >= path.Length || !byte.TryParse(path.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return null;
            if (value is (byte)'/' or (byte)'\\' or < 0x20 or 0x7F or (byte)'%') return null;
            bytes.Add(value);
            at += 2;
        }
        var decoded = bytes.ToArray();
        return System.Text.Unicode.Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : null;
    }
}
