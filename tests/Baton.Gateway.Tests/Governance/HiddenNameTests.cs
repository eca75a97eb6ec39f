using System.Text.Json;
using Baton.Gateway.Audit;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Governance;

/// <summary>
/// Resources and prompts of the built-in server that are hidden: whatever names them is answered as if they were not there, and
/// what is denied is refused wherever it is named.
/// </summary>
public sealed class HiddenNameTests
{
    private const string Policy = """
        {"version":"1","default":"allow","tools":{},
         "resources":{"note://secret*":{"action":"hide"},"book://{key}":{"action":"hide"},"note://shut":{"action":"deny","reason":"Closed on Sundays."}},
         "prompts":{"resume":{"action":"hide"}}}
        """;

    [Theory]
    [InlineData("resources/subscribe", """{"uri":"NAME"}""", "note://secret", "note://nowhere")]
    [InlineData("resources/unsubscribe", """{"uri":"NAME"}""", "note://secret", "note://nowhere")]
    [InlineData("resources/read", """{"uri":"NAME"}""", "note://secret", "note://nowhere")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/prompt","name":"NAME"},"argument":{"name":"project","value":""}}""", "resume", "resumf")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/prompt","name":"NAME"},"argument":{"name":"project"}}""", "resume", "resumf")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/resource","uri":"NAME"},"argument":{"name":"key","value":"a"}}""", "book://{key}", "bock://{key}")]
    [InlineData("prompts/get", """{"name":"NAME"}""", "resume", "resumf")]
    public async Task Session_NamesWhatIsHidden_IsAnsweredAsOfWhatIsAbsent(string method, string parameters, string hidden, string absent)
    {
        await using var gateway = await StartAsync();

        var seen = await AskAsync(gateway, method, parameters.Replace("NAME", hidden, StringComparison.Ordinal));
        var other = await AskAsync(gateway, method, parameters.Replace("NAME", absent, StringComparison.Ordinal));

        seen.Replace(hidden, "NAME", StringComparison.Ordinal).ShouldBe(other.Replace(absent, "NAME", StringComparison.Ordinal));
        var rows = (await gateway.RowsAsync()).Where(row => row.At("method") == method && row.At("kind") is AuditKind.Intent or AuditKind.Refusal).ToList();
        rows.Select(row => row.At("outcome")).ShouldBe(["hide", "allow"]);
    }

    [Fact]
    public async Task Session_SubscribesToWhatIsHidden_CountsTowardsTheLimit_AndHearsNothing()
    {
        await using var gateway = await StartAsync();
        using var stream = await gateway.Peer.SendAsync(gateway.Peer.Get(Auth(gateway), "MCP-Protocol-Version: 2025-11-25"));
        await using var events = new SseClient(stream);
        foreach (var uri in (string[])["note://secret", "note://secret2", "note://open"]) (await SubscribeAsync(gateway, uri)).ShouldBe("{}");

        (await SubscribeAsync(gateway, "note://secret3")).ShouldContain("This session listens to 3 resources, which is the limit");
        (await SubscribeAsync(gateway, "note://nowhere")).ShouldContain("This session listens to 3 resources, which is the limit");
        foreach (var key in (string[])["secret", "secret2", "open"]) await AskAsync(gateway, "tools/call", $$$"""{"name":"note_save","arguments":{"key":"{{{key}}}","text":"x"} }""");

        (await events.NextAsync()).ShouldNotBeNull().At("params.uri").ShouldBe("note://open");
    }

    [Fact]
    public async Task Listen_NamesWhatIsHidden_IsAcknowledgedLikeWhatIsAbsent_AndHearsNothingOfIt()
    {
        await using var gateway = await StartAsync();
        using var response = await ListenAsync(gateway, "note://secret", "note://nowhere", "note://open");
        await using var events = new SseClient(response);

        (await events.NextAsync()).ShouldNotBeNull().At("params.notifications").ShouldBe("""{"resourceSubscriptions":["note://nowhere","note://open","note://secret"]}""");
        foreach (var key in (string[])["secret", "open"]) await AskAsync(gateway, "tools/call", $$$"""{"name":"note_save","arguments":{"key":"{{{key}}}","text":"x"} }""");

        (await events.NextAsync()).ShouldNotBeNull().At("params.uri").ShouldBe("note://open");
    }

    [Fact]
    public async Task Listen_OnlyToWhatIsHidden_StaysOpenAndIsAuditedAsHidden()
    {
        await using var gateway = await StartAsync();
        using var response = await ListenAsync(gateway, "note://secret");
        await using var events = new SseClient(response);

        (await events.NextAsync()).ShouldNotBeNull().At("method").ShouldBe("notifications/subscriptions/acknowledged");
        (await gateway.RowsAsync()).Where(row => row.At("method") == "subscriptions/listen").ShouldHaveSingleItem().At("outcome").ShouldBe("hide");
    }

    [Theory]
    [InlineData("note://shut")]
    [InlineData("note://open", "note://shut")]
    [InlineData("note://secret", "note://shut")]
    public async Task Listen_NamesWhatIsDenied_IsRefusedWithItsReason(params string[] uris)
    {
        await using var gateway = await StartAsync();
        using var response = await ListenAsync(gateway, uris);

        var error = Messages.Json(await response.Content.ReadAsStringAsync()).GetProperty("error");
        error.At("message").ShouldContain("Closed on Sundays.");
        error.At("data.rule").ShouldStartWith("/resources/");
    }

    [Theory]
    [InlineData("note://open", true)]
    [InlineData("note://other", false)]
    public async Task Listen_UnderAPolicyThatDeniesByDefault_NeedsAnEntry(string uri, bool isLet)
    {
        await using var gateway = await StartAsync("""{"version":"1","default":"deny","tools":{},"resources":{"note://open":{}}}""");
        using var response = await ListenAsync(gateway, uri);

        (response.Content.Headers.ContentType?.MediaType == "text/event-stream").ShouldBe(isLet);
        if (!isLet) Messages.Json(await response.Content.ReadAsStringAsync()).At("error.data.rule").ShouldBe("(default deny)");
    }

    private static async Task<Governed> StartAsync(string policy = Policy)
    {
        var gateway = await Governed.StartAsync(policy);
        using var opened = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Initialize(), Auth(gateway)));
        gateway.Peer.UseSession(opened.Headers.GetValues("Mcp-Session-Id").Single());
        using var accepted = await gateway.Peer.SendAsync(gateway.Peer.Post(Messages.Initialized, Auth(gateway)));
        return gateway;
    }

    private static Task<HttpResponseMessage> ListenAsync(Governed gateway, params string[] uris)
    {
        var request = gateway.Peer.Stateless(
            Messages.Stateless("1", "subscriptions/listen", $"\"notifications\":{{\"resourceSubscriptions\":{JsonSerializer.Serialize(uris)}}}"), Auth(gateway), "Mcp-Session-Id:");
        return gateway.Peer.SendAsync(request);
    }

    private static Task<string> SubscribeAsync(Governed gateway, string uri) => AskAsync(gateway, "resources/subscribe", $$"""{"uri":"{{uri}}"}""");

    private static async Task<string> AskAsync(Governed gateway, string method, string parameters)
    {
        var (_, body) = await gateway.Peer.AskAsync(gateway.Peer.Post(Messages.Request("5", method, parameters), Auth(gateway), "MCP-Protocol-Version: 2025-11-25"));
        return body.TryGetProperty("result", out var result) ? result.GetRawText() : body.GetProperty("error").GetRawText();
    }

    private static string Auth(Governed gateway) => $"Authorization: Bearer {gateway.Token}";
}
