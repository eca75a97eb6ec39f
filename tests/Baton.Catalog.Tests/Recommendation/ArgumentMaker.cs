using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Catalog.Classification;

namespace Baton.Catalog.Tests.Recommendation;

/// <summary>Arguments that satisfy a tool's own schema and that no sensible rule refuses.</summary>
internal static class ArgumentMaker
{
    private const int MaxDepth = 5;

    public static string Harmless(ToolVerdict verdict) => Of(verdict.Tool.InputSchema, "", 0)!.ToJsonString();

    private static JsonNode? Of(JsonElement schema, string name, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object) return JsonValue.Create(Text(name));
        if (schema.TryGetProperty("const", out var constant)) return JsonNode.Parse(constant.GetRawText());
        if (schema.TryGetProperty("enum", out var values)) return JsonNode.Parse(values[0].GetRawText());
        foreach (var branches in (string[])["anyOf", "oneOf"])
        {
            if (schema.TryGetProperty(branches, out var list) && list.GetArrayLength() > 0) return Of(list[0], name, depth);
        }
        return Type(schema) switch
        {
            "object" => Object(schema, depth),
            "array" => new JsonArray(Of(schema.TryGetProperty("items", out var items) ? items : default, name, depth + 1)),
            "number" or "integer" => JsonValue.Create(Number(schema)),
            "boolean" => JsonValue.Create(false),
            "null" => null,
            _ => JsonValue.Create(Text(name)),
        };
    }

    private static JsonObject Object(JsonElement schema, int depth)
    {
        var made = new JsonObject();
        if (depth > MaxDepth || !schema.TryGetProperty("properties", out var properties)) return made;
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(item => item.GetString()).ToHashSet() : [];
        foreach (var property in properties.EnumerateObject().Where(property => required.Contains(property.Name))) made[property.Name] = Of(property.Value, property.Name, depth + 1);
        return made;
    }

    private static string Type(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type)) return schema.TryGetProperty("properties", out _) ? "object" : "string";
        return type.ValueKind == JsonValueKind.Array ? type[0].GetString()! : type.GetString()!;
    }

    private static int Number(JsonElement schema)
    {
        var most = schema.TryGetProperty("maximum", out var maximum) ? maximum.GetDouble() : 5;
        var least = schema.TryGetProperty("minimum", out var minimum) ? minimum.GetDouble() : 1;
        return (int)Math.Max(least, Math.Min(5, most));
    }

    private static string Text(string name) => name switch
    {
        _ when Says(name, "url", "uri", "webhook", "endpoint") => "https://docs.example.com/page",
        _ when Says(name, "currency") => "EUR",
        _ when Says(name, "sql", "query", "statement") => "SELECT 1",
        _ when Says(name, "command", "cmd") => "ls",
        _ when Says(name, "path", "file", "dir", "source", "destination", "folder", "cwd") => "notes/today.txt",
        _ when Says(name, "mail", "recipient", "to", "cc", "attendee", "share", "target") => "someone@example.com",
        _ => "text",
    };

    private static bool Says(string name, params string[] words) => words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
