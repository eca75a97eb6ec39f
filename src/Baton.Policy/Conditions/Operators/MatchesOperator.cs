using Baton.Policy.Globs;
using Baton.Policy.Json;

namespace Baton.Policy.Conditions.Operators;

/// <summary><c>matches</c>: a glob on a whole string.</summary>
internal sealed class MatchesOperator(Glob glob, TextOptions options) : IOperator
{
    public string Expects => "a string";

    public string Verb => "matches the glob";

    public Truth Evaluate(in Subject subject, in Subject operand)
    {
        if (subject.Kind != JsonKind.String) return Truth.Undecided;
        using var text = new SubjectText(subject, options.Form, stackalloc char[256]);
        return TruthLogic.Of(glob.Matches(text.Span));
    }
}
