using Baton.Policy.Json;

namespace Baton.Policy.Conditions.Operators;

/// <summary><c>type</c>: the JSON type's name; <c>integer</c> is a number without a fraction.</summary>
internal sealed class TypeOperator(string type) : IOperator
{
    public static readonly string[] Types = ["string", "number", "integer", "boolean", "array", "object"];

    public string Expects => "a value";

    public string Verb => "is of type";

    public Truth Evaluate(in Subject subject, in Subject operand) => TruthLogic.Of(type switch
    {
        "integer" => subject.Kind == JsonKind.Number && subject.Number(stackalloc byte[16]).IsInteger,
        "number" => subject.Kind == JsonKind.Number,
        "string" => subject.Kind == JsonKind.String,
        "boolean" => subject.Kind is JsonKind.True or JsonKind.False,
        "array" => subject.Kind == JsonKind.Array,
        _ => subject.Kind == JsonKind.Object,
    });
}
