using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Limits;

namespace Baton.Policy.Cases;

/// <summary>Runs the tests that a document carries, each with untouched counters.</summary>
public static class PolicyCases
{
    private static readonly DateTimeOffset Then = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Runs all tests of the policy's document.</summary>
    public static IReadOnlyList<CaseResult> Run(CompiledPolicy policy, ToolCatalogue? tools = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return [.. policy.Document.Tests.Select(test => Run(policy, test, tools))];
    }

    /// <summary>Judges the call of a test by any policy.</summary>
    public static Decision Decide(CompiledPolicy policy, TestCallConfig call, ToolCatalogue? tools = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var facts = Facts(call, tools);
        var decision = policy.Decide(facts);
        if (decision.Outcome != DecisionOutcome.Allow || decision.Reservations.Count == 0) return decision;
        var entry = new CounterBook().Reserve(decision.Reservations, facts.Now);
        return entry.IsReserved ? decision : decision.LimitExceeded(decision.Reservations[entry.RefusedAt], entry.Remaining, entry.RetryAfter);
    }

    private static CaseResult Run(CompiledPolicy policy, TestConfig test, ToolCatalogue? tools)
    {
        var decision = Decide(policy, test.Call, tools);
        var got = WordTable<DecisionOutcome>.Text(decision.Outcome);
        var pass = got == test.Expect && (test.Rule is null || test.Rule == decision.Rule);
        return new CaseResult(test.Name, pass, test.Expect, got, decision.Rule, decision.Message, test.Rule);
    }

    private static CallFacts Facts(TestCallConfig call, ToolCatalogue? tools)
    {
        var name = call.Tool ?? call.Resource ?? call.Prompt ?? "";
        var known = call.Tool is null ? null : tools?.Find(name);
        return new CallFacts
        {
            Kind = call.Resource is not null ? CallKind.Resource : call.Prompt is not null ? CallKind.Prompt : CallKind.Tool,
            Tool = known is not null && call.Category is null ? known : known is null ? new ToolFacts(name, call.Category ?? ToolCategory.Other) : known.WithCategory(call.Category!.Value),
            Arguments = call.Arguments is null ? default : Encoding.UTF8.GetBytes(call.Arguments.ToString()),
            Grant = call.Caller?.Grant ?? "test",
            Principal = call.Caller?.Principal,
            Session = call.Caller?.Session,
            Server = call.Server ?? "server",
            Now = call.At ?? Then,
        };
    }
}

/// <summary>What became of one test.</summary>
/// <param name="Name">The test.</param>
/// <param name="Pass">Whether outcome and rule are as expected.</param>
/// <param name="Expected">The outcome it expects.</param>
/// <param name="Got">The outcome it got.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Message">What the agent would be told.</param>
/// <param name="ExpectedRule">The rule it expects; null for any.</param>
public sealed record CaseResult(string Name, bool Pass, string Expected, string Got, string Rule, string Message, string? ExpectedRule);
