using Baton.Catalog.Classification;
using Baton.Catalog.Text;

namespace Baton.Catalog.Pins;

/// <summary>Pairs tools that are gone with new ones that are the same under another name, by the likeness of name, text and parameters.</summary>
internal static class RenameMatcher
{
    private const double LikeEnough = 0.6;
    private const int MostPairs = 10_000;

    /// <summary>The likeliest pairs; each tool in one pair at most.</summary>
    public static IReadOnlyList<(ToolVerdict Was, ToolVerdict Now)> Match(IReadOnlyCollection<ToolVerdict> gone, IReadOnlyCollection<ToolVerdict> added)
    {
        var pairs = gone.SelectMany(was => added.Select(now => (Was: was, Now: now))).Take(MostPairs)
            .Select(pair => (pair.Was, pair.Now, Likeness: Likeness(pair.Was, pair.Now)))
            .Where(pair => pair.Likeness >= LikeEnough)
            .OrderByDescending(pair => pair.Likeness).ThenBy(pair => pair.Now.Name, StringComparer.Ordinal);
        var taken = new HashSet<ToolVerdict>(ReferenceEqualityComparer.Instance);
        var matched = new List<(ToolVerdict, ToolVerdict)>();
        foreach (var (was, now, _) in pairs)
        {
            if (taken.Contains(was) || taken.Contains(now)) continue;
            taken.Add(was);
            taken.Add(now);
            matched.Add((was, now));
        }
        return matched;
    }

    private static double Likeness(ToolVerdict was, ToolVerdict now)
    {
        if (Confusables.Look(was.Name) == Confusables.Look(now.Name)) return 1;
        var name = Overlap(NameTokens.Of(was.Name), NameTokens.Of(now.Name));
        var text = Overlap(WordsOf(was), WordsOf(now));
        var parameters = was.Parameters.IsEmpty && now.Parameters.IsEmpty
            ? 1
            : Overlap(was.Parameters.Select(parameter => parameter.Path), now.Parameters.Select(parameter => parameter.Path));
        return 0.3 * name + 0.4 * text + 0.3 * parameters;
    }

    private static IEnumerable<string> WordsOf(ToolVerdict verdict) => Prose.Sentences(verdict.Tool.Description).SelectMany(sentence => Prose.Words(sentence));

    private static double Overlap(IEnumerable<string> left, IEnumerable<string> right)
    {
        var one = left.ToHashSet(StringComparer.Ordinal);
        var other = right.ToHashSet(StringComparer.Ordinal);
        var all = one.Union(other).Count();
        return all == 0 ? 0 : one.Count(other.Contains) / (double)all;
    }
}
