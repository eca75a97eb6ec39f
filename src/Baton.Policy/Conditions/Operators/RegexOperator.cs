using Baton.Policy.Json;
using Baton.Policy.Regexes;

namespace Baton.Policy.Conditions.Operators;

/// <summary><c>regex</c>: a search with RE2's meaning.</summary>
internal sealed class RegexOperator(Re2Pattern pattern, TextOptions options) : IOperator
{
    public string Expects => "a string";

    public string Verb => "matches the pattern";

    public Truth Evaluate(in Subject subject, in Subject operand)
    {
        if (subject.Kind != JsonKind.String) return Truth.Undecided;
        using var text = new SubjectText(subject, options.Form, stackalloc char[256]);
        return TruthLogic.Of(pattern.IsMatch(text.Span));
    }
}
