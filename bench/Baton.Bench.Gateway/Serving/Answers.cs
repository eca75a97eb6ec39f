using System.Text;
using System.Text.Json;

namespace Baton.Bench.Gateway.Serving;

/// <summary>What the server of the benchmark answers, whatever transport it has: a tool's result repeats the arguments.</summary>
internal static class Answers
{
    private const string Tools = """
        {"tools":[{"name":"read_note","description":"Reads a note by its key.","inputSchema":{"type":"object","properties":{"key":{"type":"string"},"n":{"type":"integer"}}},"annotations":{"readOnlyHint":true}},
         {"name":"add_note","description":"Adds a note under a key.","inputSchema":{"type":"object","properties":{"key":{"type":"string"},"n":{"type":"integer"}}},"annotations":{"readOnlyHint":false}}]}
        """;

    /// <summary>The method of a message, and its answer; null for what has none.</summary>
    public static (string Method, byte[]? Answer) To(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        var root = document.RootElement;
        var method = root.TryGetProperty("method", out var named) ? named.GetString()! : "";
        if (!root.TryGetProperty("id", out var id) || method.Length == 0) return (method, null);
        var result = method switch
        {
            "initialize" => """{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"bench","version":"1"}}""",
            "tools/list" => Tools,
            "tools/call" => Called(root.GetProperty("params")),
            _ => "{}",
        };
        return (method, Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"id\":{id.GetRawText()},\"result\":{result.ReplaceLineEndings(" ")}}}"));
    }

    private static string Called(JsonElement parameters)
        => $"{{\"content\":[{{\"type\":\"text\",\"text\":\"{parameters.GetProperty("name").GetString()} {parameters.GetProperty("arguments").GetProperty("n").GetRawText()} done\"}}]}}";
}
