namespace Baton.Policy.Regexes;

/// <summary>RE2's classes that are ASCII by name: <c>[:alpha:]</c> and <c>\d</c>.</summary>
internal static class AsciiClasses
{
    // Each two characters are the ends of a range.
    private static readonly Dictionary<string, string> PosixEnds = new(StringComparer.Ordinal)
    {
        ["alnum"] = "09AZaz", ["alpha"] = "AZaz", ["ascii"] = "\0\u007F", ["blank"] = "\t\t  ", ["cntrl"] = "\0\u001F\u007F\u007F", ["digit"] = "09", ["graph"] = "!~",
        ["lower"] = "az", ["print"] = " ~", ["punct"] = "!/:@[`{~", ["space"] = "\t\r  ", ["upper"] = "AZ", ["word"] = "09AZ__az", ["xdigit"] = "09AFaf",
    };

    /// <summary>The set of a name such as <c>alpha</c>; null when RE2 has none of it.</summary>
    public static CodePoints? Posix(string name) => PosixEnds.TryGetValue(name, out var ends) ? Of(ends) : null;

    /// <summary>The set that <c>\d</c>, <c>\w</c> or <c>\s</c> holds and that <c>\D</c>, <c>\W</c> or <c>\S</c> leaves out.</summary>
    public static CodePoints? Perl(char letter) => letter switch
    {
        'd' or 'D' => Of("09"),
        'w' or 'W' => Of("09AZ__az"),
        's' or 'S' => Of("\t\n\f\r  "),
        _ => null,
    };

    private static CodePoints Of(string ends) => CodePoints.Of(ends.Chunk(2).Select(pair => ((int)pair[0], (int)pair[1])));
}
