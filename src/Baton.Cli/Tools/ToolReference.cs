using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Memory.Server;

namespace Baton.Cli.Tools;

/// <summary>Writes the tools' reference from their definitions, so that it cannot say anything else than the code.</summary>
internal static class ToolReference
{
    /// <summary>The toolset that no grant has unless an operator gives it.</summary>
    public const string Operators = "admin";

    public static string Write(IReadOnlyList<ToolDefinition> tools)
    {
        var text = new StringBuilder();
        text.Append("# Tools\n\n");
        text.Append("Written by `baton tools --markdown`; a test keeps it current. `core` is offered unless another toolset is asked for\n");
        text.Append("(`/mcp/memory?toolsets=core,more`, `baton stdio --toolsets core,more`). Required parameters are **bold**.\n");
        foreach (var toolset in tools.Select(tool => tool.Toolset).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Toolset `{toolset}`\n");
            if (toolset == Operators)
            {
                text.Append("\nFor operators. No grant has it unless it is given (`baton grant add NAME --toolsets core,admin`), and a grant that is bound to projects\n");
                text.Append("is refused by each of these tools, since they see every project and what is private.\n");
            }
            foreach (var tool in tools.Where(tool => tool.Toolset == toolset)) WriteTool(text, tool);
        }
        return text.ToString();
    }

    private static void WriteTool(StringBuilder text, ToolDefinition tool)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### `{tool.Name}`\n\n{tool.Description}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"*{Hints(tool.Annotations)}*\n");
        using var schema = JsonDocument.Parse(tool.InputSchema);
        WriteFields(text, schema.RootElement, "parameter");
        using var output = JsonDocument.Parse(tool.OutputSchema);
        if (output.RootElement.TryGetProperty("properties", out var members))
        {
            text.Append(CultureInfo.InvariantCulture, $"\nReturns {string.Join(", ", members.EnumerateObject().Select(member => $"`{member.Name}`"))}.\n");
        }
    }

    private static void WriteFields(StringBuilder text, JsonElement schema, string heading)
    {
        if (!schema.TryGetProperty("properties", out var properties) || !properties.EnumerateObject().Any()) return;
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        text.Append(CultureInfo.InvariantCulture, $"\n| {heading} | type | meaning |\n|---|---|---|\n");
        foreach (var property in properties.EnumerateObject())
        {
            var name = required.Contains(property.Name) ? $"**`{property.Name}`**" : $"`{property.Name}`";
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {TypeOf(property.Value)} | {Cell(property.Value)} |\n");
        }
    }

    private static string TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var values)) return string.Join(", ", values.EnumerateArray().Where(IsText).Select(value => $"`{value}`"));
        if (schema.TryGetProperty("anyOf", out var any)) return string.Join(" or ", any.EnumerateArray().Select(TypeOf));
        if (!schema.TryGetProperty("type", out var type)) return "any";
        var names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!).Where(name => name != "null") : [type.GetString()!];
        return string.Join(" or ", names.Select(name => name == "array" && schema.TryGetProperty("items", out var items) ? $"list of {TypeOf(items)}" : name));
    }

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static string Cell(JsonElement schema)
    {
        var words = new List<string>();
        if (schema.TryGetProperty("description", out var description)) words.Add(description.GetString()!.TrimEnd('.').Replace("|", "\\|", StringComparison.Ordinal));
        if (schema.TryGetProperty("default", out var otherwise)) words.Add($"default `{otherwise.GetRawText().Trim('"')}`");
        return string.Join("; ", words);
    }

    private static string Hints(ToolAnnotations hints)
    {
        var words = new List<string> { hints.ReadOnly ? "reads only" : hints.Destructive ? "can undo what others wrote" : "writes" };
        if (hints.Idempotent) words.Add("a repeat changes nothing more");
        return string.Join("; ", words);
    }
}
