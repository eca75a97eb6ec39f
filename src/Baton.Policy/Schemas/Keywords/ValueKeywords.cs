using Baton.Policy.Json;

namespace Baton.Policy.Schemas.Keywords;

/// <summary><c>type</c>.</summary>
internal sealed class TypeKeyword(string[] types) : SchemaKeyword
{
    public static readonly string[] Known = ["null", "boolean", "object", "array", "number", "integer", "string"];

    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        foreach (var type in types)
        {
            if (Is(instance, type)) return true;
        }
        return run.Fail($"{string.Join(" or ", types)} is expected");
    }

    private static bool Is(JsonView instance, string type) => type switch
    {
        "null" => instance.Kind == JsonKind.Null,
        "boolean" => instance.Kind is JsonKind.True or JsonKind.False,
        "object" => instance.Kind == JsonKind.Object,
        "array" => instance.Kind == JsonKind.Array,
        "number" => instance.Kind == JsonKind.Number,
        "string" => instance.Kind == JsonKind.String,
        _ => instance.Kind == JsonKind.Number && instance.GetNumber().IsInteger,
    };
}

/// <summary><c>enum</c>, and <c>const</c> as one of one.</summary>
internal sealed class EnumKeyword(JsonView[] values) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        if (!run.Spend(values.Length)) return false;
        foreach (var value in values)
        {
            if (JsonEquality.AreEqual(instance, value)) return true;
        }
        return run.Fail(values.Length == 1 ? "another value is expected" : "it is not one of the values that are allowed");
    }
}
