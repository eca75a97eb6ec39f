using System.Text.Json;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Tests.Support;

/// <summary>Messages as clients write them.</summary>
internal static class Messages
{
    public const string Meta =
        """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"probe","version":"9"},"io.modelcontextprotocol/clientCapabilities":{}}""";

    public static string Initialize(string version = "2025-11-25", string id = "0")
        => $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"initialize","params":{"protocolVersion":"{{{version}}}","capabilities":{},"clientInfo":{"name":"probe","version":"9"} } }""";

    public const string Initialized = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    public static string Request(string id, string method, string parameters = "{}")
        => $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"{{{method}}}","params":{{{parameters}}} }""";

    public static string Call(string id, string tool, string arguments = "{}", string meta = "")
        => Request(id, "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + (meta.Length > 0 ? ",\"_meta\":" + meta : "") + "}");

    /// <summary>A request of the stateless era; <paramref name="members"/> are further params.</summary>
    public static string Stateless(string id, string method, string members = "")
        => Request(id, method, "{" + members + (members.Length > 0 ? "," : "") + "\"_meta\":" + Meta + "}");

    public static string Cancel(string id) => $$$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{{id}}} }}""";

    public static Envelope Read(string json) => MessageReader.Read(System.Text.Encoding.UTF8.GetBytes(json)).Envelope.ShouldNotBeNull(json);

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static string At(this JsonElement element, string path)
    {
        foreach (var step in path.Split('.'))
        {
            element = int.TryParse(step, out var index) && element.ValueKind == JsonValueKind.Array ? element[index] : element.GetProperty(step);
        }
        return element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
    }
}
