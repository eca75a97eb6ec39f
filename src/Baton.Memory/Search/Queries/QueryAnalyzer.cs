using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Baton.Memory.Search.Terms;

namespace Baton.Memory.Search.Queries;

/// <summary>Reads a question: its words, phrases, identifiers and dates. Any text is a question; there is no syntax to get wrong.</summary>
internal static partial class QueryAnalyzer
{
    /// <summary>More distinct terms than these add nothing but work; the rest is counted in <see cref="SearchQuery.LeftOut"/>.</summary>
    public const int MaxTerms = 64;
    private const int MaxPhrases = 8;

    /// <param name="question">What was asked.</param>
    /// <param name="today">The day "yesterday" is counted from.</param>
    public static SearchQuery Analyze(string question, DateOnly today)
    {
        var sink = new QuerySink();
        TermScanner.Scan(question, ref sink);
        var terms = sink.Distinct(question, out var onlyStopWords);
        return new SearchQuery
        {
            Text = question,
            Terms = terms.Length > MaxTerms ? terms[..MaxTerms] : terms,
            LeftOut = Math.Max(terms.Length - MaxTerms, 0),
            Phrases = PhrasesIn(question),
            Identifiers = [.. IndexTerms.Identifiers(question).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxPhrases)],
            Dates = DateMentions.In(question, today),
            AsksForFigure = Figure().IsMatch(question),
            OnlyStopWords = onlyStopWords,
        };
    }

    private static ImmutableArray<string> PhrasesIn(string question)
        => [.. Quoted().Matches(question).Select(match => Phrase.Normalise(match.Groups["text"].Value)).Where(text => text.Length > 1)
            .Distinct(StringComparer.Ordinal).Take(MaxPhrases)];

    [GeneratedRegex("\"(?<text>[^\"]+)\"|\u201C(?<text>[^\u201D]+)\u201D|\u00AB(?<text>[^\u00BB]+)\u00BB|\u300C(?<text>[^\u300D]+)\u300D",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(when|how (many|much|long|old|often)|(what|which) (date|day|month|year|time))\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Figure();
}
