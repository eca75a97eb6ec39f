using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects;

/// <summary>
/// Makes the binder's parameters of a declared input schema, so that what is announced and what is accepted cannot differ.
/// </summary>
internal static class SchemaParameters
{
    public static ImmutableArray<Parameter> Read(JsonElement schema)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        return [.. schema.GetProperty("properties").EnumerateObject().Select(property => One(property, required.Contains(property.Name)))];
    }

    private static Parameter One(JsonProperty property, bool isRequired) => new(property.Name, KindOf(property.Value))
    {
        Required = isRequired,
        About = property.Value.TryGetProperty("description", out var about) ? about.GetString() : null,
        Words = property.Value.TryGetProperty("enum", out var words) ? [.. words.EnumerateArray().Select(word => word.GetString()!)] : [],
        Least = property.Value.TryGetProperty("minimum", out var least) ? least.GetInt64() : null,
        Members = IsListOfObjects(property.Value) ? Read(property.Value.GetProperty("items")) : [],
        Most = property.Value.TryGetProperty("maximum", out var most) ? most.GetInt64() : null,
    };

    private static ParameterKind KindOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type)) return ParameterKind.Json;
        return type.GetString() switch
        {
            "string" => ParameterKind.Plain,
            "integer" => ParameterKind.Integer,
            "number" => ParameterKind.Number,
            "boolean" => ParameterKind.Boolean,
            "array" when schema.GetProperty("items").GetProperty("type").GetString() == "string" => ParameterKind.Texts,
            "array" when IsListOfObjects(schema) => ParameterKind.Objects,
            "array" => ParameterKind.JsonList,
            _ => ParameterKind.Json,
        };
    }

    /// <summary>Objects whose members are declared are read like the arguments themselves; others stay as they came.</summary>
    private static bool IsListOfObjects(JsonElement schema)
        => schema.TryGetProperty("items", out var items) && items.TryGetProperty("properties", out _);
}
