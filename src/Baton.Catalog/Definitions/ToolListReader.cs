using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Baton.Catalog.Text;

namespace Baton.Catalog.Definitions;

/// <summary>
/// Reads tools from JSON in the shapes people have them: <c>{"tools":[...]}</c>, a bare array, a JSON-RPC answer with
/// <c>result.tools</c>, or one tool. Bounded, and never throws for what a server sent.
/// </summary>
public static class ToolListReader
{
    /// <summary>Reads a whole text.</summary>
    public static ToolList Read(ReadOnlyMemory<byte> utf8, ToolListLimits? limits = null)
    {
        limits ??= ToolListLimits.Default;
        if (utf8.Length > limits.MaxBytes)
        {
            return Refused(ToolListProblemCode.TooMany, $"The list has {utf8.Length} bytes; at most {limits.MaxBytes} are read.");
        }
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = limits.MaxDepth });
            return Find(document.RootElement) is { } tools
                ? Read([tools], limits)
                : Refused(ToolListProblemCode.NotAList, "No list of tools: expected {\"tools\": [...]} or an array of tools.");
        }
        catch (JsonException malformed)
        {
            return Refused(ToolListProblemCode.Malformed, $"Not JSON: {malformed.Message}");
        }
    }

    /// <summary>Reads the text of a single tool.</summary>
    public static ToolList ReadOne(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = ToolListLimits.Default.MaxDepth });
            var builder = new Builder(ToolListLimits.Default);
            builder.Add(document.RootElement);
            return builder.Build();
        }
        catch (JsonException malformed)
        {
            return Refused(ToolListProblemCode.Malformed, $"Not JSON: {malformed.Message}");
        }
    }

    /// <summary>Reads the <c>tools</c> arrays of several pages as one list.</summary>
    public static ToolList Read(IEnumerable<JsonElement> pages, ToolListLimits? limits = null)
    {
        var builder = new Builder(limits ?? ToolListLimits.Default);
        foreach (var page in pages)
        {
            foreach (var entry in page.EnumerateArray())
            {
                if (!builder.Add(entry)) return builder.Build();
            }
        }
        return builder.Build();
    }

    private static JsonElement? Find(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array) return root;
        if (root.ValueKind != JsonValueKind.Object) return null;
        if (SoundText.Member(root, "result") is { ValueKind: JsonValueKind.Object } result) root = result;
        if (SoundText.Member(root, "tools") is { ValueKind: JsonValueKind.Array } tools) return tools;
        return null;
    }

    private static ToolList Refused(string code, string message) => new([], [new ToolListProblem(code, null, message)]);

    private sealed class Builder(ToolListLimits limits)
    {
        private readonly ImmutableArray<DeclaredTool>.Builder _tools = ImmutableArray.CreateBuilder<DeclaredTool>();
        private readonly ImmutableArray<ToolListProblem>.Builder _problems = ImmutableArray.CreateBuilder<ToolListProblem>();
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);
        private int _position;

        public ToolList Build() => new(_tools.ToImmutable(), _problems.ToImmutable());

        public bool Add(JsonElement entry)
        {
            var position = _position++;
            if (_tools.Count >= limits.MaxTools)
            {
                Report(ToolListProblemCode.TooMany, null, $"More than {limits.MaxTools} tools: the rest was left out.");
                return false;
            }
            if (Text(entry, "name") is not { Length: > 0 } name || name.Length > limits.MaxNameLength)
            {
                var which = position.ToString(CultureInfo.InvariantCulture);
                Report(ToolListProblemCode.Unnamed, null, $"Entry {which} has no name of 1 to {limits.MaxNameLength} characters: left out.");
                return true;
            }
            if (!_names.Add(name))
            {
                Report(ToolListProblemCode.Duplicate, name, "The name appears twice: only the first definition is used, and the server may answer either.");
                return true;
            }
            _tools.Add(new DeclaredTool(
                name, Words(entry, name, "title"), Words(entry, name, "description"), Schema(entry, name, "inputSchema"), Schema(entry, name, "outputSchema"))
            {
                Annotations = ToolAnnotations.Read(Member(entry, "annotations")),
                AnnotationsJson = Member(entry, "annotations") is { ValueKind: JsonValueKind.Object } sent && SoundText.Is(sent) ? sent.Clone() : default,
            });
            return true;
        }

        /// <summary>What a model reads is compared with what was approved, so that broken text must not read as none.</summary>
        private string? Words(JsonElement entry, string tool, string member)
        {
            var words = Member(entry, member);
            if (WordsProblem.Of(words, member) is { } problem) Report(problem.Code, tool, problem.Message);
            return SoundText.Mended(words);
        }

        private JsonElement Schema(JsonElement entry, string tool, string member)
        {
            var schema = Member(entry, member);
            if (schema.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return default;
            if (schema.ValueKind == JsonValueKind.Object && SoundText.Is(schema)) return schema.Clone();
            Report(ToolListProblemCode.BadSchema, tool, $"{member} is not an object of sound text: taken as absent.");
            return default;
        }

        private void Report(string code, string? tool, string message)
            => _problems.Add(new ToolListProblem(code, tool is null ? null : Printable.Of(tool), message));

        private static JsonElement Member(JsonElement entry, string name) => SoundText.Member(entry, name);

        private static string? Text(JsonElement entry, string name) => SoundText.Of(Member(entry, name));
    }
}
