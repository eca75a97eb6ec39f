using System.Buffers;
using System.Text.Json;
using Baton.Protocol.Json;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Pins;

/// <summary>Writes the gateway's own request for a list, in the client's name: in the stateless era with what its message said of it.</summary>
internal static class ListRequest
{
    public static Envelope Of(Envelope from, PinKind kind, string? cursor)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, JsonWriting.Options))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteNumber("id"u8, 0);
            json.WriteString("method"u8, PinKinds.Method(kind));
            json.WriteStartObject("params"u8);
            if (cursor is not null) json.WriteString("cursor"u8, cursor);
            if (from.IsStateless) WriteMeta(json, from);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return MessageReader.Read(output.WrittenMemory).Envelope!;
    }

    private static void WriteMeta(Utf8JsonWriter json, Envelope from)
    {
        json.WriteStartObject("_meta"u8);
        json.WriteString(MetaKey.ProtocolVersion, from.ProtocolVersion);
        if (!from.ClientInfo.IsEmpty) Raw(json, MetaKey.ClientInfo, from.ClientInfo);
        if (!from.ClientCapabilities.IsEmpty) Raw(json, MetaKey.ClientCapabilities, from.ClientCapabilities);
        json.WriteEndObject();
    }

    private static void Raw(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.Span, skipInputValidation: true);
    }
}
