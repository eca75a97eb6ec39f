using System.Globalization;
using System.Text.Json;
using Baton.Catalog.Text;

namespace Baton.Catalog.Definitions;

/// <summary>
/// Reads prompts and resource templates as definitions, so that one comparison serves all three kinds: arguments and variables
/// become the properties of an input schema. Source: MCP specification, server/prompts and server/resources.
/// </summary>
public static class PromptListReader
{
    private static readonly string[] Words = ["title", "description"];

    /// <summary>The prompts of a result of <c>prompts/list</c>; none, and why, for anything else.</summary>
    public static ToolList Prompts(ReadOnlyMemory<byte> result) => Read(result, "prompts", "name", static entry =>
        SoundText.Member(entry, "arguments") is { ValueKind: JsonValueKind.Array } arguments ? PromptSchema.Of(arguments) : default);

    /// <summary>The templates of a result of <c>resources/templates/list</c>, named by their URI template; none, and why, for anything else.</summary>
    public static ToolList Templates(ReadOnlyMemory<byte> result) => Read(result, "resourceTemplates", "uriTemplate", static entry =>
        PromptSchema.Of(SoundText.Mended(SoundText.Member(entry, "name")), SoundText.Mended(SoundText.Member(entry, "mimeType"))));

    private static ToolList Read(ReadOnlyMemory<byte> result, string list, string key, Func<JsonElement, JsonElement> schema)
    {
        var limits = ToolListLimits.Default;
        if (result.Length > limits.MaxBytes) return Refused(ToolListProblemCode.TooMany, $"The list has {result.Length} bytes; at most {limits.MaxBytes} are read.");
        try
        {
            using var document = JsonDocument.Parse(result, new JsonDocumentOptions { MaxDepth = limits.MaxDepth });
            var entries = SoundText.Member(document.RootElement, list);
            return entries.ValueKind == JsonValueKind.Array ? Entries(entries, key, schema, limits) : Refused(ToolListProblemCode.NotAList, $"No list: expected {{\"{list}\": [...]}}.");
        }
        catch (JsonException malformed)
        {
            return Refused(ToolListProblemCode.Malformed, $"Not JSON: {malformed.Message}");
        }
    }

    private static ToolList Entries(JsonElement entries, string key, Func<JsonElement, JsonElement> schema, ToolListLimits limits)
    {
        var read = new Dictionary<string, DeclaredTool>(StringComparer.Ordinal);
        var problems = new List<ToolListProblem>();
        var position = 0;
        foreach (var entry in entries.EnumerateArray())
        {
            var which = position++.ToString(CultureInfo.InvariantCulture);
            if (read.Count == limits.MaxTools)
            {
                problems.Add(new(ToolListProblemCode.TooMany, null, $"More than {limits.MaxTools} entries: the rest was left out."));
                break;
            }
            if (SoundText.Of(SoundText.Member(entry, key)) is not { Length: > 0 } name) problems.Add(new(ToolListProblemCode.Unnamed, null, $"Entry {which} has no {key} that is text: left out."));
            else if (!read.TryAdd(name, Definition(name, entry, schema(entry)))) problems.Add(new(ToolListProblemCode.Duplicate, Printable.Of(name), "The name appears twice: only the first definition is used, and the server may answer either."));
            else if (NotText(entry) is { } message) problems.Add(new(ToolListProblemCode.NotText, Printable.Of(name), message));
            else if (!SoundText.Is(entry)) problems.Add(new(ToolListProblemCode.BadText, Printable.Of(name), "It holds half of a surrogate pair: read as U+FFFD."));
        }
        return new ToolList([.. read.Values], [.. problems]);
    }

    private static string? NotText(JsonElement entry) => Words
        .Select(member => WordsProblem.Of(SoundText.Member(entry, member), member))
        .FirstOrDefault(problem => problem is { Code: ToolListProblemCode.NotText })?.Message;

    private static DeclaredTool Definition(string name, JsonElement entry, JsonElement schema)
        => new(name, SoundText.Mended(SoundText.Member(entry, "title")), SoundText.Mended(SoundText.Member(entry, "description")), schema)
        {
            AnnotationsJson = SoundText.Member(entry, "annotations") is { ValueKind: JsonValueKind.Object } sent ? SoundText.Mended(sent, JsonValueKind.Object) : default,
        };

    private static ToolList Refused(string code, string message) => new([], [new ToolListProblem(code, null, message)]);
}
