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

    /// <summary>Whether at least <paramref name="share"/> of the runs of both are in both (Jaccard).</summary>
    public static bool AreAlike(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other, double share)
    {
        if (one.IsEmpty || other.IsEmpty) return false;
        if (Math.Min(one.Length, other.Length) < share * Math.Max(one.Length, other.Length)) return false;
        var (i, j, shared) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            if (one[i] == other[j]) (i, j, shared) = (i + 1, j + 1, shared + 1);
            else if (one[i] < other[j]) i++;
            else j++;
        }
        return shared >= share * (one.Length + other.Length - shared);
    }

    private record struct Hasher(List<ulong> Words) : ITermSink
    {
        public readonly bool Stems => false;

        public readonly bool Wants(char first, char second) => true;

        public void Add(TermKind kind, scoped ReadOnlySpan<char> term, int start, int length)
        {
            if (kind != TermKind.Word) return;
            var hash = 14695981039346656037UL;
            foreach (var letter in term) hash = (hash ^ letter) * 1099511628211UL;
            Words.Add(hash);
        }
    }
}
