using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;
using Baton.TestSupport.Upstreams;
using BatonBinary = Baton.FunctionalTests.Running.BatonBinary;
using RecordingServer = Baton.TestSupport.Processes.RecordingServer;

namespace Baton.FunctionalTests.Governing;

/// <summary>A result of 64 MB comes through, and the gateway does not hold it.</summary>
public sealed class LargeResultTests : IDisposable
{
    private const int Size = 64 * 1024 * 1024;
    private const int Held = 32 * 1024 * 1024;
    private const string Allow = """{"version":"1","default":"allow","tools":{}}""";
    private const string Redacts = """{"version":"1","default":"allow","tools":{"big":{"result":{"redact":["secrets"]}}}}""";

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingServer _stdio = new();

    public void Dispose()
    {
        _stdio.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("application/json", false)]
    [InlineData("application/json", true)]
    [InlineData("text/event-stream", false)]
    public async Task OverHttp_TheGatewayHoldsLittleOfIt(string type, bool isStateless)
    {
        await using var server = await ServeAsync(type);
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var token = await RegisterAsync(Allow, "--url", server.Url);
        var session = isStateless ? null : await OpenAsync(baton, token);
        await CallAsync(baton, token, session, "small");
        var before = ProcessMemory.Most(baton.Process);

        (await CallAsync(baton, token, session, "big")).ShouldBeGreaterThan(Size);

        (ProcessMemory.Most(baton.Process) - before).ShouldBeLessThan(Held);
        await AuditedAsync("big");
    }

    [Fact]
    public async Task OverStdioToHttp_TheGatewayHoldsLittleOfIt()
    {
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var token = await RegisterAsync(Allow, "--", RecordingServer.Program, _stdio.Record);
        var session = await OpenAsync(baton, token);
        await CallAsync(baton, token, session, "read_note");
        var before = ProcessMemory.Most(baton.Process);

        (await CallAsync(baton, token, session, "big")).ShouldBeGreaterThan(Size);

        (ProcessMemory.Most(baton.Process) - before).ShouldBeLessThan(Held);
        await AuditedAsync("big");
    }

    [Fact]
    public async Task ThroughWrap_TheGatewayHoldsLittleOfIt()
    {
        await using var wrap = await StdioBaton.WrapAsync(_folder.Data, [], "--name", "rec", "--", RecordingServer.Program, _stdio.Record);
        await wrap.CallAsync("read_note", new JsonObject());
        var before = ProcessMemory.Most(wrap.Process);

        var call = await wrap.CallAsync("big", new JsonObject { ["bytes"] = Size });

        call.Result["content"]![0]!["text"]!.GetValue<string>().Length.ShouldBe(Size);
        (ProcessMemory.Most(wrap.Process) - before).ShouldBeLessThan(Held);
    }

    [Fact]
    public async Task UnderAResultRule_ItIsRefusedWithTheRuleAndTheBound()
    {
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var token = await RegisterAsync(Redacts, "--", RecordingServer.Program, _stdio.Record);
        var session = await OpenAsync(baton, token);

        using var response = await SendAsync(baton, token, session, "big");
        var said = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        said.ShouldContain("33554432 bytes, which is the limit");
        said.ShouldContain("/tools/big/result");
    }

    /// <summary>A server whose tool <c>big</c> answers with 64 MB, written as they go.</summary>
    private static async Task<RecordingHttpServer> ServeAsync(string type)
    {
        var server = await RecordingHttpServer.StartAsync();
        server.Instead = async (http, arrival) =>
        {
            if (arrival.Rpc != "tools/call" || !arrival.Body.Contains("\"big\"", StringComparison.Ordinal)) return false;
            http.Response.Headers["Content-Type"] = type;
            var id = JsonNode.Parse(arrival.Body)!["id"]!.ToJsonString();
            var (begin, end) = type == "text/event-stream" ? ("event: message\ndata: ", "\n\n") : ("", "");
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"{begin}{{\"result\":{{\"content\":[{{\"type\":\"text\",\"text\":\""));
            var piece = Encoding.UTF8.GetBytes(new string('x', 128 * 1024));
            for (var sent = 0; sent < Size; sent += piece.Length) await http.Response.Body.WriteAsync(piece);
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"\"}}]}},\"jsonrpc\":\"2.0\",\"id\":{id}}}{end}"));
            return true;
        };
        return server;
    }

    private async Task<string> RegisterAsync(string rules, params string[] where)
    {
        await DoneAsync(null, ["server", "add", "rec", .. where]);
        await DoneAsync(rules, "policy", "put", "rules", "-");
        return JsonNode.Parse(await DoneAsync(null, "grant", "add", "ci", "--server", "rec=rules", "--json"))!["token"]!.GetValue<string>();
    }

    private async Task<string> DoneAsync(string? input, params string[] arguments)
    {
        var result = await BatonBinary.RunAsync(_folder.Data, input, arguments);
        result.Code.ShouldBe(0, result.Error);
        return result.Out;
    }

    private async Task AuditedAsync(string tool)
    {
        var rows = await DoneAsync(null, "audit", "query", "--kind", "outcome", "--tool", tool, "--json");
        var row = JsonNode.Parse(rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Single())!;
        row["upstream_status"]!.GetValue<string>().ShouldBe("ok");
        row["result_bytes"]!.GetValue<long>().ShouldBeGreaterThan(Size);
    }

    private static async Task<string> OpenAsync(HttpBaton baton, string token)
    {
        using var response = await PostAsync(baton, token, $"{{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{ToolMessage.Initialize("2025-11-25")}}}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return response.Headers.GetValues("Mcp-Session-Id").Single();
    }

    /// <summary>Calls a tool and counts the bytes of the answer, which must end as a JSON object does.</summary>
    private static async Task<long> CallAsync(HttpBaton baton, string token, string? session, string tool)
    {
        using var response = await SendAsync(baton, token, session, tool);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var (buffer, count, last) = (new byte[64 * 1024], 0L, (byte)0);
        while (await stream.ReadAsync(buffer) is > 0 and var read)
        {
            count += read;
            last = buffer.AsSpan(0, read).ToArray().LastOrDefault(character => !char.IsWhiteSpace((char)character), last);
        }
        last.ShouldBe((byte)'}');
        return count;
    }

    private static Task<HttpResponseMessage> SendAsync(HttpBaton baton, string token, string? session, string tool)
    {
        var arguments = $"{{\"bytes\":{Size}}}";
        return session is null
            ? PostAsync(baton, token, ToolMessage.Stateless(1, tool, arguments), ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/call"), ("Mcp-Name", tool))
            : PostAsync(baton, token, ToolMessage.Session(1, tool, arguments), ("Mcp-Session-Id", session));
    }

    private static Task<HttpResponseMessage> PostAsync(HttpBaton baton, string token, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, baton.Url + "/mcp/rec") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return baton.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
