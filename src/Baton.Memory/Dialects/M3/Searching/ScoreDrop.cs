namespace Baton.Memory.Dialects.M3.Searching;

/// <summary>Where a list of results stops being about the question: at the largest fall between two neighbours, if it is a large one.</summary>
internal static class ScoreDrop
{
    /// <summary>Share of the best score that a fall must have; results that fade evenly are all kept.</summary>
    private const double Least = 0.25;

    /// <summary>How many stand before it; all where there is none.</summary>
    /// <param name="scores">Best first.</param>
    public static int Before(ReadOnlySpan<double> scores)
    {
        var (kept, largest) = (scores.Length, 0.0);
        for (var at = 1; at < scores.Length; at++)
        {
            var fall = scores[at - 1] - scores[at];
            if (fall <= largest || fall < Least * scores[0]) continue;
            (kept, largest) = (at, fall);
        }
        return kept;
    }
}
