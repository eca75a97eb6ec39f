using Baton.Policy.Compilation;
using Baton.Policy.Conditions;

namespace Baton.Policy.Explain;

/// <summary>Says what one rule makes of a call, condition by condition.</summary>
internal static class RuleExplainer
{
    public static ExplainedRule Explain(CompiledRule rule, bool isObserved, ref CallContext context)
    {
        var step = rule.Denies ? "deny_if" : "require";
        context.Cause = default;
        var guard = rule.When?.Evaluate(ref context) ?? Truth.True;
        var doubt = guard == Truth.Undecided ? $"its guard is undecided, so it applies ({context.Cause.Text}); " : "";
        if (rule.When is not null && guard == Truth.False) return new ExplainedRule(rule.Id, step, "skip", $"its guard is false: {rule.When.Describe()}", isObserved);
        var verdict = rule.Judge(ref context);
        return new ExplainedRule(rule.Id, step, verdict == RuleVerdict.Passed ? "pass" : "refuse", doubt + Conditions(rule, ref context), isObserved);
    }

    private static string Conditions(CompiledRule rule, ref CallContext context)
    {
        if (rule.Conditions is null) return rule.Denies ? "it has no conditions, so it holds for every call" : "it has no conditions";
        var parts = new List<string>();
        foreach (var condition in rule.Conditions.Conditions)
        {
            context.Cause = default;
            parts.Add(condition.Evaluate(ref context) switch
            {
                Truth.True => $"{condition.Describe()}: true",
                Truth.False => $"{condition.Describe()}: false",
                _ => $"{condition.Describe()}: undecided, {context.Cause.Text}",
            });
        }
        return string.Join("; ", parts);
    }
}
