namespace Baton.Policy.Conditions.Operators;

/// <summary><c>eq</c> and <c>neq</c>: JSON equality of type and value.</summary>
internal sealed class EqualOperator(bool negated, TextOptions options) : IOperator
{
    public string Expects => "a value";

    public string Verb => negated ? "differs from" : "equals";

    public Truth Evaluate(in Subject subject, in Subject operand)
        => TruthLogic.Of(ValueEquality.AreEqual(subject, operand, options) != negated);
}
