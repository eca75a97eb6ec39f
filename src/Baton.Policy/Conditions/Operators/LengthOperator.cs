using System.Text;
using Baton.Policy.Json;

namespace Baton.Policy.Conditions.Operators;

/// <summary><c>length</c> (characters, elements, properties) and <c>bytes</c> (UTF-8), held against orderings.</summary>
internal sealed class LengthOperator(bool bytes, (string Name, decimal Bound)[] bounds) : IOperator
{
    public static readonly string[] Names = ["eq", "neq", "lt", "lte", "gt", "gte"];

    public string Expects => bytes ? "a string" : "a string, a list or an object";

    public string Verb => bytes ? "has a size in bytes within" : "has a length within";

    public Truth Evaluate(in Subject subject, in Subject operand)
    {
        if (Measure(subject) is not { } length) return Truth.Undecided;
        foreach (var (name, bound) in bounds)
        {
            if (!Holds(length, name, bound)) return Truth.False;
        }
        return Truth.True;
    }

    private static bool Holds(int length, string name, decimal bound) => name switch
    {
        "eq" => length == bound,
        "neq" => length != bound,
        "lt" => length < bound,
        "lte" => length <= bound,
        "gt" => length > bound,
        _ => length >= bound,
    };

    private int? Measure(in Subject subject)
    {
        if (subject.Kind is JsonKind.Array or JsonKind.Object) return bytes ? null : subject.View.Count;
        if (subject.Kind != JsonKind.String) return null;
        using var text = new SubjectText(subject, default, stackalloc char[256]);
        if (bytes) return Encoding.UTF8.GetByteCount(text.Span);
        var characters = 0;
        foreach (var _ in text.Span.EnumerateRunes()) characters++;
        return characters;
    }
}
