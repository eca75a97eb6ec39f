using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;
using Baton.TestSupport.Processes;
using BatonBinary = Baton.FunctionalTests.Running.BatonBinary;

namespace Baton.FunctionalTests.Servers;

/// <summary>A registered stdio server as clients over HTTP reach it: by a grant, under its policy, while the server runs.</summary>
public sealed class RegisteredServerTests : IDisposable
{
    private const string Rules = """{"version":"1","default":"allow","hide":["secret"],"tools":{"delete_*":{"action":"deny"}}}""";

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Server_AddedWhileBatonRuns_IsReachedByItsGrantUnderItsPolicy()
    {
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var token = await RegisterAsync();

        var (status, opened, session) = await PostAsync(baton, token, null, Initialize);
        status.ShouldBe(HttpStatusCode.OK, opened);
        await PostAsync(baton, token, session, """{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        var allowed = await PostAsync(baton, token, session, ToolMessage.Session(1, "read_note", """{ "n" : 1.0 }"""));
        var denied = await PostAsync(baton, token, session, ToolMessage.Session(2, "delete_note", "{}"));
        var list = await PostAsync(baton, token, session, """{"jsonrpc":"2.0","id":3,"method":"tools/list","params":{}}""");

        opened.ShouldContain("recording");
        allowed.Body.ShouldContain("done");
        denied.Body.ShouldContain("[POLICY DENIED]");
        list.Body.ShouldContain("read_note");
        list.Body.ShouldNotContain("secret");
        list.Body.ShouldContain("nextCursor");
        _server.Of("tools/call").Single().ShouldContain("""
            "arguments":{ "n" : 1.0 }}
            """.Trim());
    }

    [Fact]
    public async Task Sessions_OfTwoClients_NeverShareAProcess()
    {
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var token = await RegisterAsync();

        var first = await PostAsync(baton, token, null, Initialize);
        var second = await PostAsync(baton, token, null, Initialize);

        first.Session.ShouldNotBe(second.Session);
        _server.Of("initialize").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Server_OfNoGrant_IsNotThere()
    {
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        await RegisterAsync();

        (await PostAsync(baton, null, null, Initialize)).Status.ShouldBe(HttpStatusCode.NotFound);
        _server.Arrived.ShouldBeEmpty();
    }

    [Fact]
    public async Task Server_Removed_IsGoneWithTheNextMessage()
    {
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var token = await RegisterAsync();
        var (_, _, session) = await PostAsync(baton, token, null, Initialize);

        await DoneAsync("server", "remove", "rec");

        (await PostAsync(baton, token, session, ToolMessage.Session(1, "read_note", "{}"))).Status.ShouldBe(HttpStatusCode.NotFound);
        _server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task Category_SaidByTheOperator_GoesBeforeTheDefinition_WithTheNextMessage()
    {
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var token = await RegisterAsync();
        await File.WriteAllTextAsync(_folder.At("rules.json"), """{"version":"1","default":"allow","class":{"destructive":{"action":"deny"}},"tools":{}}""", TestContext.Current.CancellationToken);
        await DoneAsync("policy", "put", "rules", _folder.At("rules.json"));
        var (_, _, session) = await PostAsync(baton, token, null, Initialize);
        Task<(HttpStatusCode Status, string Body, string? Session)> CallAsync(int id, string tool) => PostAsync(baton, token, session, ToolMessage.Session(id, tool, "{}"));

        (await CallAsync(1, "read_note")).Body.ShouldContain("done");
        (await CallAsync(2, "delete_note")).Body.ShouldContain("POLICY DENIED");
        await DoneAsync("server", "category", "rec", "read_note", "destructive");
        await DoneAsync("server", "category", "rec", "delete_note", "write");

        (await CallAsync(3, "read_note")).Body.ShouldContain("POLICY DENIED");
        (await CallAsync(4, "delete_note")).Body.ShouldContain("done");
        (await DoneAsync("server", "show", "rec", "--json")).ShouldContain("\"categories\":{\"delete_note\":\"write\",\"read_note\":\"destructive\"}");
        await DoneAsync("server", "category", "rec", "read_note", "auto");
        (await CallAsync(5, "read_note")).Body.ShouldContain("done");
        (await BatonBinary.RunAsync(_folder.Data, null, "server", "category", "nobody", "t", "read")).Code.ShouldBe(1);
        (await BatonBinary.RunAsync(_folder.Data, null, "server", "category", "rec", "t", "harmless")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Server_ToBeReviewedFirst_LetsNothingBeCalled()
    {
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var token = await RegisterAsync("--review", "first");
        var (_, _, session) = await PostAsync(baton, token, null, Initialize);

        (await PostAsync(baton, token, session, ToolMessage.Session(1, "read_note", "{}"))).Body.ShouldContain("definition_unreviewed");
        _server.Of("tools/call").ShouldBeEmpty();
    }

    private static string Initialize => $"{{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{ToolMessage.Initialize("2025-11-25")}}}";

    private async Task<string> RegisterAsync(params string[] options)
    {
        var rules = _folder.At("rules.json");
        await File.WriteAllTextAsync(rules, Rules);
        await DoneAsync(["server", "add", "rec", .. options, "--", RecordingServer.Program, _server.Record]);
        await DoneAsync("policy", "put", "rules", rules);
        var grant = await DoneAsync("grant", "add", "ci", "--server", "rec=rules", "--json");
        return JsonNode.Parse(grant)!["token"]!.GetValue<string>();
    }

    private async Task<string> DoneAsync(params string[] arguments)
    {
        var result = await BatonBinary.RunAsync(_folder.Data, null, arguments);
        result.Code.ShouldBe(0, result.Error);
        return result.Out;
    }

    private static async Task<(HttpStatusCode Status, string Body, string? Session)> PostAsync(HttpBaton baton, string? token, string? session, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, baton.Url + "/mcp/rec") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (session is not null) request.Headers.Add("Mcp-Session-Id", session);
        using var response = await baton.Http.SendAsync(request);
        var opened = response.Headers.TryGetValues("Mcp-Session-Id", out var ids) ? ids.Single() : null;
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), opened);
    }
}
