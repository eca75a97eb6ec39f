using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Baton.Catalog.Definitions;

namespace Baton.Catalog.Pins;

/// <summary>
/// Names a definition by everything that a model reads of it: SHA-256 over name, title, description, input and output schema
/// and annotations, in canonical JSON, so that the order of keys and the writing of numbers do not matter.
/// </summary>
public static class DefinitionHash
{
    /// <summary>Sixty-four lower-case hexadecimal digits.</summary>
    public static string Of(DeclaredTool tool) => Convert.ToHexStringLower(SHA256.HashData(Canonical(tool)));

    internal static byte[] Canonical(DeclaredTool tool)
    {
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
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) return;
        json.WritePropertyName(name);
        CanonicalElement.Write(json, value);
    }
}
