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

    /// <summary>The set of a name such as <c>alpha</c> or <c>^alpha</c>; null when RE2 has none of it.</summary>
    public static CodePoints? Posix(string name)
    {
        var negated = name.StartsWith('^');
        if (!PosixEnds.TryGetValue(negated ? name[1..] : name, out var ends)) return null;
        return negated ? Of(ends).Complement() : Of(ends);
    }

    /// <summary>The set of <c>d</c>, <c>w</c> or <c>s</c>, or of all others where the letter is a capital.</summary>
    public static CodePoints? Perl(char letter)
    {
        var ends = char.ToLowerInvariant(letter) switch
        {
            'd' => "09",
            'w' => "09AZ__az",
            's' => "\t\n\f\r  ",
            _ => null,
        };
        return ends is null ? null : char.IsUpper(letter) ? Of(ends).Complement() : Of(ends);
    }

    private static CodePoints Of(string ends) => CodePoints.Of(ends.Chunk(2).Select(pair => ((int)pair[0], (int)pair[1])));
}
