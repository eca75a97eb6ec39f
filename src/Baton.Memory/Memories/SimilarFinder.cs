using System.Text.RegularExpressions;
using Baton.Memory.Recall;
using Baton.Memory.Records;
using Baton.Memory.Search.Queries;
using Baton.Memory.Storage;
using Baton.Memory.Text;

namespace Baton.Memory.Memories;

/// <summary>
/// Looks for memories that say nearly the same as a new one, or nearly the same with another number or a negation. It
/// reports; it never decides.
/// </summary>
internal static partial class SimilarFinder
{
    private const int Candidates = 8;

    /// <summary>How many a save names.</summary>
    private const int MostNamed = 3;
    private const double Near = 0.6;
    private const double Related = 0.4;
    private const int LongestCompared = 20_000;

    /// <summary>A text that says nearly the same shares rare words too, and a save must not cost what a search may.</summary>
    private const int MostRanked = 2_000;

    public static async ValueTask<List<SimilarMemory>> FindAsync(IMemoryReader reader, Scope scope, string project, string text, int index, string? own)
        => [.. (await FindAsync(reader, scope, new RecordFilter { Kind = RecordKind.Memory, Project = project }, text, index, own)).Take(MostNamed)];

    /// <summary>Those within a filter, the closest first.</summary>
    public static async ValueTask<List<SimilarMemory>> FindAsync(IMemoryReader reader, Scope scope, RecordFilter filter, string text, int index, string? own)
    {
        var found = new List<SimilarMemory>();
        if (text.Length > LongestCompared) return found;
        var hash = RecallText.Hash(text);
        var terms = Terms(text, scope.Now, out var query);
        if (hash is null || terms.Count == 0) return found;
        var current = scope with { IncludeSuperseded = false };
        var hits = await reader.SearchAsync(current, filter, query.Match with { MostRanked = MostRanked }, Candidates);
        var same = await reader.ListAsync(current, filter with { ContentHash = hash }, new PageRequest(3));
        foreach (var id in same.Rows.Select(row => row.Id).Concat(hits.Hits.Select(hit => hit.Id)).Distinct().Where(id => id != own).Take(2 * Candidates))
        {
            if (await reader.GetAsync(current, id) is not { } stored) continue;
            var other = MemoryReader.Read(stored);
            if (Compare(text, terms, other, scope.Now, stored.ContentHash == hash) is not { } close) continue;
            found.Add(new SimilarMemory(index, other.Id, other.Key, close.Relation, close.Score, Excerpt.Line(MemoryRow.TextOf(other), 200)));
        }
        return [.. found.OrderByDescending(similar => similar.Score)];
    }

    private static (string Relation, double Score)? Compare(string text, HashSet<string> terms, MemoryRecord other, DateTimeOffset now, bool same)
    {
        if (same) return ("same", 1);
        var otherText = MemoryRow.TextOf(other);
        if (otherText.Length > LongestCompared) return null;
        var otherTerms = Terms(otherText, now, out _);
        var shared = terms.Intersect(otherTerms).Count();
        var score = Math.Round((double)shared / Math.Max(terms.Union(otherTerms).Count(), 1), 3);
        if (shared >= 2 && score >= Related && (Differ(text, otherText, Figure()) || Differ(text, otherText, Negation()))) return ("may_contradict", score);
        return score >= Near ? ("similar", score) : null;
    }

    private static bool Differ(string one, string other, Regex counts) => !Found(counts, one).SetEquals(Found(counts, other));

    private static HashSet<string> Found(Regex counts, string text) => [.. counts.Matches(text).Select(match => match.Value.ToLowerInvariant())];

    /// <summary>The stemmed words that carry a subject; figures and negations are compared apart.</summary>
    private static HashSet<string> Terms(string text, DateTimeOffset now, out SearchQuery query)
    {
        query = QueryAnalyzer.Analyze(text, DateOnly.FromDateTime(now.UtcDateTime));
        return [.. query.Terms.Where(term => !Figure().IsMatch(term.Written) && !Negation().IsMatch(term.Written)).Select(term => term.Term)];
    }

    [GeneratedRegex(@"\b\d[\d.,:]*", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();

    [GeneratedRegex(@"\b(?:not|never|no longer|none|without|cannot|\w+n['\u2019]t|stop(?:ped)?|instead|disabled|false)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Negation();
}
