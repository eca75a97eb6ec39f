using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Limits;

namespace Baton.Policy.Simulation;

/// <summary>Judges recorded calls by a candidate, in the order they came, with counters that start empty.</summary>
public static class PolicySimulator
{
    /// <summary>How many calls would have had another outcome, by tool and rule.</summary>
    public static SimulationReport Run(CompiledPolicy candidate, IEnumerable<RecordedCall> calls, ToolCatalogue? tools = null)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(calls);
        var book = new CounterBook();
        var changes = new Dictionary<(string Name, DecisionOutcome Before, DecisionOutcome After, string Rule), (int Count, DateTimeOffset First)>();
        var (total, same, unknown) = (0, 0, 0);
        foreach (var call in calls.OrderBy(call => call.At))
        {
            total++;
            if (Judge(candidate, call, tools, book) is not { } decision)
            {
                unknown++;
            }
            else if (decision.Outcome == call.Outcome)
            {
                same++;
            }
            else
            {
                var key = (call.Name, call.Outcome, decision.Outcome, decision.Outcome == DecisionOutcome.Allow ? call.Rule : decision.Rule);
                var seen = changes.GetValueOrDefault(key, (0, call.At));
                changes[key] = (seen.Item1 + 1, seen.Item2);
            }
        }
        return new SimulationReport(total, same, unknown,
        [
            .. changes.OrderByDescending(change => change.Value.Count).ThenBy(change => change.Key.Name, StringComparer.Ordinal).Select(change => new SimulatedChange(
                change.Key.Name, WordTable<DecisionOutcome>.Text(change.Key.Before), WordTable<DecisionOutcome>.Text(change.Key.After), change.Key.Rule, change.Value.Count, change.Value.First)),
        ]);
    }

    private static Decision? Judge(CompiledPolicy candidate, RecordedCall call, ToolCatalogue? tools, CounterBook book)
    {
        var known = call.Kind == CallKind.Tool ? tools?.Find(call.Name) : null;
        var facts = new CallFacts
        {
            Kind = call.Kind,
            Tool = call.Arguments is null || known is null ? new ToolFacts(call.Name, call.Category) : known.WithCategory(call.Category),
            Arguments = call.Arguments is null ? default : Encoding.UTF8.GetBytes(call.Arguments),
            Grant = call.Grant,
            Principal = call.Principal,
            Session = call.Session,
            Server = call.Server,
            Listing = call.Rule == RuleIds.NotListed ? Listing.Absent : Listing.Listed,
            Now = call.At,
        };
        if (call.Arguments is null && ValueUse.NeedsValues(candidate, facts)) return null;
        var decision = candidate.Decide(facts);
        if (decision.Outcome != DecisionOutcome.Allow || decision.Reservations.Count == 0) return decision;
        var entry = book.Reserve(decision.Reservations, call.At);
        if (!entry.IsReserved) return decision.LimitExceeded(decision.Reservations[entry.RefusedAt], entry.Remaining, entry.RetryAfter);
        book.Settle(entry);
        return decision;
    }
}

/// <summary>What a simulation found.</summary>
/// <param name="Total">Calls in all.</param>
/// <param name="Same">Calls with the same outcome.</param>
/// <param name="Unknown">Calls that cannot be judged because their values were not recorded.</param>
/// <param name="Changes">The others, by tool and rule, the most frequent first.</param>
public sealed record SimulationReport(int Total, int Same, int Unknown, IReadOnlyList<SimulatedChange> Changes);

/// <summary>Calls of one tool that one rule would have decided differently.</summary>
public sealed record SimulatedChange(string Name, string Before, string After, string Rule, int Count, DateTimeOffset First);
