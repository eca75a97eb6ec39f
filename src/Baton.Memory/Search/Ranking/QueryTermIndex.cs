using System.Collections.Immutable;
using Baton.Memory.Search.Queries;
using Baton.Memory.Search.Terms;

namespace Baton.Memory.Search.Ranking;

/// <summary>Counts the terms of one question in texts.</summary>
internal sealed class QueryTermIndex
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numbers;
    private readonly bool[] _firstLetters = new bool[128];

    public QueryTermIndex(ImmutableArray<QueryTerm> terms)
    {
        var numbers = new Dictionary<string, int>(terms.Length, StringComparer.Ordinal);
        for (var i = 0; i < terms.Length; i++)
        {
            numbers[terms[i].Term] = i;
            _firstLetters[terms[i].Term[0] & 127] = true;
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

    /// <summary>Whether some term begins with the letter.</summary>
    public bool Wants(char first) => _firstLetters[first & 127];

    public bool OccursIn(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return false;
        var sink = new Counter(this, new byte[_numbers.Dictionary.Count]);
        TermScanner.Scan(text, ref sink);
        return sink.Counts.AsSpan().ContainsAnyExcept((byte)0);
    }

    /// <summary>The number of a term, or -1.</summary>
    public int NumberOf(ReadOnlySpan<char> term)
        => Wants(term[0]) && _numbers.TryGetValue(term, out var number) ? number : -1;

    private struct Counter(QueryTermIndex index, byte[] counts) : ITermSink
    {
        public readonly byte[] Counts => counts;

        public readonly bool Wants(char first) => index.Wants(first);

        public readonly void Add(TermKind kind, scoped ReadOnlySpan<char> term, int start, int length)
        {
            var number = index.NumberOf(term);
            if (number >= 0 && counts[number] < byte.MaxValue) counts[number]++;
        }
    }
}
