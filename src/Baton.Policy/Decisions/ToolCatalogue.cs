using System.Diagnostics.CodeAnalysis;
using Baton.Policy.Documents;
using Baton.Policy.Json;

namespace Baton.Policy.Decisions;

/// <summary>The tools of one server, read from the answer to <c>tools/list</c> or from the list inside it.</summary>
public sealed class ToolCatalogue
{
    private readonly Dictionary<string, ToolFacts> _tools;

    private ToolCatalogue(Dictionary<string, ToolFacts> tools) => _tools = tools;

    /// <summary>No tool is known.</summary>
    public static ToolCatalogue Empty { get; } = new([]);

    /// <summary>The tools, in the order of the list.</summary>
    public IReadOnlyCollection<ToolFacts> Tools => _tools.Values;

    /// <summary>
    /// Reads <c>{"tools": [...]}</c>, a whole JSON-RPC answer, or a bare list; each tool may carry a <c>category</c> of ours.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out ToolCatalogue? catalogue, out string? error)
    {
        catalogue = null;
        if (!JsonLiteral.TryParse(utf8, out var literal, out error)) return false;
        var list = literal.View;
        if (list.Property("result"u8) is { Kind: JsonKind.Object } result) list = result;
        if (list.Property("tools"u8) is { Kind: JsonKind.Array } tools) list = tools;
        if (list.Kind != JsonKind.Array)
        {
            error = "no list of tools is in it";
            return false;
        }
        var read = new Dictionary<string, ToolFacts>(StringComparer.Ordinal);
        foreach (var tool in list.Elements())
        {
            var name = tool.Property("name"u8);
            if (name.Kind != JsonKind.String)
            {
                error = "a tool has no name";
                return false;
            }
            read[name.GetString()] = Facts(tool, name.GetString());
        }
        catalogue = new ToolCatalogue(read);
        return true;
    }

    /// <summary>A catalogue of tools that are known otherwise.</summary>
    public static ToolCatalogue Of(IEnumerable<ToolFacts> tools) => new(tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal));

    /// <summary>The tool of that name; null when it is not known.</summary>
    public ToolFacts? Find(string name) => _tools.GetValueOrDefault(name);

    private static ToolFacts Facts(JsonView tool, string name)
    {
        var category = tool.Property("category"u8) is { Kind: JsonKind.String } word && WordTable<ToolCategory>.TryParse(word.GetString(), out var known) ? known : ToolCategory.Other;
        var schema = tool.Property("inputSchema"u8);
        return schema.Kind == JsonKind.Missing ? new ToolFacts(name, category) : new ToolFacts(name, category, null, schema.Raw);
    }
}
