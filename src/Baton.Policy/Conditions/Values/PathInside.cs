namespace Baton.Policy.Conditions.Values;

/// <summary>
/// A folder that paths may lie in, judged by the text alone: <c>.</c> and <c>..</c> are resolved, both separators are read, and
/// what systems read in different ways is undecided. Links are the file server's own business.
/// </summary>
internal sealed class PathInside
{
    private readonly string[] _root;
    private readonly string _volume;
    private readonly StringComparison _comparison;

    private PathInside(string volume, string[] root, bool ignoreCase)
    {
        _volume = volume;
        _root = root;
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
    }

    /// <summary>The root, or null when its text cannot be read.</summary>
    public static PathInside? Parse(string root, bool ignoreCase)
        => Split(root, windows: true, out var volume) is { } segments ? new PathInside(volume, segments, ignoreCase) : null;

    public Truth Judge(string path)
    {
        var windows = Judge(path, windows: true);
        if (!path.Contains('\\', StringComparison.Ordinal)) return windows;
        var posix = Judge(path, windows: false);
        return posix == windows ? posix : Truth.Undecided;
    }

    private Truth Judge(string path, bool windows)
    {
        if (Split(path, windows, out var volume) is not { } segments) return Truth.Undecided;
        if (volume.Length == 0 != (_volume.Length == 0)) return Truth.Undecided;
        if (!string.Equals(volume, _volume, StringComparison.OrdinalIgnoreCase)) return Truth.False;
        var (up, rootUp) = (StepsUp(segments), StepsUp(_root));
        // The names of the folders above the working folder are not known, so neither is whether one of them is meant.
        if (up < rootUp) return rootUp == _root.Length ? Truth.True : Truth.Undecided;
        if (up > rootUp || segments.Length < _root.Length) return Truth.False;
        for (var at = up; at < _root.Length; at++)
        {
            if (!string.Equals(segments[at], _root[at], _comparison)) return Truth.False;
        }
        return Truth.True;
    }

    private static int StepsUp(string[] segments) => Array.FindIndex(segments, segment => segment != "..") is >= 0 and var first ? first : segments.Length;

    // The volume is "/" or "C:/" for absolute paths and empty for relative ones.
    private static string[]? Split(string path, bool windows, out string volume)
    {
        volume = "";
        if (path.Length == 0 || path[0] == '~' || path.AsSpan().ContainsAnyInRange('\0', '\u001F') || path.Contains("://", StringComparison.Ordinal)) return null;
        var text = windows ? path.Replace('\\', '/') : path;
        if (text.StartsWith("//", StringComparison.Ordinal)) return null;
        if (text.Length >= 2 && char.IsAsciiLetter(text[0]) && text[1] == ':')
        {
            if (text.Length < 3 || text[2] != '/') return null;
            volume = text[..3];
            text = text[3..];
        }
        else if (text[0] == '/')
        {
            volume = "/";
        }
        return Resolve(text.Split('/'), volume.Length > 0);
    }

    private static string[]? Resolve(string[] parts, bool absolute)
    {
        var kept = new List<string>(parts.Length);
        foreach (var part in parts)
        {
            if (part is "" or ".") continue;
            if (part != "..")
            {
                // Windows drops trailing dots and spaces and reads a colon as a stream: such a name is two names.
                if (part[^1] is '.' or ' ' || part.Contains(':', StringComparison.Ordinal)) return null;
                kept.Add(part);
            }
            else if (kept.Count > 0 && kept[^1] != "..")
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (!absolute)
            {
                kept.Add("..");
            }
        }
        return [.. kept];
    }
}
