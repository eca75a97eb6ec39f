using System.Collections.Concurrent;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Server;

namespace Baton.Memory.Tests.Support;

/// <summary>
/// Checks every reply against the tool's declared output schema, as strict clients do: types, required members, items and
/// enums, which is all that these schemas use.
/// </summary>
internal static class Schemas
{
    /// <summary>By tool: a schema depends on nothing else.</summary>
    private static readonly ConcurrentDictionary<string, JsonElement> Parsed = new();

    public static void Check(MemoryServer server, string tool, ToolReply reply)
    {
        if (reply.Failure is not null) return;
        using var content = JsonDocument.Parse(reply.StructuredContent);
        var problem = Validate(Parsed.GetOrAdd(tool, SchemaOf, server), content.RootElement, "");
        problem.ShouldBeNull($"{tool} broke its output schema: {content.RootElement}");
    }

    private static JsonElement SchemaOf(string tool, MemoryServer server)
    {
        var caller = new MemoryCaller { Grant = "g", Principal = "p", RequestId = "r", Toolsets = ["core", "more", "tasks", "agents", "archive", "admin"] };
        return JsonElement.Parse(server.ListTools(caller).Single(listed => listed.Name == tool).OutputSchema.Span);
    }

    public static string? Validate(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(name => Is(name, value))) return $"{at}: {value.ValueKind} is not {type}";
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.ToString() == value.ToString())) return $"{at}: not in {words}";
        if (value.ValueKind == JsonValueKind.Object)
        {
            if (schema.TryGetProperty("required", out var required))
            {
                foreach (var name in required.EnumerateArray())
                {
                    if (!value.TryGetProperty(name.GetString()!, out _)) return $"{at}: {name} is missing";
                }
            }
            if (schema.TryGetProperty("properties", out var properties))
            {
                foreach (var property in properties.EnumerateObject())
                {
                    if (value.TryGetProperty(property.Name, out var member) && Validate(property.Value, member, $"{at}/{property.Name}") is { } problem) return problem;
                }
                if (at.Length == 0)
                {
                    foreach (var member in value.EnumerateObject())
                    {
                        if (!properties.TryGetProperty(member.Name, out _)) return $"/{member.Name} is not declared";
                    }
                }
            }
        }
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                if (Validate(items, item, $"{at}/{index++}") is { } problem) return problem;
            }
        }
        return null;
    }

    private static IEnumerable<string> Types(JsonElement type)
        => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };
}
