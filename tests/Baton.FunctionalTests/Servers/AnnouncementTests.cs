using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;
using Baton.TestSupport.Upstreams;
using Microsoft.AspNetCore.Http;
using BatonBinary = Baton.FunctionalTests.Running.BatonBinary;

namespace Baton.FunctionalTests.Servers;

/// <summary>What the gateway says and settles beside a server that is reached by a URL.</summary>
public sealed class AnnouncementTests : IDisposable
{
    private const string Listen = """
        {"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true},"_meta":{
         "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"functional","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PolicyEdit_IsAnnouncedToAStatelessClientThatListens()
    {
        await using var server = await RecordingHttpServer.StartAsync();
        server.Instead = static async (http, arrival) =>
        {
            if (arrival.Rpc != "subscriptions/listen") return false;
            http.Response.Headers["Content-Type"] = "text/event-stream";
            await http.Response.WriteAsync("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":{\"notifications\":{}}}\n\n");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
            return true;
        };
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var token = await RegisterAsync(server.Url);
        using var request = new HttpRequestMessage(HttpMethod.Post, baton.Url + "/mcp/rec") { Content = new StringContent(Listen) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", "subscriptions/listen");
        using var response = await baton.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        (await NextAsync(events))["params"]!["notifications"]!["toolsListChanged"]!.GetValue<bool>().ShouldBeTrue();

        await DoneAsync("""{"version":"1","default":"allow","hide":["secret"],"tools":{}}""", "policy", "put", "rules", "-");

        (await NextAsync(events))["method"]!.GetValue<string>().ShouldBe("notifications/tools/list_changed");
    }

    [Fact]
    public async Task Client_ThatOffersTheSupersededRevision_SpeaksItsSuccessor_InFrontOfAServer()
    {
        await using var server = await RecordingHttpServer.StartAsync();
        server.Revision = "2025-06-18";
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var client = await GrantedClient.OpenAsync(baton, "rec", await RegisterAsync(server.Url), "2025-03-26");

        using var called = await client.SendAsync(ToolMessage.Session(9, "read_note", "{}"), ("MCP-Protocol-Version", "2025-06-18"));

        (await called.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("done");
        JsonNode.Parse(server.Of("initialize").Single().Body)!["params"]!["protocolVersion"]!.GetValue<string>().ShouldBe("2025-06-18");
        server.Of("tools/call").Single().Header("mcp-protocol-version").ShouldBe("2025-06-18");
    }

    private async Task<string> RegisterAsync(string url)
    {
        await DoneAsync(null, "server", "add", "rec", "--url", url);
        await DoneAsync("""{"version":"1","default":"allow","tools":{}}""", "policy", "put", "rules", "-");
        return JsonNode.Parse(await DoneAsync(null, "grant", "add", "ci", "--server", "rec=rules", "--json"))!["token"]!.GetValue<string>();
    }

    private async Task<string> DoneAsync(string? input, params string[] arguments)
    {
        var result = await BatonBinary.RunAsync(_folder.Data, input, arguments);
        result.Code.ShouldBe(0, result.Error);
        return result.Out;
    }

    private static async Task<JsonNode> NextAsync(StreamReader events)
    {
        while (await events.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal)) return JsonNode.Parse(line["data: ".Length..])!;
        }
        throw new EndOfStreamException("The stream ended.");
    }
}
