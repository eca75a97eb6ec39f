using System.Buffers;
using System.Text.Json;
using Baton.Protocol.Messages;

namespace Baton.Cli.Catalog.Listing;

/// <summary>The few messages that listing a server's tools needs, for servers with sessions and for stateless ones.</summary>
internal static class Messages
{
    public const string SessionRevision = "2025-06-18";
    public const string StatelessRevision = "2026-07-28";

    public static byte[] Initialize(int id) => Write(id, "initialize", json =>
    {
        json.WriteString("protocolVersion", SessionRevision);
        json.WriteStartObject("capabilities");
        json.WriteEndObject();
        WriteClient(json, "clientInfo");
    });

    public static byte[] Initialized() => Write(null, "notifications/initialized", null);

    public static byte[] ListTools(int id, string? cursor, bool stateless) => Write(id, "tools/list", json =>
    {
        if (cursor is not null) json.WriteString("cursor", cursor);
        if (!stateless) return;
        json.WriteStartObject("_meta");
        json.WriteString(MetaKey.ProtocolVersion, StatelessRevision);
        WriteClient(json, MetaKey.ClientInfo);
        json.WriteStartObject(MetaKey.ClientCapabilities);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>Answers what a server asks back: a ping is answered, everything else is declined.</summary>
    public static byte[] Answer(JsonElement id, bool isPing)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("jsonrpc", "2.0");
        json.WritePropertyName("id");
        id.WriteTo(json);
        json.WriteStartObject(isPing ? "result" : "error");
        if (!isPing)
        {
            json.WriteNumber("code", -32601);
            json.WriteString("message", "A scan answers no requests.");
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Write(int? id, string method, Action<Utf8JsonWriter>? parameters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            if (id is { } number) json.WriteNumber("id", number);
            json.WriteString("method", method);
            if (parameters is not null)
            {
                json.WriteStartObject("params");
                parameters(json);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteClient(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("name", "baton-scan");
        json.WriteString("version", typeof(Messages).Assembly.GetName().Version?.ToString(3) ?? "0");
        json.WriteEndObject();
    }
}
