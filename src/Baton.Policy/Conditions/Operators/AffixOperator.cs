using Baton.Policy.Json;

namespace Baton.Policy.Conditions.Operators;

/// <summary><c>starts_with</c> and <c>ends_with</c>.</summary>
internal sealed class AffixOperator(bool atEnd, TextOptions options) : IOperator
{
    public string Expects => "a string";

    public string Verb => atEnd ? "ends with" : "starts with";

    public Truth Evaluate(in Subject subject, in Subject operand)
    {
        if (subject.Kind != JsonKind.String || operand.Kind != JsonKind.String) return Truth.Undecided;
        using var text = new SubjectText(subject, options.Form, stackalloc char[256]);
        using var affix = new SubjectText(operand, options.Form, stackalloc char[128]);
        return TruthLogic.Of(atEnd ? text.Span.EndsWith(affix.Span, options.Comparison) : text.Span.StartsWith(affix.Span, options.Comparison));
    }
}
