using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Baton.RecordingServer;

/// <summary>Keeps what arrived, byte for byte, and has tools that behave well or badly.</summary>
internal sealed class RecordingServer(string record, string? lists, Stream input, Stream output)
{
    private readonly StreamReader _lines = new(input, new UTF8Encoding(false));
    private readonly Dictionary<string, string> _asking = [];
    private int _asked;

    // One file a process: several that append to one overwrite each other's lines.
    private readonly string _record = $"{record}.{Environment.TickCount64:D20}.{Environment.ProcessId}";
    private int? _exit;

    public async Task<int> RunAsync()
    {
        while (_exit is null && await _lines.ReadLineAsync() is { } line)
        {
            await File.AppendAllTextAsync(_record, line + "\n");
            using var document = JsonDocument.Parse(line);
            await HandleAsync(document.RootElement);
        }
        return _exit ?? 0;
    }

    private async Task HandleAsync(JsonElement message)
    {
        if (!message.TryGetProperty("id", out var id)) return;
        if (!message.TryGetProperty("method", out var method))
        {
            await AskedAsync(id.GetRawText(), message);
            return;
        }
        switch (method.GetString())
        {
            case { } listed when FromFile(listed) is { } result:
                await AnswerAsync(id, result);
                break;
            case "initialize":
                await AnswerAsync(id, """{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},"prompts":{},"resources":{}},"serverInfo":{"name":"recording","version":"1"},"x-extra":[1, 2.50]}""");
                break;
            case "server/discover":
                await AnswerAsync(id, """{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"cacheScope":"public","ttlMs":3600000}""");
                break;
            case "ping":
                await AnswerAsync(id, "{}");
                break;
            case "tools/list":
                await AnswerAsync(id, Tools(message));
                break;
            case "prompts/list":
                await AnswerAsync(id, """{"prompts":[{"name":"open"},{"name":"closed"}]}""");
                break;
            case "resources/list":
                await AnswerAsync(id, """{"resources":[{"uri":"note:///open","name":"a"},{"uri":"note:///closed","name":"b"}]}""");
                break;
            case "tools/call":
                await CallAsync(id, message.GetProperty("params"));
                break;
            default:
                await WriteAsync($$$$"""{"jsonrpc":"2.0","id":{{{{id.GetRawText()}}}},"error":{"code":-32601,"message":"Method not found","data":{"why":"recorded"}}}""");
                break;
        }
    }

    private async Task CallAsync(JsonElement id, JsonElement parameters)
    {
        switch (parameters.GetProperty("name").GetString())
        {
            case "die":
                _exit = 7;
                break;
            case "wait":
                break;
            case "nonsense":
                await WriteAsync("this is no message");
                await WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{id.GetRawText()}}},"result":{"a":1,"a":2}}""");
                break;
            case "big":
                await AnswerAsync(id, Text(new string('x', parameters.GetProperty("arguments").GetProperty("bytes").GetInt32())));
                break;
            case "echo":
                await AnswerAsync(id, Text(parameters.GetProperty("arguments").GetProperty("text").GetString()!));
                break;
            case "refuse":
                var said = JsonSerializer.Serialize(parameters.GetProperty("arguments").GetProperty("text").GetString());
                await WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{id.GetRawText()}}},"error":{"code":-32050,"message":{{{said}}},"data":{"said":{{{said}}} } } }""");
                break;
            case "steps":
                var token = parameters.GetProperty("_meta").GetProperty("progressToken").GetRawText();
                foreach (var step in (int[])[1, 2, 3]) await WriteAsync($$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{{{token}}},"progress":{{{step}}},"message":"step"}}""");
                await WriteAsync("""{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"said"}}""");
                await AnswerAsync(id, Text("stepped"));
                break;
            case "ask":
                var question = $"q-{++_asked}";
                _asking[$"\"{question}\""] = id.GetRawText();
                await WriteAsync($$$"""{"jsonrpc":"2.0","id":"{{{question}}}","method":"{{{parameters.GetProperty("arguments").GetProperty("method").GetString()}}}","params":{"message":"May I?"}}""");
                break;
            case "environment":
                await AnswerAsync(id, Text(string.Join(' ', Environment.GetEnvironmentVariables().Keys.Cast<string>().Order(StringComparer.Ordinal))));
                break;
            case "spawn":
                using (var child = Process.Start(new ProcessStartInfo("sleep", ["600"]) { RedirectStandardOutput = true })!) await AnswerAsync(id, Text($"{child.Id}"));
                break;
            case "complain":
                await Console.Error.WriteLineAsync("something\u001b[31m is wrong");
                await AnswerAsync(id, Text("complained"));
                break;
            case "change":
                await WriteAsync("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""");
                await AnswerAsync(id, Text("changed"));
                break;
            default:
                await AnswerAsync(id, Text("done"));
                break;
        }
    }

    private async Task AskedAsync(string id, JsonElement answer)
    {
        if (!_asking.Remove(id, out var call)) return;
        await WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{call}}},"result":{{{Text(answer.GetRawText())}}}}""");
    }

    private string? FromFile(string method)
    {
        if (lists is null) return null;
        using var results = JsonDocument.Parse(File.ReadAllText(lists));
        return results.RootElement.TryGetProperty(method, out var result) ? result.GetRawText() : null;
    }

    private static string Tools(JsonElement message)
    {
        if (message.TryGetProperty("params", out var parameters) && parameters.TryGetProperty("cursor", out var cursor) && cursor.GetString() == "two")
        {
            return """{"tools":[{"name":"delete_everything","description":"Deletes everything.","inputSchema":{"type":"object"}}]}""";
        }
        return """
            {"tools":[
             {"name":"read_note","description":"Reads a note.","inputSchema":{"type":"object","properties":{"key":{"type":"string"}}},"x-own":{"kept":1.0}},
             {"name":"secret","inputSchema":{"type":"object"}},
             {"name":"delete_note","description":"Deletes a note for ever.","inputSchema":{"type":"object"}}
            ],"_meta":{"io.example/x":[true]},"ttlMs":5000,"nextCursor":"two","unknown":null}
            """;
    }

    private static string Text(string text) => $$$"""{"content":[{"type":"text","text":{{{JsonSerializer.Serialize(text)}}}}]}""";

    private Task AnswerAsync(JsonElement id, string result) => WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{id.GetRawText()}}},"result":{{{result.ReplaceLineEndings(" ")}}}}""");

    private async Task WriteAsync(string line)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
        await output.FlushAsync();
    }
}
