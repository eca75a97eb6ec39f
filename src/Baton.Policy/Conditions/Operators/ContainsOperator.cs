using Baton.Policy.Json;

namespace Baton.Policy.Conditions.Operators;

/// <summary><c>contains</c>: a substring of a string, or an element of a list.</summary>
internal sealed class ContainsOperator(TextOptions options) : IOperator
{
    public string Expects => "a string or a list";

    public string Verb => "contains";

    public Truth Evaluate(in Subject subject, in Subject operand)
    {
        if (subject.Kind == JsonKind.Array) return TruthLogic.Of(HasElement(subject, operand));
        if (subject.Kind != JsonKind.String || operand.Kind != JsonKind.String) return Truth.Undecided;
        using var text = new SubjectText(subject, options.Form, stackalloc char[256]);
        using var part = new SubjectText(operand, options.Form, stackalloc char[128]);
        return TruthLogic.Of(text.Span.Contains(part.Span, options.Comparison));
    }

    private bool HasElement(in Subject subject, in Subject operand)
    {
        foreach (var element in subject.View.Elements())
        {
            if (ValueEquality.AreEqual(new Subject(element), operand, options)) return true;
        }
        return false;
    }
}
