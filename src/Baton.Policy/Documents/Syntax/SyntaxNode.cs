using System.Buffers;
using System.Text.Json;
using Baton.Policy.Json;

namespace Baton.Policy.Documents.Syntax;

/// <summary>A value of a document's text with its place, before anybody asked what it means; the same for JSON and YAML.</summary>
internal sealed class SyntaxNode(JsonKind kind, int line, int column)
{
    public JsonKind Kind { get; } = kind;

    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>A string's value, or a number as written.</summary>
    public string Text { get; init; } = "";

    public List<SyntaxMember> Members { get; } = kind == JsonKind.Object ? [] : null!;

    public List<SyntaxNode> Items { get; } = kind == JsonKind.Array ? [] : null!;

    public string KindName => Kind switch
    {
        JsonKind.Object => "an object",
        JsonKind.Array => "a list",
        JsonKind.String => "a string",
        JsonKind.Number => "a number",
        JsonKind.Null => "null",
        _ => "true or false",
    };

    public JsonLiteral ToLiteral() => Kind switch
    {
        JsonKind.Number => JsonLiteral.Parse(Text),
        JsonKind.True => JsonLiteral.Parse("true"),
        JsonKind.False => JsonLiteral.Parse("false"),
        JsonKind.Null => JsonLiteral.Parse("null"),
        _ => Written(),
    };

    private JsonLiteral Written()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) Write(writer);
        return JsonLiteral.TryParse(buffer.WrittenSpan, out var literal, out var error) ? literal : throw new FormatException(error);
    }

    private void Write(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case JsonKind.Object:
                writer.WriteStartObject();
                foreach (var member in Members)
                {
                    writer.WritePropertyName(member.Name);
                    member.Value.Write(writer);
                }
                writer.WriteEndObject();
                break;
            case JsonKind.Array:
                writer.WriteStartArray();
                foreach (var item in Items) item.Write(writer);
                writer.WriteEndArray();
                break;
            case JsonKind.String:
                writer.WriteStringValue(Text);
                break;
            case JsonKind.Number:
                writer.WriteRawValue(Text);
                break;
            case JsonKind.Null:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteBooleanValue(Kind == JsonKind.True);
                break;
        }
    }
}

/// <summary>A member of an object with the place of its name.</summary>
internal sealed record SyntaxMember(string Name, int Line, int Column, SyntaxNode Value);
