namespace Baton.Policy.Globs;

/// <summary>
/// A pattern of names: <c>*</c> is any run of characters, <c>?</c> one character, all else itself, case-sensitive. In URIs
/// <c>*</c> does not cross <c>/</c> and <c>**</c> does. Matching takes time linear in text times pattern, whatever they are.
/// </summary>
internal sealed class Glob
{
    private readonly GlobStep[] _steps;
    private readonly bool _ignoreCase;

    private Glob(string pattern, GlobStep[] steps, bool ignoreCase)
    {
        Pattern = pattern;
        _steps = steps;
        _ignoreCase = ignoreCase;
        IsLiteral = !HasWildcard(pattern);
    }

    public string Pattern { get; }

    public bool IsLiteral { get; }

    internal ReadOnlySpan<GlobStep> Steps => _steps;

    public static bool HasWildcard(string name) => name.AsSpan().ContainsAny('*', '?');

    public static Glob Name(string pattern, bool ignoreCase = false) => new(pattern, GlobStep.Parse(pattern, uri: false), ignoreCase);

    public static Glob Uri(string pattern) => new(pattern, GlobStep.Parse(pattern, uri: true), false);

    public bool Matches(ReadOnlySpan<char> text)
    {
        if (IsLiteral) return text.Equals(Pattern, _ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        Span<bool> live = _steps.Length < 256 ? stackalloc bool[_steps.Length + 1] : new bool[_steps.Length + 1];
        live[0] = true;
        Spread(live);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Advance(live, rune)) return false;
        }
        return live[^1];
    }

    private bool Advance(Span<bool> live, System.Text.Rune rune)
    {
        for (var state = _steps.Length; state >= 0; state--)
        {
            var arrives = state > 0 && live[state - 1] && _steps[state - 1].TakesOne(rune, _ignoreCase);
            live[state] = arrives || (state < _steps.Length && live[state] && _steps[state].Repeats(rune));
        }
        Spread(live);
        return live.Contains(true);
    }

    // A run may be empty, so whoever stands before one stands behind it too.
    private void Spread(Span<bool> live)
    {
        for (var state = 0; state < _steps.Length; state++) live[state + 1] |= live[state] && _steps[state].IsRun;
    }
}
