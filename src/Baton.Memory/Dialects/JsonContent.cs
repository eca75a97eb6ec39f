using System.Text;
using System.Text.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects;

/// <summary>
/// Any JSON value as a memory, and back. A text is kept as content, so that it is searched and shown like every other;
/// everything else, and a blank text, which content may not be, as the value it is.
/// </summary>
internal static class JsonContent
{
    public static MemoryFields Into(MemoryFields fields, ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return string.IsNullOrWhiteSpace(text) ? fields with { Value = Patch.Set(json) } : fields with { Content = text };
    }

    /// <summary>The memory as text: what it says, or the JSON it is.</summary>
    public static string TextOf(MemoryRecord memory)
    {
        if (memory.Content is { } content) return content;
        if (memory.Value is not { } value) return "";
        var reader = new Utf8JsonReader(value.Span);
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(value.Span);
    }

    /// <summary>The JSON of a memory that is an object; null of every other, which other tools may have made of it.</summary>
    public static string? ObjectOf(MemoryRecord memory) => memory.Value is { } value && value.Span[0] == (byte)'{' ? Encoding.UTF8.GetString(value.Span) : null;

    public static void Write(Utf8JsonWriter json, string name, MemoryRecord memory)
    {
        if (memory.Value is not { } value)
        {
            json.WriteString(name, memory.Content);
            return;
        }
        json.WritePropertyName(name);
        json.WriteRawValue(value.Span, skipInputValidation: true);
    }
}
