namespace Baton.Policy.Conditions;

/// <summary>A compiled condition: immutable, judged in Kleene's three values.</summary>
internal interface ICondition
{
    Truth Evaluate(ref CallContext context);

    /// <summary>The condition in words.</summary>
    string Describe();
}
