using System.Collections.Immutable;
using Baton.Memory.Search.Terms;

namespace Baton.Memory.Search.Queries;

/// <summary>Collects the terms of a question and groups those that were written as one word.</summary>
internal readonly struct QuerySink() : ITermSink
{
    private readonly List<Found> _found = [];

    public bool Stems => true;

    public bool Wants(char first, char second) => true;

    public void Add(TermKind kind, scoped ReadOnlySpan<char> term, int start, int length)
    {
        if (kind != TermKind.Letter) _found.Add(new Found(kind, term.ToString(), start, length));
    }

    /// <summary>The terms that carry a subject, or all of them when none does.</summary>
    public ImmutableArray<QueryTerm> Distinct(string question, out bool onlyStopWords)
    {
        var wholes = _found.Where(found => found.Kind == TermKind.Whole).ToList();
        var content = _found.Where(found => !IsStopWord(found, question, wholes)).ToList();
        onlyStopWords = content.Count == 0 && _found.Count > 0;
        var terms = ImmutableArray.CreateBuilder<QueryTerm>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var groups = new Dictionary<int, int>();
        foreach (var found in onlyStopWords ? _found : content)
        {
            var word = wholes.FirstOrDefault(whole => whole.Holds(found)) ?? OuterWord(found) ?? found;
            if (!groups.TryGetValue(word.Start, out var group)) groups[word.Start] = group = groups.Count;
            if (seen.Add(found.Term)) terms.Add(new QueryTerm(found.Term, question.Substring(found.Start, found.Length), found.Kind, group));
        }
        return terms.ToImmutable();
    }

    private Found? OuterWord(Found found)
        => found.Kind is TermKind.Part or TermKind.Accented ? _found.FirstOrDefault(other => other.Kind == TermKind.Word && other.Holds(found)) : null;

    private static bool IsStopWord(Found found, string question, List<Found> wholes)
    {
        if (found.Kind != TermKind.Word || found.Length > 16 || wholes.Exists(whole => whole.Holds(found))) return false;
        Span<char> word = stackalloc char[16];
        return StopWords.Contains(word[..question.AsSpan(found.Start, found.Length).ToLowerInvariant(word)]);
    }

    private sealed record Found(TermKind Kind, string Term, int Start, int Length)
    {
        public bool Holds(Found inner) => inner.Start >= Start && inner.Start + inner.Length <= Start + Length;
    }
}
