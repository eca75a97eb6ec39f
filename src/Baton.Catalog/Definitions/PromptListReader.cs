using System.Collections.Immutable;
using System.Text.Json;

namespace Baton.Catalog.Definitions;

/// <summary>
/// Reads prompts and resource templates as definitions, so that one comparison serves all three kinds: arguments and variables
/// become the properties of an input schema. Source: MCP specification, server/prompts and server/resources.
/// </summary>
public static class PromptListReader
{
    /// <summary>The prompts of a result of <c>prompts/list</c>; empty for anything else.</summary>
    public static ImmutableArray<DeclaredTool> Prompts(ReadOnlyMemory<byte> result) => Read(result, "prompts", "name", static entry =>
        Member(entry, "arguments") is { ValueKind: JsonValueKind.Array } arguments ? PromptSchema.Of(arguments) : default);

    /// <summary>The templates of a result of <c>resources/templates/list</c>, named by their URI template; empty for anything else.</summary>
    public static ImmutableArray<DeclaredTool> Templates(ReadOnlyMemory<byte> result) => Read(result, "resourceTemplates", "uriTemplate", static entry =>
        PromptSchema.Of(Text(entry, "name"), Text(entry, "mimeType")));

    private static ImmutableArray<DeclaredTool> Read(ReadOnlyMemory<byte> result, string list, string key, Func<JsonElement, JsonElement> schema)
    {
        var limits = ToolListLimits.Default;
        if (result.Length > limits.MaxBytes) return [];
        try
        {
            using var document = JsonDocument.Parse(result, new JsonDocumentOptions { MaxDepth = limits.MaxDepth });
            var entries = Member(document.RootElement, list);
            if (entries.ValueKind != JsonValueKind.Array) return [];
            var read = from entry in entries.EnumerateArray()
                       let name = Text(entry, key)
                       where name is { Length: > 0 }
                       select new DeclaredTool(name, Text(entry, "title"), Text(entry, "description"), schema(entry))
                       {
                           AnnotationsJson = Member(entry, "annotations") is { ValueKind: JsonValueKind.Object } sent ? sent.Clone() : default,
                       };
            return [.. read.DistinctBy(definition => definition.Name, StringComparer.Ordinal).Take(limits.MaxTools)];
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private static JsonElement Member(JsonElement entry, string name)
        => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement entry, string name)
        => Member(entry, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
