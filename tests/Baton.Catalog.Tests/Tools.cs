using System.Text;
using System.Text.Json;
using Baton.Catalog.Classification;
using Baton.Catalog.Definitions;

namespace Baton.Catalog.Tests;

/// <summary>Definitions written as tests read them.</summary>
internal static class Tools
{
    /// <summary>A tool whose parameters are <c>name</c>, <c>name!</c> (required) or <c>name:type</c>.</summary>
    public static DeclaredTool Of(string name, string? description = null, params string[] parameters)
    {
        var properties = new StringBuilder();
        var required = new List<string>();
        foreach (var parameter in parameters)
        {
            var parts = parameter.Split(':');
            var plain = parts[0].TrimEnd('!');
            if (parts[0].EndsWith('!')) required.Add(JsonSerializer.Serialize(plain));
            if (properties.Length > 0) properties.Append(',');
            properties.Append(System.Globalization.CultureInfo.InvariantCulture, $"{JsonSerializer.Serialize(plain)}:{Type(parts.Length > 1 ? parts[1] : "string")}");
        }
        return new DeclaredTool(name, Description: description, InputSchema: Json($"{{\"type\":\"object\",\"properties\":{{{properties}}},\"required\":[{string.Join(',', required)}]}}"));
    }

    public static DeclaredTool Claiming(this DeclaredTool tool, bool? readOnly = null, bool? destructive = null)
        => tool with
        {
            Annotations = new ToolAnnotations(readOnly, destructive),
            AnnotationsJson = Json($"{{\"readOnlyHint\":{Word(readOnly)},\"destructiveHint\":{Word(destructive)}}}"),
        };

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static ToolVerdict Judge(string name, string? description = null, params string[] parameters) => Classifier.Classify(Of(name, description, parameters));

    private static string Word(bool? value) => value switch { true => "true", false => "false", null => "null" };

    private static string Type(string type) => type switch
    {
        "list" => """{"type":"array","items":{"type":"string"}}""",
        "objects" => """{"type":"array","items":{"type":"object"}}""",
        _ when type.Contains('|') => $"{{\"type\":\"string\",\"enum\":[{string.Join(',', type.Split('|').Select(value => JsonSerializer.Serialize(value)))}]}}",
        _ => $"{{\"type\":{JsonSerializer.Serialize(type)}}}",
    };
}
