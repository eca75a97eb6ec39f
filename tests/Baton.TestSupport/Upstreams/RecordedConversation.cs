using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Baton.TestSupport.Upstreams;

/// <summary>Answers one POST: tools that behave well or badly, by name.</summary>
internal sealed class RecordedConversation(HttpContext http, Arrival arrival, bool inEvents)
{
    private bool _hasBegun;

    public async Task AnswerAsync(RecordingSession? session, string revision)
    {
        using var document = JsonDocument.Parse(arrival.Body);
        var message = document.RootElement;
        if (!message.TryGetProperty("id", out var id) || arrival.Rpc.Length == 0)
        {
            if (arrival.Rpc.Length == 0) session?.Answered(id.GetRawText(), arrival.Body);
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }
        var answer = arrival.Rpc switch
        {
            "initialize" => Result(id, $$$"""{"protocolVersion":"{{{revision}}}","capabilities":{"tools":{"listChanged":true},"prompts":{},"resources":{"subscribe":true},"logging":{}},"serverInfo":{"name":"recording","version":"1"},"x-extra":[1, 2.50]}"""),
            "server/discover" => Result(id, """{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"cacheScope":"public","ttlMs":3600000}"""),
            "ping" or "logging/setLevel" or "resources/subscribe" or "resources/unsubscribe" => Result(id, "{}"),
            "tools/list" => Result(id, Tools),
            "prompts/list" => Result(id, """{"prompts":[{"name":"open"},{"name":"closed"}]}"""),
            "resources/list" => Result(id, """{"resources":[{"uri":"note:///open","name":"a"},{"uri":"note:///closed","name":"b"}]}"""),
            "tools/call" => await CallAsync(id, message.GetProperty("params"), session),
            _ => $$$$"""{"jsonrpc":"2.0","id":{{{{id.GetRawText()}}}},"error":{"code":-32601,"message":"Method not found","data":{"why":"recorded"}}}""",
        };
        if (answer is not null) await FinishAsync(answer);
    }

    private async Task<string?> CallAsync(JsonElement id, JsonElement parameters, RecordingSession? session)
    {
        var arguments = parameters.TryGetProperty("arguments", out var given) ? given : default;
        switch (parameters.GetProperty("name").GetString())
        {
            case "wait":
                await BeginAsync();
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
                return null;
            case "big":
                return Text(id, new string('x', arguments.GetProperty("bytes").GetInt32()));
            case "steps":
                var token = parameters.GetProperty("_meta").GetProperty("progressToken").GetRawText();
                foreach (var step in (int[])[1, 2, 3]) await EventAsync($$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{{{token}}},"progress":{{{step}}},"message":"step"}}""");
                await EventAsync("""{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"said"}}""");
                return Text(id, "stepped");
            case "ask":
                var (question, answered) = session!.Ask();
                await EventAsync($$$"""{"jsonrpc":"2.0","id":{{{question}}},"method":"{{{arguments.GetProperty("method").GetString()}}}","params":{"message":"May I?"} }""");
                return Text(id, await answered.WaitAsync(http.RequestAborted));
            case "change":
                await EventAsync("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""");
                return Text(id, "changed");
            default:
                return Text(id, "done");
        }
    }

    private async Task BeginAsync()
    {
        if (_hasBegun) return;
        _hasBegun = true;
        http.Response.ContentType = "text/event-stream";
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private async Task EventAsync(string message)
    {
        await BeginAsync();
        await http.Response.WriteAsync($"event: message\ndata: {message}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private async Task FinishAsync(string answer)
    {
        if (inEvents || _hasBegun)
        {
            await EventAsync(answer);
            return;
        }
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer, http.RequestAborted);
    }

    private static string Result(JsonElement id, string result) => $$$"""{"jsonrpc":"2.0","id":{{{id.GetRawText()}}},"result":{{{result}}} }""";

    private static string Text(JsonElement id, string text) => Result(id, $$$"""{"content":[{"type":"text","text":{{{JsonSerializer.Serialize(text)}}} }]}""");

    private static string Tools { get; } = """
        {"tools":[
         {"name":"read_note","description":"Reads a note.","inputSchema":{"type":"object","properties":{"key":{"type":"string"},"region":{"type":"string","x-mcp-header":"Region"}}},"x-own":{"kept":1.0}},
         {"name":"secret","inputSchema":{"type":"object"}},
         {"name":"twice","inputSchema":{"type":"object","properties":{"a":{"type":"string","x-mcp-header":"X"},"b":{"type":"string","x-mcp-header":"X"}}}},
         {"name":"delete_note","description":"Deletes a note for ever.","inputSchema":{"type":"object"}}
        ],"_meta":{"io.example/x":[true]},"ttlMs":5000,"unknown":null}
        """.ReplaceLineEndings(" ");
}
