using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Baton.Gateway.Audit;

/// <summary>Heads as they are sent: one JSON object a line.</summary>
public static class AuditHeadText
{
    /// <summary>The line, without its end.</summary>
    public static string Write(AuditHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var buffer = new ArrayBufferWriter<byte>(320);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("chain"u8, head.Chain);
            json.WriteNumber("sequence"u8, head.Sequence);
            json.WriteString("mac"u8, head.Mac);
            json.WriteString("time"u8, head.Time);
            json.WriteString("signature"u8, head.Signature);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a line; null when it is not a head.</summary>
    public static AuditHead? Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var head = document.RootElement;
            return new AuditHead(
                Text(head, "chain"),
                head.GetProperty("sequence").GetInt64(),
                Text(head, "mac"),
                head.GetProperty("time").GetDateTimeOffset(),
                Text(head, "signature"));
        }
        catch (Exception failed) when (failed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Text(JsonElement head, string name) => head.GetProperty(name).GetString() ?? throw new JsonException($"{name} is null.");
}
