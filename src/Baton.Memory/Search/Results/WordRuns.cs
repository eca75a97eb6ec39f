using Baton.Memory.Search.Terms;

namespace Baton.Memory.Search.Results;

/// <summary>A text as hashes of its runs of three words, to compare texts by.</summary>
internal static class WordRuns
{
    private const int Width = 3;

    /// <summary>The hashes in order.</summary>
    public static ulong[] Of(string text)
    {
        var sink = new Hasher([]);
        TermScanner.Scan(text, ref sink);
        var words = sink.Words;
        if (words.Count < Width) return [];
        var runs = new ulong[words.Count - Width + 1];
        for (var i = 0; i < runs.Length; i++) runs[i] = (((words[i] * 1099511628211UL) ^ words[i + 1]) * 1099511628211UL) ^ words[i + 2];
        Array.Sort(runs);
        return runs;
    }

    /// <summary>Share of the runs of both that are in both: 0 to 1 (Jaccard).</summary>
    public static double Likeness(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        if (one.IsEmpty || other.IsEmpty) return 0;
        if (one.Length > 2 * other.Length || other.Length > 2 * one.Length) return 0;
        var (i, j, shared) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            if (one[i] == other[j]) (i, j, shared) = (i + 1, j + 1, shared + 1);
            else if (one[i] < other[j]) i++;
            else j++;
        }
        return (double)shared / (one.Length + other.Length - shared);
    }

    private record struct Hasher(List<ulong> Words) : ITermSink
    {
        public readonly bool Wants(char first) => true;

        public void Add(TermKind kind, scoped ReadOnlySpan<char> term, int start, int length)
        {
            if (kind != TermKind.Word) return;
            var hash = 14695981039346656037UL;
            foreach (var letter in term) hash = (hash ^ letter) * 1099511628211UL;
            Words.Add(hash);
        }
    }
}
