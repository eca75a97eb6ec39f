namespace Baton.Policy.Regexes;

/// <summary>Reads what follows <c>(?</c>: flags and names; all else of Perl is not RE2.</summary>
internal readonly struct Re2GroupReader(string source, HashSet<string> names)
{
    /// <summary>Null, or what is wrong; <paramref name="closed"/> when the group was only flags for what follows.</summary>
    public string? Read(ref int at, ref Re2Flags flags, out bool closed)
    {
        closed = false;
        at++;
        var rest = source.AsSpan(at);
        if (rest.StartsWith("P<") || (rest.StartsWith("<") && !rest.StartsWith("<=") && !rest.StartsWith("<!"))) return Name(ref at);
        if (rest.StartsWith("=") || rest.StartsWith("!") || rest.StartsWith("<")) return "lookahead and lookbehind do not exist in RE2";
        if (rest.StartsWith(">") || rest.StartsWith("(")) return "atomic and conditional groups do not exist in RE2";
        var (on, isNamed) = (true, true);
        while (at < source.Length)
        {
            var letter = source[at++];
            switch (letter)
            {
                case '-' when on:
                    (on, isNamed) = (false, false);
                    continue;
                case ':' or ')' when isNamed:
                    closed = letter == ')';
                    return null;
                case 'i':
                    flags = flags with { IgnoreCase = on };
                    break;
                case 'm':
                    flags = flags with { MultiLine = on };
                    break;
                case 's':
                    flags = flags with { DotAll = on };
                    break;
                case 'U':
                    break;
                default:
                    return $"`{letter}` at {at} is not a flag of RE2 (i, m, s, U)";
            }
            isNamed = true;
        }
        return "a group is not closed";
    }

    private string? Name(ref int at)
    {
        var start = source.IndexOf('<', at) + 1;
        var end = source.IndexOf('>', start);
        if (end <= start) return "a group's name is not closed";
        foreach (var letter in source.AsSpan(start, end - start))
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '_') return "a group's name holds only letters, digits and _";
        }
        at = end + 1;
        return names.Add(source[start..end]) ? null : $"two groups have the name {source[start..end]}";
    }
}
