using Baton.Policy.Compilation;
using Baton.Policy.Conditions;
using Baton.Policy.Documents;

namespace Baton.Policy.Decisions;

/// <summary>The order of evaluation; the first refusal wins.</summary>
internal static class DecisionEngine
{
    public const int Layers = 3;

    public static Decision Decide(CompiledPolicy policy, in CallFacts facts)
    {
        try
        {
            return Evaluate(policy, facts);
        }
        finally
        {
            ArgumentTape.Release();
        }
    }

    private static Decision Evaluate(CompiledPolicy policy, in CallFacts facts)
    {
        var entries = policy.Find(facts.Kind, facts.Tool);
        if (VisibilityRules.IsHidden(policy, facts.Kind, facts.Tool.Name, entries))
        {
            return Refuse(DecisionOutcome.Hide, RuleIds.Hidden, DecisionCodes.Hidden, "Unknown tool.", entries.Pointer);
        }
        if (facts.Listing == Listing.Absent && policy.HidesUnlisted(facts.Tool.Name)) return NotListed();
        var observed = default(Refusal);
        if (!entries.LiftsDefault && policy.Document.Default == DefaultAction.Deny)
        {
            var refusal = new Refusal(RuleIds.DefaultDeny, DecisionCodes.DefaultDeny, $"{Texts.Name(facts)} is not allowed for this grant. Ask the operator to allow it.");
            if (!policy.IsObserved) return facts.Listing == Listing.Untold && policy.HidesUnlisted(facts.Tool.Name) ? NotListed() : refusal.ToDecision(DecisionOutcome.Deny, "");
            observed = refusal;
        }
        if (facts.DefinitionChanged && policy.HoldsChangedDefinitions)
        {
            return Refuse(DecisionOutcome.Deny, RuleIds.DefinitionChanged, DecisionCodes.DefinitionChanged,
                $"The definition of {Texts.NameInside(facts)} changed since it was approved. The operator must review it first.", entries.Pointer);
        }
        if (entries.PlainUri is { } plain)
        {
            return Refuse(DecisionOutcome.Deny, RuleIds.Malformed, DecisionCodes.Malformed, $"{Texts.Name(facts)} can be read in more than one way. Write it plainly: `{Texts.Short(plain)}`.", entries.Pointer);
        }
        if (!ArgumentTape.Read(facts.Arguments, out var tape, out var error))
        {
            return Refuse(DecisionOutcome.Deny, RuleIds.Malformed, DecisionCodes.Malformed, $"The arguments were not judged: {error}. Send one strict JSON object.", entries.Pointer);
        }
        var context = new CallContext(in facts, tape.Root);
        for (var step = 0; step < RuleSteps.Count; step++)
        {
            if (RuleSteps.Run(step, policy, entries, ref context, ref observed) is { IsSet: true } refusal) return refusal.ToDecision(DecisionOutcome.Deny, entries.Pointer);
        }
        return FinalSteps.Run(policy, entries, ref context, observed);
    }

    private static Decision NotListed() => Refuse(DecisionOutcome.Hide, RuleIds.NotListed, DecisionCodes.UnknownTool,
        "The server lists no tool of this name, and the policy hides some, so it was answered as they are. An entry for exactly this name lets it through.", "");

    private static Decision Refuse(DecisionOutcome outcome, string rule, string code, string message, string entry)
        => new() { Outcome = outcome, Rule = rule, Code = code, Message = message, Entry = entry };
}
