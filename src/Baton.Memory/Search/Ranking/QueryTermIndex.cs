using System.Collections.Immutable;
using Baton.Memory.Search.Queries;
using Baton.Memory.Search.Terms;

namespace Baton.Memory.Search.Ranking;

/// <summary>Counts the terms of one question in texts.</summary>
internal sealed class QueryTermIndex
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numbers;
    private const int Letters = 128;
    private readonly bool[] _beginnings = new bool[Letters * Letters];

    public QueryTermIndex(ImmutableArray<QueryTerm> terms)
    {
        var numbers = new Dictionary<string, int>(terms.Length, StringComparer.Ordinal);
        for (var i = 0; i < terms.Length; i++)
        {
            numbers[terms[i].Term] = i;
            Expect(terms[i].Term);
        }
        _numbers = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Occurrences by term, at most 255 each.</summary>
    public byte[] Count(string text)
    {
        var sink = new Counter(this, new byte[_numbers.Dictionary.Count]);
        TermScanner.Scan(text, ref sink);
        return sink.Counts;
    }

    /// <summary>Whether some term may be the stem of a word that begins so.</summary>
    public bool Wants(char first, char second) => _beginnings[((first & (Letters - 1)) * Letters) + (second & (Letters - 1))];

    public bool OccursIn(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return false;
        var sink = new Counter(this, new byte[_numbers.Dictionary.Count]);
        TermScanner.Scan(text, ref sink);
        return sink.Counts.AsSpan().ContainsAnyExcept((byte)0);
    }

    /// <summary>The number of a term, or -1.</summary>
    public int NumberOf(ReadOnlySpan<char> term)
        => Wants(term[0], term.Length > 1 ? term[1] : '\0') && _numbers.TryGetValue(term, out var number) ? number : -1;

    /// <summary>A stem of one letter may have lost its second, and a second letter i may have been y (<c>eyed</c>).</summary>
    private void Expect(string term)
    {
        var row = _beginnings.AsSpan((term[0] & (Letters - 1)) * Letters, Letters);
        if (term.Length == 1) row.Fill(true);
        else row[term[1] & (Letters - 1)] = true;
        if (term is [_, 'i', ..]) row['y'] = true;
    }

    private struct Counter(QueryTermIndex index, byte[] counts) : ITermSink
    {
        public readonly byte[] Counts => counts;

        public readonly bool Stems => true;

        public readonly bool Wants(char first, char second) => index.Wants(first, second);

        public readonly void Add(TermKind kind, scoped ReadOnlySpan<char> term, int start, int length)
        {
            var number = index.NumberOf(term);
            if (number >= 0 && counts[number] < byte.MaxValue) counts[number]++;
        }
    }
}
