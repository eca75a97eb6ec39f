using System.Runtime.InteropServices;

namespace Baton.Memory.Search.Ranking;

/// <summary>
/// How much each thread as a whole is about the question: the sum of its best records, 1 for the best thread. A record
/// outside any thread stands for itself, so that single facts do not lose to conversations.
/// </summary>
internal sealed class ThreadPrior
{
    private readonly Dictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly double _best;

    public ThreadPrior(IReadOnlyList<Candidate> candidates, ReadOnlySpan<double> scores, int top)
    {
        var byThread = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates[i].Thread is not { } thread) continue;
            (CollectionsMarshal.GetValueRefOrAddDefault(byThread, thread, out _) ??= []).Add(scores[i]);
        }
        foreach (var (thread, values) in byThread)
        {
            _sums[thread] = values.OrderDescending().Take(top).Sum();
            _best = Math.Max(_best, _sums[thread]);
        }
    }

    /// <param name="candidate">A record.</param>
    /// <param name="own">Its own textual score, 0 to 1.</param>
    public double Of(Candidate candidate, double own)
        => candidate.Thread is not { } thread ? own : _best > 0 ? _sums[thread] / _best : 0;
}
