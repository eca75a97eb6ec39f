using System.Collections.Immutable;
using System.Text.Json;

namespace Baton.Catalog.Schemas;

/// <summary>Small questions to a JSON Schema that may be anything at all.</summary>
internal static class SchemaShape
{
    public static bool TryObject(JsonElement schema, string name, out JsonElement value)
    {
        value = default;
        return schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out value) && value.ValueKind == JsonValueKind.Object;
    }

    public static string? Text(JsonElement schema, string name)
        => schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static HashSet<string> Strings(JsonElement schema, string name)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array) return found;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String) found.Add(item.GetString()!);
        }
        return found;
    }

    public static ImmutableArray<string> Values(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) return [];
        if (schema.TryGetProperty("enum", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            return [.. list.EnumerateArray().Take(100).Select(AsText)];
        }
        if (schema.TryGetProperty("const", out var constant)) return [AsText(constant)];
        var constants = Branches(schema).Select(branch => Text(branch, "const")).ToArray();
        return constants.Length > 0 && constants.All(text => text is not null) ? [.. constants!] : [];
    }

    public static IEnumerable<JsonElement> Branches(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) yield break;
        foreach (var name in (string[])["anyOf", "oneOf", "allOf"])
        {
            if (!schema.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array) continue;
            foreach (var branch in list.EnumerateArray().Take(50)) yield return branch;
        }
    }

    public static bool IsAllOf(JsonElement schema) => schema.TryGetProperty("allOf", out _);

    public static ParameterType TypeOf(JsonElement schema, out bool isArray)
    {
        isArray = false;
        if (schema.ValueKind != JsonValueKind.Object) return ParameterType.Any;
        if (!schema.TryGetProperty("type", out var type)) return Implied(schema, out isArray);
        var names = type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
            : type.ValueKind == JsonValueKind.String ? [type.GetString()!] : [];
        var name = names.FirstOrDefault(text => text != "null");
        isArray = name == "array";
        return Named(name);
    }

    /// <summary>A policy path with one more step; a name that is no plain word is quoted.</summary>
    public static string Step(string prefix, string name)
    {
        var plain = name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');
        if (!plain) return $"{prefix}[\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";
        return prefix.Length == 0 ? name : $"{prefix}.{name}";
    }

    /// <summary>The target of a reference inside the same document: <c>#</c>, <c>#/$defs/x</c>; others are not followed.</summary>
    public static JsonElement? Find(JsonElement root, string reference)
    {
        if (reference == "#") return root;
        if (!reference.StartsWith("#/", StringComparison.Ordinal)) return null;
        var at = root;
        foreach (var part in reference[2..].Split('/'))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        }
        return at;
    }

    private static ParameterType Implied(JsonElement schema, out bool isArray)
    {
        isArray = schema.TryGetProperty("items", out _);
        if (isArray) return ParameterType.Any;
        if (schema.TryGetProperty("properties", out _)) return ParameterType.Map;
        if (!Values(schema).IsEmpty) return ParameterType.Text;
        foreach (var branch in Branches(schema))
        {
            var type = branch.ValueKind == JsonValueKind.Object && branch.TryGetProperty("type", out _) ? TypeOf(branch, out isArray) : ParameterType.Any;
            if (type is not (ParameterType.Any or ParameterType.Null) || isArray) return type;
        }
        return ParameterType.Any;
    }

    private static ParameterType Named(string? name) => name switch
    {
        "string" => ParameterType.Text,
        "number" => ParameterType.Number,
        "integer" => ParameterType.WholeNumber,
        "boolean" => ParameterType.Boolean,
        "object" => ParameterType.Map,
        "null" => ParameterType.Null,
        _ => ParameterType.Any,
    };

    private static string AsText(JsonElement value)
        => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
