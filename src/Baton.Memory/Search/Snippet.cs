using System.Collections.Immutable;
using Baton.Memory.Search.Ranking;
using Baton.Memory.Search.Terms;

namespace Baton.Memory.Search;

/// <summary>A piece of plain text around the matches, and where they are in it (UTF-16 offsets, end exclusive).</summary>
public sealed record Snippet(string Text, ImmutableArray<(int Start, int End)> Ranges)
{
    private const int Width = 240;

    /// <summary>What is shown before the first match.</summary>
    private const int Lead = 40;

    /// <summary>Text beyond is not looked at: the snippet of a very long record is the best of its beginning.</summary>
    private const int MostScanned = 200_000;

    /// <param name="text">The whole text.</param>
    /// <param name="terms">The question's terms.</param>
    internal static Snippet Of(string text, QueryTermIndex terms)
    {
        var sink = new Places(terms, []);
        TermScanner.Scan(text.AsSpan(0, Math.Min(text.Length, MostScanned)), ref sink);
        var places = sink.Found.Distinct().OrderBy(place => place.Start).ToList();
        var start = WordStart(text, Math.Max(0, (places.Count == 0 ? 0 : BestStart(places)) - Lead));
        var end = WordEnd(text, Math.Min(text.Length, start + Width));
        var before = start > 0 ? "…" : "";
        var shown = before + text[start..end].Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ') + (end < text.Length ? "…" : "");
        var shift = before.Length - start;
        return new Snippet(shown, Merge(places.Where(place => place.Start >= start && place.End <= end).Select(place => (place.Start + shift, place.End + shift))));
    }

    /// <summary>The match after which most different terms follow within the width.</summary>
    private static int BestStart(List<(int Start, int End, int Term)> places)
    {
        var (best, most) = (0, 0);
        for (var i = 0; i < places.Count; i++)
        {
            var limit = places[i].Start + Width - (2 * Lead);
            var count = places.Skip(i).TakeWhile(place => place.End <= limit).Select(place => place.Term).Distinct().Count();
            if (count > most) (best, most) = (i, count);
        }
        return places[best].Start;
    }

    private static ImmutableArray<(int Start, int End)> Merge(IEnumerable<(int Start, int End)> ranges)
    {
        var merged = new List<(int Start, int End)>();
        foreach (var range in ranges)
        {
            if (merged.Count > 0 && range.Start <= merged[^1].End) merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, range.End));
            else merged.Add(range);
        }
        return [.. merged];
    }

    private static int WordStart(string text, int at)
    {
        if (at == 0) return 0;
        var space = text.IndexOf(' ', at, Math.Min(Lead - 10, text.Length - at));
        return space >= 0 ? space + 1 : at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }

    private static int WordEnd(string text, int at)
    {
        if (at >= text.Length) return text.Length;
        var space = text.LastIndexOf(' ', at, Math.Min(Lead - 10, at));
        return space > 0 ? space : char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }

    private readonly record struct Places(QueryTermIndex Terms, List<(int Start, int End, int Term)> Found) : ITermSink
    {
        public bool Stems => true;

        public bool Wants(char first, char second) => Terms.Wants(first, second);

        public void Add(TermKind kind, scoped ReadOnlySpan<char> term, int start, int length)
        {
            var number = Terms.NumberOf(term);
            if (number >= 0) Found.Add((start, start + length, number));
        }
    }
}
