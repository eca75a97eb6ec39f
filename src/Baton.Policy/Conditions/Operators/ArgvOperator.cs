using Baton.Policy.Conditions.Values;
using Baton.Policy.Json;

namespace Baton.Policy.Conditions.Operators;

/// <summary><c>argv</c>: one simple command whose program is in the list; anything a shell would act upon is undecided.</summary>
internal sealed class ArgvOperator(string[] programs) : IOperator
{
    public string Expects => "one simple command without shell metacharacters";

    public string Verb => "runs one of";

    public Truth Evaluate(in Subject subject, in Subject operand)
    {
        if (subject.Kind != JsonKind.String) return Truth.Undecided;
        using var text = new SubjectText(subject, default, stackalloc char[256]);
        return ShellWords.Split(text.Span) is { } words ? TruthLogic.Of(Array.IndexOf(programs, words[0]) >= 0) : Truth.Undecided;
    }
}
