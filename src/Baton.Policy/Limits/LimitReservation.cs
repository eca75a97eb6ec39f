using System.Globalization;
using Baton.Policy.Documents;

namespace Baton.Policy.Limits;

/// <summary>What a decision asks the counter store to reserve, together with all others of the decision or not at all.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Scope">Whose budget it is for this call.</param>
/// <param name="ScopeValue">The grant, session, principal or server; empty for the global scope.</param>
/// <param name="Server">The server, unless the budget reaches over servers.</param>
/// <param name="Cost">What the call costs.</param>
/// <param name="IsForced">It is counted and never refuses: the limit is only observed, or its excess was approved.</param>
/// <param name="IsOverride">Its excess was approved by a person and is recorded apart.</param>
/// <param name="Same">What equal calls have in common, for a loop breaker.</param>
public readonly record struct LimitReservation(
    LimitPlan Limit, LimitScope Scope, string ScopeValue, string? Server, decimal Cost, bool IsForced, bool IsOverride, string? Same)
{
    /// <summary>
    /// What is counted beyond <see cref="Cost"/> and refuses nothing: another limit on the same counter, which is only observed,
    /// costs so much more.
    /// </summary>
    public decimal Unjudged { get; init; }

    /// <summary>All that is counted.</summary>
    public decimal Counted => CostArithmetic.AddUp(Cost, Unjudged);

    /// <summary>The most that the budget admits; calls at once for a limit of concurrent calls.</summary>
    public decimal Max => Limit.Window is null ? Limit.Concurrent : Limit.Max;

    /// <summary>
    /// The counter's key, made of every part with its length, so that no two counters share a key by accident.
    /// </summary>
    public string Key
    {
        get
        {
            var (scope, server, same) = (WordTable<LimitScope>.Text(Scope), Server ?? "", Same ?? "");
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{scope.Length}:{scope}|{ScopeValue.Length}:{ScopeValue}|{server.Length}:{server}|{Limit.Counter.Length}:{Limit.Counter}|{Limit.WindowKey.Length}:{Limit.WindowKey}|{same.Length}:{same}");
        }
    }

    /// <summary>The same reservation, judged by one cost and counted with another where that is larger.</summary>
    internal LimitReservation Costing(decimal cost, decimal counted)
        => this with { Cost = cost, Unjudged = counted > cost ? CostArithmetic.TakeAway(counted, cost) : 0 };

    /// <summary>Whether both draw on one counter.</summary>
    internal bool SharesCounterWith(in LimitReservation other)
        => Scope == other.Scope && ScopeValue == other.ScopeValue && Server == other.Server && Limit.Counter == other.Limit.Counter
            && Limit.WindowKey == other.Limit.WindowKey && Same == other.Same;
}
