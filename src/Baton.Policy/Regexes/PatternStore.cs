namespace Baton.Policy.Regexes;

/// <summary>
/// The patterns of one document: each is made once however often it is written, and all together are bounded, since the engine
/// keeps far more for a pattern than its text takes.
/// </summary>
internal sealed class PatternStore
{
    /// <summary>The most that the patterns of one document weigh together.</summary>
    public const int MostWeight = 2_000;

    private readonly Dictionary<(string Source, bool IgnoreCase, bool Full), Re2Pattern> _patterns = [];
    private int _weight;

    /// <summary>The pattern, or null and why it cannot be had.</summary>
    public Re2Pattern? Parse(string source, bool ignoreCase, bool full, out string error)
    {
        error = "";
        if (_patterns.TryGetValue((source, ignoreCase, full), out var known)) return known;
        var pattern = _weight > MostWeight ? null : Re2Pattern.Parse(source, ignoreCase, full, out error);
        _weight += pattern?.Weight ?? 0;
        if (_weight > MostWeight)
        {
            error = "the document's patterns are too many and too large together: join some with |, or let several rules share one";
            return null;
        }
        if (pattern is not null) _patterns[(source, ignoreCase, full)] = pattern;
        return pattern;
    }
}
