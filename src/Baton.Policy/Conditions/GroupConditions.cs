namespace Baton.Policy.Conditions;

/// <summary>True when each condition is; also the ANDed list of a rule.</summary>
internal sealed class AllCondition(ICondition[] conditions) : ICondition
{
    public ReadOnlySpan<ICondition> Conditions => conditions;

    public Truth Evaluate(ref CallContext context)
    {
        var truth = Truth.True;
        foreach (var condition in conditions)
        {
            truth = truth.And(condition.Evaluate(ref context));
            if (truth == Truth.False) break;
        }
        return truth;
    }

    public string Describe() => conditions.Length == 1 ? conditions[0].Describe() : $"all of ({string.Join("; ", conditions.Select(condition => condition.Describe()))})";
}

/// <summary>True when one condition is.</summary>
internal sealed class AnyCondition(ICondition[] conditions) : ICondition
{
    public Truth Evaluate(ref CallContext context)
    {
        var truth = Truth.False;
        foreach (var condition in conditions)
        {
            truth = truth.Or(condition.Evaluate(ref context));
            if (truth == Truth.True) break;
        }
        return truth;
    }

    public string Describe() => $"any of ({string.Join("; ", conditions.Select(condition => condition.Describe()))})";
}

/// <summary>True when the condition is false.</summary>
internal sealed class NotCondition(ICondition condition) : ICondition
{
    public Truth Evaluate(ref CallContext context) => condition.Evaluate(ref context).Not();

    public string Describe() => $"not ({condition.Describe()})";
}
