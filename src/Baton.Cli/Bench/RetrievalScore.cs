using System.Text;
using Baton.Memory.Text;

namespace Baton.Cli.Bench;

/// <summary>How well one question was answered, or the mean over many.</summary>
/// <param name="Turns">Evidence turns among the first 1, 5 and 10, and the reciprocal rank of the first.</param>
/// <param name="Sessions">The same of sessions.</param>
/// <param name="Tokens">Evidence turns within the first 500, 1,000 and 2,000 tokens of text.</param>
internal sealed record RetrievalScore(RankScore Turns, RankScore Sessions, IReadOnlyList<double> Tokens)
{
    public static IReadOnlyList<int> Budgets { get; } = [500, 1000, 2000];

    public static RetrievalScore Of(LocomoQuestion question, IReadOnlyList<LocomoTurn> found, IReadOnlyDictionary<string, LocomoTurn> turns)
    {
        var sessions = question.Evidence.Select(id => turns[id].Session).ToHashSet();
        return new RetrievalScore(
            RankScore.Of(question.Evidence, [.. found.Select(turn => turn.Id)]),
            RankScore.Of(sessions, [.. found.Select(turn => turn.Session).Distinct()]),
            [.. Budgets.Select(budget => Within(question.Evidence, found, budget))]);
    }

    public static RetrievalScore Mean(IReadOnlyCollection<RetrievalScore> scores) => new(
        RankScore.Mean([.. scores.Select(score => score.Turns)]),
        RankScore.Mean([.. scores.Select(score => score.Sessions)]),
        [.. Budgets.Select((_, index) => scores.Average(score => score.Tokens[index]))]);

    private static double Within(IReadOnlySet<string> evidence, IEnumerable<LocomoTurn> found, long budget)
    {
        var held = 0;
        foreach (var turn in found)
        {
            budget -= TokenCount.OfBytes(Encoding.UTF8.GetByteCount(turn.Text));
            if (budget < 0) break;
            if (evidence.Contains(turn.Id)) held++;
        }
        return (double)held / evidence.Count;
    }
}

/// <summary>Share of what was wanted among the first, and the reciprocal rank of the first find.</summary>
internal sealed record RankScore(double At1, double At5, double At10, double Mrr)
{
    public static RankScore Of(IReadOnlySet<string> wanted, IReadOnlyList<string> found)
    {
        double Share(int first) => (double)found.Take(first).Count(wanted.Contains) / wanted.Count;
        var rank = found.TakeWhile(id => !wanted.Contains(id)).Count();
        return new RankScore(Share(1), Share(5), Share(10), rank < found.Count ? 1.0 / (rank + 1) : 0);
    }

    public static RankScore Mean(IReadOnlyCollection<RankScore> scores) => new(
        scores.Average(score => score.At1), scores.Average(score => score.At5), scores.Average(score => score.At10), scores.Average(score => score.Mrr));
}
