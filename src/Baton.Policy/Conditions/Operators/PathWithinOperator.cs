using Baton.Policy.Conditions.Values;
using Baton.Policy.Json;

namespace Baton.Policy.Conditions.Operators;

/// <summary><c>path_within</c>: the path lies in one of the folders.</summary>
internal sealed class PathWithinOperator(PathInside[] roots) : IOperator
{
    public string Expects => "a path that can be read in one way only";

    public string Verb => "lies within";

    public Truth Evaluate(in Subject subject, in Subject operand)
    {
        if (subject.Kind != JsonKind.String) return Truth.Undecided;
        var path = subject.ToString();
        var truth = Truth.False;
        foreach (var root in roots) truth = truth.Or(root.Judge(path));
        return truth;
    }
}
