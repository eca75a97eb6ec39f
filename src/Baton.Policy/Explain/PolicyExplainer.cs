using System.Globalization;
using Baton.Policy.Compilation;
using Baton.Policy.Conditions;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Schemas;

namespace Baton.Policy.Explain;

/// <summary>Says of every rule what it makes of a call, also behind the first refusal.</summary>
public static class PolicyExplainer
{
    /// <summary>Explains one call; judged by the very rules that decide.</summary>
    public static Explanation Explain(CompiledPolicy policy, in CallFacts facts)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var decision = policy.Decide(facts);
        var rules = new List<ExplainedRule>();
        var entries = policy.Find(facts.Kind, facts.Tool);
        ExplainReach(policy, facts, entries, rules);
        if (!ArgumentTape.Read(facts.Arguments, out var tape, out var error))
        {
            rules.Add(new ExplainedRule(RuleIds.Malformed, "arguments", "refuse", error, false));
            return new Explanation(decision, rules);
        }
        var context = new CallContext(in facts, tape.Root);
        ExplainSchemas(policy, entries, ref context, rules);
        foreach (var denies in new[] { true, false })
        {
            for (var layer = 0; layer < DecisionEngine.Layers; layer++)
            {
                if (entries[layer] is not { } entry) continue;
                foreach (var rule in denies ? entry.DenyIf : entry.Require) rules.Add(RuleExplainer.Explain(rule, entry.IsObserved, ref context));
            }
        }
        ExplainRest(entries, ref context, rules);
        return new Explanation(decision, rules);
    }

    private static void ExplainReach(CompiledPolicy policy, in CallFacts facts, AppliedEntries entries, List<ExplainedRule> rules)
    {
        if (VisibilityRules.IsHidden(policy, facts.Kind, facts.Tool.Name, entries)) rules.Add(new ExplainedRule(RuleIds.Hidden, "hide", "hide", $"`{facts.Tool.Name}` is hidden", false));
        for (var layer = 0; layer < DecisionEngine.Layers; layer++)
        {
            if (entries[layer] is { } entry) rules.Add(new ExplainedRule(entry.Pointer, "entry", "pass", layer == 2 ? "applies to every tool" : $"matches `{facts.Tool.Name}`", entry.IsObserved));
        }
        if (!entries.LiftsDefault)
        {
            var denies = policy.Document.Default == DefaultAction.Deny;
            rules.Add(new ExplainedRule(denies ? RuleIds.DefaultDeny : "/default", "default", denies ? "refuse" : "pass", "no entry of its own and none of its class", policy.IsObserved));
        }
        if (entries.PlainUri is { } plain) rules.Add(new ExplainedRule(RuleIds.Malformed, "uri", "refuse", $"it may be read as `{plain}`, to which another entry applies", false));
        if (facts.DefinitionChanged)
        {
            rules.Add(new ExplainedRule(RuleIds.DefinitionChanged, "pin", policy.HoldsChangedDefinitions ? "refuse" : "pass", "the definition is not the approved one", false));
        }
    }

    private static void ExplainSchemas(CompiledPolicy policy, AppliedEntries entries, ref CallContext context, List<ExplainedRule> rules)
    {
        var tool = context.Facts.Tool;
        var isObserved = entries.Own?.IsObserved ?? policy.IsObserved;
        if (tool.SchemaProblem is { } problem) rules.Add(new ExplainedRule(RuleIds.InputSchema, "schema", "refuse", problem.Message, isObserved));
        else if (tool.Schema is { } schema) rules.Add(Schema(RuleIds.InputSchema, schema.Validate(context.Arguments), isObserved));
        for (var layer = 0; layer < DecisionEngine.Layers; layer++)
        {
            if (entries[layer] is { Arguments: { } arguments } entry) rules.Add(Schema(Pointer.Of(entry.Pointer, "arguments"), arguments.Validate(context.Arguments), entry.IsObserved));
        }
    }

    private static ExplainedRule Schema(string rule, SchemaFailure? failure, bool isObserved)
        => failure is null
            ? new ExplainedRule(rule, "schema", "pass", "the arguments are valid", isObserved)
            : new ExplainedRule(rule, "schema", "refuse", $"{(failure.Place.Length > 0 ? $"at {failure.Place}: " : "")}{failure.Message}", isObserved);

    private static void ExplainRest(AppliedEntries entries, ref CallContext context, List<ExplainedRule> rules)
    {
        for (var layer = 0; layer < DecisionEngine.Layers; layer++)
        {
            if (entries[layer] is { Action: EntryAction.Deny } entry)
            {
                rules.Add(new ExplainedRule(Pointer.Of(entry.Pointer, "action"), "action", "refuse", entry.Reason ?? "the entry denies every call", entry.IsObserved));
            }
        }
        for (var layer = 0; layer < DecisionEngine.Layers; layer++)
        {
            if (entries[layer] is not { Approval: { } plan } entry) continue;
            context.Cause = default;
            var truth = plan.When?.Evaluate(ref context) ?? Truth.True;
            var why = plan.When is null ? "asks for every call" : truth == Truth.Undecided ? $"{context.Cause.Text}, so it asks" : $"{plan.When.Describe()}: {(truth == Truth.True ? "true" : "false")}";
            rules.Add(new ExplainedRule(plan.Rule, "approval", truth == Truth.False ? "pass" : "ask", why, entry.IsObserved));
        }
        for (var layer = 0; layer < DecisionEngine.Layers; layer++)
        {
            foreach (var limit in entries[layer]?.Limits ?? [])
            {
                var known = CostReader.TryRead(limit, ref context, out var cost, out var problem);
                var why = known ? string.Create(CultureInfo.InvariantCulture, $"costs {cost} of {limit.Bound}") : problem!;
                rules.Add(new ExplainedRule(limit.Rule, "limits", known ? "reserve" : "refuse", why, entries[layer]!.IsObserved));
            }
        }
    }
}
