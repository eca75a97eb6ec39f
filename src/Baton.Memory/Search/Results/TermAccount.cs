using System.Collections.Immutable;
using Baton.Memory.Search.Queries;
using Baton.Memory.Search.Ranking;
using Baton.Memory.Search.Terms;

namespace Baton.Memory.Search.Results;

/// <summary>Which words of a question some hit holds, and how much of the question that is.</summary>
internal sealed record TermAccount(double Confidence, ImmutableArray<string> Matched, ImmutableArray<string> Unmatched)
{
    public static TermAccount Of(SearchQuery query, TermStatistics statistics, IEnumerable<Candidate> hits)
    {
        var held = new bool[query.Terms.Length];
        foreach (var hit in hits)
        {
            for (var term = 0; term < held.Length; term++) held[term] |= hit.Text.Holds(term);
        }
        var (all, found) = (0.0, 0.0);
        var (matched, unmatched) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var word in Words(query))
        {
            var weight = word.Max(term => statistics.Weight(term.Number));
            var share = Share(word, held);
            all += weight;
            found += weight * share;
            var written = word.OrderBy(term => term.Term.Kind == TermKind.Whole ? 0 : 1).First().Term.Written;
            (share > 0 ? matched : unmatched).Add(written);
        }
        return new TermAccount(all > 0 ? Math.Round(found / all, 3) : 0, [.. matched.Distinct(StringComparer.OrdinalIgnoreCase)], [.. unmatched.Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    private static List<List<Numbered>> Words(SearchQuery query)
    {
        var words = new List<List<Numbered>>();
        for (var number = 0; number < query.Terms.Length; number++)
        {
            var term = new Numbered(query.Terms[number], number);
            if (words.Find(word => word[0].Term.Group == term.Term.Group) is { } word) word.Add(term);
            else words.Add([term]);
        }
        return words;
    }

    /// <summary>1 when the word was found as it was written, else the share of its parts.</summary>
    private static double Share(List<Numbered> word, bool[] held)
    {
        var whole = word.Any(term => term.Term.Kind is TermKind.Whole or TermKind.Accented && held[term.Number])
            || (word[0].Term.Kind == TermKind.Word && !word.Any(term => term.Term.Kind == TermKind.Whole) && held[word[0].Number]);
        return whole ? 1 : (double)word.Count(term => held[term.Number]) / word.Count;
    }

    private sealed record Numbered(QueryTerm Term, int Number);
}
