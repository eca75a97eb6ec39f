using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.EverythingServer.Wire;

/// <summary>Writes JSON-RPC messages, each as one line of UTF-8.</summary>
internal static class Frame
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Result(JsonNode? id, JsonObject result) => Write(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id?.DeepClone(), ["result"] = result });

    public static byte[] Error(JsonNode? id, Fault fault)
    {
        var error = new JsonObject { ["code"] = fault.Code, ["message"] = fault.Message };
        if (fault.Details is { } data) error["data"] = data.DeepClone();
        var message = new JsonObject { ["jsonrpc"] = "2.0" };
        if (id is not null) message["id"] = id.DeepClone();
        message["error"] = error;
        return Write(message);
    }

    public static byte[] Notification(string method, JsonObject parameters) => Write(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

    public static byte[] Request(string id, string method, JsonObject parameters)
        => Write(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });

    private static byte[] Write(JsonObject message) => JsonSerializer.SerializeToUtf8Bytes(message, Plain);
}
