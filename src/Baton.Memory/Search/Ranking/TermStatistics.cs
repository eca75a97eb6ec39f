namespace Baton.Memory.Search.Ranking;

/// <summary>How common the terms of a question are among the records the scope may see.</summary>
/// <param name="Records">Records in all.</param>
/// <param name="AverageWords">Mean length of a text in words.</param>
/// <param name="Frequencies">Records that hold each term.</param>
internal sealed record TermStatistics(long Records, double AverageWords, IReadOnlyList<long> Frequencies)
{
    /// <summary>A term's weight: the rarer, the more it says (the inverse document frequency of BM25).</summary>
    public double Weight(int term) => Math.Log(1 + ((Math.Max(Records, Frequencies[term]) - Frequencies[term] + 0.5) / (Frequencies[term] + 0.5)));
}
