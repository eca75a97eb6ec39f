using Baton.Policy.Json;

namespace Baton.Policy.Conditions.Operators;

/// <summary><c>in</c> and <c>not_in</c>: equal to one, or none, of a list.</summary>
internal sealed class MemberOperator(bool negated, TextOptions options) : IOperator
{
    public string Expects => "a value";

    public string Verb => negated ? "is none of" : "is one of";

    public Truth Evaluate(in Subject subject, in Subject operand)
    {
        if (operand.Kind != JsonKind.Array) return Truth.Undecided;
        foreach (var element in operand.View.Elements())
        {
            if (ValueEquality.AreEqual(subject, new Subject(element), options)) return TruthLogic.Of(!negated);
        }
        return TruthLogic.Of(negated);
    }
}
