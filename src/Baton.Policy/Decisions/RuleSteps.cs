using Baton.Policy.Compilation;
using Baton.Policy.Conditions;
using Baton.Policy.Documents;
using Baton.Policy.Schemas;

namespace Baton.Policy.Decisions;

/// <summary>The steps that look at the arguments: schemas, <c>deny_if</c>, <c>require</c>, <c>action</c>.</summary>
internal static class RuleSteps
{
    public const int Count = 4;

    /// <summary>The first refusal of a step that is carried out; one that is only observed is put aside.</summary>
    public static Refusal Run(int step, CompiledPolicy policy, AppliedEntries entries, ref CallContext context, ref Refusal observed)
    {
        if (step == 0 && OwnSchema(ref context) is { IsSet: true } wrong)
        {
            if (!(entries.Own?.IsObserved ?? policy.IsObserved)) return wrong;
            Keep(wrong, ref observed);
        }
        for (var layer = 0; layer < DecisionEngine.Layers; layer++)
        {
            if (entries[layer] is not { } entry) continue;
            var refusal = step switch
            {
                0 => Arguments(entry, ref context),
                1 => Rules(entry.DenyIf, ref context),
                2 => Rules(entry.Require, ref context),
                _ => Action(entry, ref context),
            };
            if (!refusal.IsSet) continue;
            if (!entry.IsObserved) return refusal;
            Keep(refusal, ref observed);
        }
        return default;
    }

    private static void Keep(Refusal refusal, ref Refusal observed)
    {
        if (!observed.IsSet) observed = refusal;
    }

    private static Refusal OwnSchema(ref CallContext context)
    {
        var tool = context.Facts.Tool;
        if (tool.SchemaProblem is { } problem)
        {
            var code = problem.Code == SchemaProblem.UnsupportedDialect ? DecisionCodes.UnsupportedDialect : DecisionCodes.InvalidSchema;
            return new Refusal(RuleIds.InputSchema, code, $"The tool's own input schema cannot be used to check the call: {problem.Message}. {(code == DecisionCodes.UnsupportedDialect ? "The operator can have it skipped for this server (--skip-dialects)." : "The server's author must mend it.")}");
        }
        return tool.Schema?.Validate(context.Arguments) is { } failure ? Invalid(RuleIds.InputSchema, failure) : default;
    }

    private static Refusal Arguments(CompiledEntry entry, ref CallContext context)
        => entry.Arguments?.Validate(context.Arguments) is { } failure ? Invalid(Pointer.Of(entry.Pointer, "arguments"), failure) : default;

    private static Refusal Invalid(string rule, SchemaFailure failure)
        => new(rule, DecisionCodes.InvalidArguments, $"The arguments are not valid: {(failure.Place.Length > 0 ? $"at {failure.Place}, " : "")}{failure.Message}.");

    private static Refusal Rules(CompiledRule[] rules, ref CallContext context)
    {
        foreach (var rule in rules)
        {
            var verdict = rule.Judge(ref context);
            if (verdict != RuleVerdict.Passed) return Refuse(rule, verdict, ref context);
        }
        return default;
    }

    private static Refusal Refuse(CompiledRule rule, RuleVerdict verdict, ref CallContext context)
    {
        if (verdict == RuleVerdict.Undecided)
        {
            var cause = context.Cause.Text;
            return new Refusal(rule.Id, DecisionCodes.Undecided, rule.OnDeny is null ? $"The call could not be judged: {cause}." : $"{rule.OnDeny} ({cause})");
        }
        var code = rule.Denies ? DecisionCodes.RuleDenied : DecisionCodes.RequirementNotMet;
        var why = rule.OnDeny ?? (rule.RefusesAll ? "Every such call is refused." : rule.Denies ? $"Calls are refused when {rule.Describe(ref context)}." : $"It is required that {rule.Describe(ref context)}.");
        return new Refusal(rule.Id, code, why);
    }

    private static Refusal Action(CompiledEntry entry, ref CallContext context)
        => entry.Action == EntryAction.Deny
            ? new Refusal(Pointer.Of(entry.Pointer, "action"), DecisionCodes.Denied, entry.Reason ?? $"{Texts.Name(context.Facts)} may not be called by this grant.")
            : default;
}
