using System.Collections.Immutable;

namespace Baton.Memory.Search.Ranking;

/// <summary>Where a score comes from; the members add up to <see cref="Total"/> before the factor.</summary>
/// <param name="Text">The record's and its neighbours' terms, 1 for the best record.</param>
/// <param name="Thread">The thread as a whole.</param>
/// <param name="Date">The time the question names.</param>
/// <param name="Label">The author or tag the question names.</param>
/// <param name="Question">Taken from a record that only asks.</param>
/// <param name="Figure">A figure where one was asked for.</param>
/// <param name="Phrase">Quoted phrases and pieces of identifiers.</param>
/// <param name="Meaning">Likeness of meaning.</param>
/// <param name="Factor">Pin, recency and trust together.</param>
internal readonly record struct ScoreParts(
    double Text, double Thread, double Date, double Label, double Question, double Figure, double Phrase, double Meaning, double Factor)
{
    /// <summary>What being new is worth to a caller who asked for it.</summary>
    public double Recency { get; init; }

    /// <summary>The members by name, those that are 0 left out.</summary>
    public ImmutableArray<(string Name, double Value)> Named
    {
        get
        {
            (string Name, double Value)[] all =
            [
                ("text", Text), ("thread", Thread), ("date", Date), ("label", Label), ("question", Question), ("figure", Figure),
                ("phrase", Phrase), ("meaning", Meaning), ("recency", Recency), ("factor", Factor),
            ];
            return [.. all.Where(part => part.Value != 0).Select(part => (part.Name, Math.Round(part.Value, 4)))];
        }
    }

    public double Total => Math.Max(Text + Thread + Date + Label + Question + Figure + Phrase + Meaning + Recency, 0) * Factor;
}

/// <summary>A record with its score.</summary>
internal readonly record struct Ranked(Candidate Candidate, ScoreParts Parts)
{
    public double Score => Parts.Total;

    /// <summary>Whether anything of the question stands in it or beside it.</summary>
    public bool IsRelevant => Parts.Text + Parts.Phrase + Parts.Meaning > 0 && Score > 0;
}
