using System.Buffers;
using System.Text.Json;
using Baton.Policy.Documents.Shapes;

namespace Baton.Policy.Publishing;

/// <summary>The JSON Schema (2020-12) of the language, generated from the table that reading uses, for editors.</summary>
public static class PolicySchema
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>The schema in UTF-8, laid out for people.</summary>
    public static byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "A Baton policy");
            Body(json, Language.Document);
            json.WriteStartObject("$defs");
            foreach (var shape in Language.Objects.Skip(1))
            {
                json.WriteStartObject(shape.Name);
                Body(json, shape);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void Body(Utf8JsonWriter json, ObjectShape shape)
    {
        json.WriteString("description", shape.Meaning);
        json.WriteString("type", "object");
        var required = shape.Keys.Where(key => key.Required).ToArray();
        if (required.Length > 0)
        {
            json.WriteStartArray("required");
            foreach (var key in required) json.WriteStringValue(key.Name);
            json.WriteEndArray();
        }
        json.WriteStartObject("properties");
        foreach (var key in shape.Keys)
        {
            json.WriteStartObject(key.Name);
            json.WriteString("description", key.Meaning);
            Value(json, key.Value);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
    }

    private static void Value(Utf8JsonWriter json, ValueShape shape)
    {
        switch (shape)
        {
            case TextShape text:
                json.WriteString("type", "string");
                if (text.Pattern is not null) json.WriteString("pattern", text.Pattern);
                break;
            case WordShape words:
                json.WriteStartArray("enum");
                foreach (var word in words.Words) json.WriteStringValue(word);
                json.WriteEndArray();
                break;
            case FlagShape:
                json.WriteString("type", "boolean");
                break;
            case NumberShape number:
                json.WriteString("type", number.Integer ? "integer" : "number");
                if (number.Least is { } least) json.WriteNumber("minimum", least);
                break;
            case ListShape list:
                json.WriteString("type", "array");
                Inner(json, "items", list.Item);
                break;
            case MapShape map:
                Map(json, map);
                break;
            case ChoiceShape choice:
                json.WriteStartArray("anyOf");
                foreach (var option in choice.Choices) Inner(json, null, option);
                json.WriteEndArray();
                break;
            case ObjectRefShape reference:
                json.WriteString("$ref", $"#/$defs/{reference.Name}");
                break;
        }
    }

    private static void Map(Utf8JsonWriter json, MapShape map)
    {
        json.WriteString("type", "object");
        Inner(json, "additionalProperties", map.Value);
        if (map.Names.IsDefaultOrEmpty) return;
        json.WriteStartObject("propertyNames");
        Value(json, new WordShape(map.Names));
        json.WriteEndObject();
    }

    private static void Inner(Utf8JsonWriter json, string? name, ValueShape shape)
    {
        if (name is null) json.WriteStartObject();
        else json.WriteStartObject(name);
        Value(json, shape);
        json.WriteEndObject();
    }
}
