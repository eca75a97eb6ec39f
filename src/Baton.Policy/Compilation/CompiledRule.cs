using Baton.Policy.Conditions;

namespace Baton.Policy.Compilation;

/// <summary>A compiled rule of <c>require</c> or <c>deny_if</c>.</summary>
internal sealed class CompiledRule(string id, string pointer, AllCondition? when, AllCondition? conditions, string? onDeny, bool denies)
{
    public string Id { get; } = id;

    public string Pointer { get; } = pointer;

    public string? OnDeny { get; } = onDeny;

    public bool Denies { get; } = denies;

    public AllCondition? When { get; } = when;

    public AllCondition? Conditions { get; } = conditions;

    /// <summary>Whether it refuses every call.</summary>
    public bool RefusesAll => Denies && When is null && Conditions is null;

    /// <summary>Whether the rule refuses: undecided refuses in both kinds.</summary>
    public RuleVerdict Judge(ref CallContext context)
    {
        context.Cause = default;
        var guard = When?.Evaluate(ref context) ?? Truth.True;
        if (guard == Truth.False) return RuleVerdict.Passed;
        var guardCause = context.Cause;
        context.Cause = default;
        var truth = Conditions?.Evaluate(ref context) ?? Truth.True;
        if (truth == (Denies ? Truth.False : Truth.True)) return RuleVerdict.Passed;
        if (truth == Truth.Undecided) return RuleVerdict.Undecided;
        if (guard != Truth.Undecided) return RuleVerdict.Refused;
        context.Cause = guardCause;
        return RuleVerdict.Undecided;
    }

    /// <summary>The condition that failed, in words.</summary>
    public string Describe(ref CallContext context)
    {
        if (Conditions is null) return When?.Describe() ?? "every call";
        if (Denies) return Conditions.Describe();
        foreach (var condition in Conditions.Conditions)
        {
            if (condition.Evaluate(ref context) != Truth.True) return condition.Describe();
        }
        return Conditions.Describe();
    }
}

/// <summary>What a rule says of a call.</summary>
internal enum RuleVerdict
{
    Passed,
    Refused,
    Undecided,
}
