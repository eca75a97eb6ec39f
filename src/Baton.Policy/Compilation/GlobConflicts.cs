using Baton.Policy.Documents;
using Baton.Policy.Globs;

namespace Baton.Policy.Compilation;

/// <summary>Finds globs of one length that match one name, so that neither beats the other.</summary>
internal static class GlobConflicts
{
    // Pairs that are looked at; one that must be searched for a common name costs as much as a hundred that are plainly apart.
    private const int MostPairs = 50_000_000;
    private const int SearchedPair = 100;

    public static void Check(IEnumerable<(Glob Glob, CompiledEntry Entry)> globs, ProblemList problems)
    {
        long left = MostPairs;
        var numbered = globs.Select((pair, number) => new Numbered(pair.Glob, pair.Entry, number));
        foreach (var equal in numbered.GroupBy(each => each.Glob.Pattern.Length)) left = Check([.. equal.OrderBy(each => each.Glob.Pattern, Comparer)], left, problems);
    }

    // Sorted by what stands before the first wildcard, so that those which may meet stand behind one another.
    private static Comparer<string> Comparer { get; } = Comparer<string>.Create(static (one, other) => Start(one).SequenceCompareTo(Start(other)));

    private static long Check(Numbered[] globs, long left, ProblemList problems)
    {
        for (var one = 0; one < globs.Length && left > 0 && !problems.IsFull; one++)
        {
            var glob = globs[one].Glob;
            for (var other = one + 1; other < globs.Length && Start(globs[other].Glob.Pattern).StartsWith(Start(glob.Pattern)) && !problems.IsFull; other++)
            {
                var apart = AreApart(glob.Pattern, globs[other].Glob.Pattern);
                left -= apart ? 1 : CostOfSearch(glob.Pattern.Length);
                if (left <= 0)
                {
                    problems.Error("too_many_globs", globs[other].Entry.Pointer, $"There are too many globs of {glob.Pattern.Length} characters to tell which of them match one name: write fewer, or shorter ones.");
                    return 0;
                }
                if (!apart && GlobOverlap.Find(glob, globs[other].Glob) is { } both) Report(globs[one], globs[other], both, problems);
            }
        }
        return left;
    }

    private static long CostOfSearch(long length) => Math.Max(SearchedPair, length * length / 10);

    // Told at the one that stands further down.
    private static void Report(Numbered one, Numbered other, string both, ProblemList problems)
    {
        var (upper, lower) = one.Number < other.Number ? (one, other) : (other, one);
        problems.Error("ambiguous_globs", lower.Entry.Pointer,
            $"`{lower.Glob.Pattern}` and `{upper.Glob.Pattern}` are equally long and both match `{both}`: make one of them longer, or write the names out.");
    }

    private static ReadOnlySpan<char> Start(string pattern) => pattern.AsSpan(0, pattern.AsSpan().IndexOfAny('*', '?'));

    // Both are of one length: they differ in a letter before the first run of one of them, or behind the last.
    private static bool AreApart(string one, string other)
    {
        for (var at = 0; at < one.Length && IsSingle(one[at]) && IsSingle(other[at]); at++)
        {
            if (Differ(one[at], other[at])) return true;
        }
        for (var at = one.Length - 1; at >= 0 && IsSingle(one[at]) && IsSingle(other[at]); at--)
        {
            if (Differ(one[at], other[at])) return true;
        }
        return false;
    }

    // A character beyond the basic plane is two units here and one to `?`.
    private static bool IsSingle(char unit) => unit != '*' && !char.IsSurrogate(unit);

    private static bool Differ(char one, char other) => one != other && one != '?' && other != '?';

    private readonly record struct Numbered(Glob Glob, CompiledEntry Entry, int Number);
}
