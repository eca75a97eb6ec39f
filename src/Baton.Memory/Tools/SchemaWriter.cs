using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Json;

namespace Baton.Memory.Tools;

/// <summary>
/// Writes a tool's schemas. Neither forbids further properties: rarer parameters are accepted though the short schema does
/// not list them, and an unknown one is answered with an error that names the nearest.
/// </summary>
internal static class SchemaWriter
{
    public static ReadOnlyMemory<byte> Input(ImmutableArray<Parameter> parameters, bool complete)
        => JsonText.Write(json => WriteObject(json, parameters, complete));

    public static ReadOnlyMemory<byte> Output(string properties, ImmutableArray<string> always) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WritePropertyName("properties");
        json.WriteRawValue(properties);
        json.AllTexts("required", always);
        json.WriteEndObject();
    });

    private static void WriteObject(Utf8JsonWriter json, ImmutableArray<Parameter> parameters, bool complete)
    {
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var parameter in parameters)
        {
            if (parameter.Rare && !complete) continue;
            json.WriteStartObject(parameter.Name);
            WriteValue(json, parameter, complete);
            if (parameter.About is { } about) json.WriteString("description", about);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.Texts("required", [.. parameters.Where(parameter => parameter.Required).Select(parameter => parameter.Name)]);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, Parameter parameter, bool complete)
    {
        WriteType(json, parameter);
        if (parameter.Kind == ParameterKind.Texts)
        {
            json.WriteStartObject("items");
            json.WriteString("type", "string");
            json.Texts("enum", parameter.Words);
            json.WriteEndObject();
        }
        else
        {
            json.Texts("enum", parameter.Words);
        }
        if (parameter.Kind == ParameterKind.Objects && complete)
        {
            json.WritePropertyName("items");
            WriteObject(json, parameter.Members, complete);
        }
        json.Number("minimum", parameter.Least);
        json.Number("maximum", parameter.Most);
    }

    private static void WriteType(Utf8JsonWriter json, Parameter parameter)
    {
        if (parameter.Kind == ParameterKind.Json) return;
        List<string> types = parameter.Kind switch
        {
            ParameterKind.Integer => ["integer"],
            ParameterKind.Number => ["number"],
            ParameterKind.Boolean => ["boolean"],
            ParameterKind.Duration => ["string", "integer"],
            ParameterKind.Texts when parameter.OrOne => ["array", "string"],
            ParameterKind.Texts or ParameterKind.Files or ParameterKind.JsonList or ParameterKind.Objects or ParameterKind.TextsOrObjects => ["array"],
            _ => ["string"],
        };
        if (parameter.Clearable) types.Add("null");
        if (types.Count == 1) json.WriteString("type", types[0]);
        else json.AllTexts("type", [.. types]);
    }
}
