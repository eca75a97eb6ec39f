using System.Buffers;
using System.Text;
using System.Text.Json;
using Baton.Catalog.Definitions;
using Baton.Policy.Canonical;

namespace Baton.Catalog.Pins;

/// <summary>A definition as one text, in the form that is hashed and kept; read back, it is the same definition.</summary>
public static class DefinitionText
{
    /// <summary>
    /// Canonical JSON. What has no canonical form (a key twice in one object, a number of hundreds of digits) stays as the server
    /// wrote it, so that any difference in it counts.
    /// </summary>
    public static byte[] Write(DeclaredTool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(json, "annotations", tool.AnnotationsJson);
            if (tool.Description is { } description) json.WriteString("description", description);
            Write(json, "inputSchema", tool.InputSchema);
            json.WriteString("name", tool.Name);
            Write(json, "outputSchema", tool.OutputSchema);
            if (tool.Title is { } title) json.WriteString("title", title);
            json.WriteEndObject();
        }
        return CanonicalJson.TryWrite(buffer.WrittenMemory, out _) ?? buffer.WrittenSpan.ToArray();
    }

    /// <summary>The definition of a text that <see cref="Write(DeclaredTool)"/> made; null for any other.</summary>
    public static DeclaredTool? Read(ReadOnlyMemory<byte> text)
        => ToolListReader.ReadOne(text) is { Tools: [var tool] } ? tool : null;

    /// <summary>Whether two schemas are equal as JSON.</summary>
    internal static bool Same(JsonElement left, JsonElement right)
        => CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(left.GetRawText()), out _) is { } one && CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(right.GetRawText()), out _) is { } other
            ? one.AsSpan().SequenceEqual(other)
            : left.GetRawText() == right.GetRawText();

    internal static bool SameSchema(JsonElement left, JsonElement right) => OfSchema(left).AsSpan().SequenceEqual(OfSchema(right));

    private static byte[] OfSchema(JsonElement schema) => Write(new DeclaredTool("", InputSchema: schema));

    private static void Write(Utf8JsonWriter json, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) return;
        json.WritePropertyName(name);
        json.WriteRawValue(value.GetRawText(), skipInputValidation: true);
    }
}
