using System.Collections.Immutable;
using System.Text.Json;

namespace Baton.Catalog.Schemas;

/// <summary>
/// Lists the parameters of an input schema: properties, the items of lists, <c>$ref</c> into the same schema, and the
/// branches of <c>anyOf</c>, <c>oneOf</c> and <c>allOf</c>. Cycles end where they begin; depth and number are bounded.
/// </summary>
internal sealed class ParameterReader
{
    private const int MaxDepth = 6;
    private const int MaxParameters = 400;

    private readonly JsonElement _root;
    private readonly ImmutableArray<Parameter>.Builder _found = ImmutableArray.CreateBuilder<Parameter>();
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    private ParameterReader(JsonElement root) => _root = root;

    /// <summary>The parameters, outermost first; empty for an absent or unusable schema.</summary>
    public static ImmutableArray<Parameter> Read(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) return [];
        var reader = new ParameterReader(schema);
        reader.ReadObject(schema, "", required: true, depth: 0);
        return [.. reader._found.OrderBy(parameter => parameter.Depth)];
    }

    private void ReadObject(JsonElement schema, string prefix, bool required, int depth)
    {
        if (depth >= MaxDepth) return;
        WithReference(schema, target => ReadObject(target, prefix, required, depth));
        foreach (var branch in SchemaShape.Branches(schema)) ReadObject(branch, prefix, required && SchemaShape.IsAllOf(schema), depth + 1);
        if (!SchemaShape.TryObject(schema, "properties", out var properties)) return;
        var names = SchemaShape.Strings(schema, "required");
        foreach (var property in properties.EnumerateObject())
        {
            if (_found.Count >= MaxParameters) return;
            ReadProperty(property, prefix, required && names.Contains(property.Name), depth);
        }
    }

    private void ReadProperty(JsonProperty property, string prefix, bool required, int depth)
    {
        var path = SchemaShape.Step(prefix, property.Name);
        if (_found.Any(parameter => parameter.Path == path)) return;
        var schema = Resolve(property.Value);
        var type = SchemaShape.TypeOf(schema, out var isArray);
        var element = schema;
        if (isArray)
        {
            element = schema.TryGetProperty("items", out var items) ? Resolve(items) : default;
            type = element.ValueKind == JsonValueKind.Object ? SchemaShape.TypeOf(element, out _) : ParameterType.Any;
        }
        _found.Add(new Parameter(
            path, property.Name, type, required, SchemaShape.Text(property.Value, "description") ?? SchemaShape.Text(schema, "description"),
            SchemaShape.Text(element, "format"), SchemaShape.Values(element), isArray, IsOpen(element, type), depth));
        if (element.ValueKind == JsonValueKind.Object)
        {
            WithReference(property.Value, _ => ReadObject(element, isArray ? path + "[*]" : path, required, depth + 1));
            if (!property.Value.TryGetProperty("$ref", out _)) ReadObject(element, isArray ? path + "[*]" : path, required, depth + 1);
        }
    }

    private static bool IsOpen(JsonElement schema, ParameterType type)
        => type is ParameterType.Map && !SchemaShape.TryObject(schema, "properties", out _) && !SchemaShape.Branches(schema).Any()
        || type is ParameterType.Any && schema.ValueKind != JsonValueKind.Object;

    private void WithReference(JsonElement schema, Action<JsonElement> visit)
    {
        if (schema.ValueKind != JsonValueKind.Object || SchemaShape.Text(schema, "$ref") is not { } reference || !_open.Add(reference)) return;
        if (SchemaShape.Find(_root, reference) is { } target) visit(target);
        _open.Remove(reference);
    }

    private JsonElement Resolve(JsonElement schema)
    {
        for (var hops = 0; hops < MaxDepth && schema.ValueKind == JsonValueKind.Object; hops++)
        {
            if (SchemaShape.Text(schema, "$ref") is not { } reference || _open.Contains(reference)) break;
            if (SchemaShape.Find(_root, reference) is not { } target) break;
            schema = target;
        }
        return schema;
    }
}
