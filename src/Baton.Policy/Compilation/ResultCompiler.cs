using Baton.Policy.Documents;
using Baton.Policy.Regexes;
using Baton.Policy.Results;

namespace Baton.Policy.Compilation;

/// <summary>Makes what is done with answers.</summary>
internal static class ResultCompiler
{
    public static ResultPlan Compile(ResultConfig config, string pointer, PatternStore store, ProblemList problems) => new()
    {
        MaxBytes = config.MaxBytes,
        Redact = Patterns(config.Redact, Pointer.Of(pointer, "redact"), named: true, store, problems),
        DenyIfContains = Patterns(config.DenyIfContains, Pointer.Of(pointer, "deny_if_contains"), named: false, store, problems),
    };

    private static TextPattern[] Patterns(Sequence<TextPatternConfig> configs, string pointer, bool named, PatternStore store, ProblemList problems)
    {
        var patterns = new List<TextPattern>();
        for (var at = 0; at < configs.Count; at++)
        {
            var place = Pointer.Of(pointer, at);
            if (configs[at].Pattern is { } source) Add(source, place, patterns, store, problems);
            else if (!named) AddText(configs[at].Word!, place, patterns, problems);
            else if (BuiltInPatterns.Find(configs[at].Word!) is { } set) patterns.AddRange(set);
            else problems.Error("unknown_word", place, $"`{configs[at].Word}` is not one of {string.Join(", ", BuiltInPatterns.Names)}: name one, or write {{\"pattern\": \"...\"}}.");
        }
        return [.. patterns];
    }

    private static void Add(string source, string place, List<TextPattern> patterns, PatternStore store, ProblemList problems)
    {
        if (store.Parse(source, ignoreCase: false, full: false, out var error) is { } pattern) patterns.Add(TextPattern.Of("pattern", pattern));
        else problems.Error("operand", Pointer.Of(place, "pattern"), $"This pattern cannot be used: {error}. Write it in RE2's syntax.");
    }

    private static void AddText(string text, string place, List<TextPattern> patterns, ProblemList problems)
    {
        if (text.Length > 0) patterns.Add(TextPattern.Literal(text));
        else problems.Error("operand", place, "An empty text is in every answer: write what is looked for.");
    }
}
