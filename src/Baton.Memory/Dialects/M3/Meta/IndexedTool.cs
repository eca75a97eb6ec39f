using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Server;

namespace Baton.Memory.Dialects.M3.Meta;

/// <summary>A tool with its arguments as the index lists them.</summary>
internal sealed record IndexedTool(ToolDefinition Tool, ImmutableArray<IndexedArgument> Arguments)
{
    public string Line => $"{Tool.Name}({string.Join(", ", Arguments.Select(one => one.IsRequired ? one.Name : one.Name + "?"))}): {Tool.Description}";

    public static IndexedTool Of(ToolDefinition tool)
    {
        using var schema = JsonDocument.Parse(tool.InputSchema);
        var required = schema.RootElement.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        return new IndexedTool(tool, [.. schema.RootElement.GetProperty("properties").EnumerateObject()
            .Select(one => new IndexedArgument(one.Name, one.Value.TryGetProperty("type", out var type) ? type.GetString()! : "any", required.Contains(one.Name)))]);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("name", Tool.Name);
        json.WriteString("domain", M3Domains.Of(Tool.Name));
        json.WriteString("summary", Tool.Description);
        json.WriteBoolean("destructive", Tool.Annotations.Destructive);
        json.Rows("args", Arguments, (writer, one) =>
        {
            writer.WriteString("name", one.Name);
            writer.WriteString("type", one.Type);
            writer.WriteBoolean("required", one.IsRequired);
        });
    }
}

/// <summary>An argument in the index.</summary>
internal sealed record IndexedArgument(string Name, string Type, bool IsRequired);
