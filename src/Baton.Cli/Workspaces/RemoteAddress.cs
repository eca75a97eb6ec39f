namespace Baton.Cli.Workspaces;

/// <summary>The address of <c>origin</c> as it may be stored: who logs in and with what is left out.</summary>
internal static class RemoteAddress
{
    /// <summary>Reads <c>remote.origin.url</c> from the lines of a git configuration file.</summary>
    public static string? Find(IEnumerable<string> lines)
    {
        var inOrigin = false;
        foreach (var raw in lines)
        {
            var line = raw.AsSpan().Trim();
            if (line.StartsWith("["))
            {
                inOrigin = line.Equals("[remote \"origin\"]", StringComparison.OrdinalIgnoreCase);
                continue;
            }
            var equals = line.IndexOf('=');
            if (!inOrigin || equals < 0 || !line[..equals].Trim().Equals("url", StringComparison.OrdinalIgnoreCase)) continue;
            var value = line[(equals + 1)..].Trim().Trim('"').ToString();
            return value.Length == 0 ? null : WithoutCredentials(value);
        }
        return null;
    }

    /// <summary>
    /// Takes user, password, query and fragment out of a URL; an scp-like address (<c>git@host:path</c>) and a path have
    /// none that are secret.
    /// </summary>
    public static string WithoutCredentials(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return address;
        var start = scheme + 3;
        var end = address.AsSpan(start).IndexOfAny('?', '#') is var cut and >= 0 ? start + cut : address.Length;
        var slash = address.IndexOf('/', start);
        var authorityEnd = slash < 0 || slash > end ? end : slash;
        var at = address.LastIndexOf('@', authorityEnd - 1, authorityEnd - start);
        return string.Concat(address.AsSpan(0, start), address.AsSpan(at < 0 ? start : at + 1, end - (at < 0 ? start : at + 1)));
    }
}
