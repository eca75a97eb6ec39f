using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Tests.Upstreams.BuiltIn;

/// <summary>MCP as the built-in server speaks it, method by method.</summary>
public sealed class BuiltInUpstreamTests
{
    private readonly Gateways _gateways = new(pageSize: 2);

    private async Task<Reply> InSession(string method, string parameters = "{}", Revision? revision = null)
        => await _gateways.Pipeline.SendAsync(CallBuilder.InSession(Messages.Request("1", method, parameters), session: CallBuilder.Session(revision)), CancellationToken.None);

    private async Task<Reply> Stateless(string method, string members = "")
        => await _gateways.Pipeline.SendAsync(CallBuilder.Stateless(Messages.Stateless("1", method, members)), CancellationToken.None);

    private Task<Reply> Save(string key) => InSession("tools/call", $$$"""{"name":"note_save","arguments":{"key":"{{{key}}}","text":"text of {{{key}}}"} }""");

    [Fact]
    public async Task ListTools_Pages_CoverTheListOnceInOrder()
    {
        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = Messages.Json((await InSession("tools/list", cursor is null ? "{}" : $$"""{"cursor":"{{cursor}}"}""")).Text());
            names.AddRange(page.GetProperty("tools").EnumerateArray().Select(tool => tool.At("name")));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        names.ShouldBe(["note_save", "note_read", "wait", "fail", "crash", "steps"]);
    }

    [Fact]
    public async Task ListTools_Definition_HasEveryMember()
    {
        var tool = Messages.Json((await Stateless("tools/list")).Text()).GetProperty("tools")[1];

        tool.At("name").ShouldBe("note_read");
        tool.At("title").ShouldBe("note_read");
        tool.At("description").ShouldBe("Does note_read.");
        tool.At("inputSchema").ShouldBe("""{"type":"object"}""");
        tool.At("outputSchema").ShouldBe("""{"type":"object"}""");
        tool.At("annotations").ShouldBe("""{"readOnlyHint":true,"destructiveHint":false,"idempotentHint":true,"openWorldHint":false}""");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("%%%")]
    [InlineData("YWZ0ZXI6Z29uZQ")]
    public async Task ListTools_UnknownCursor_IsInvalidParams(string cursor)
        => (await InSession("tools/list", $$"""{"cursor":"{{cursor}}"}""")).Text().ShouldStartWith("-32602 params.cursor is unknown");

    [Theory]
    [InlineData("tools/list", 60000)]
    [InlineData("prompts/list", 60000)]
    [InlineData("resources/templates/list", 60000)]
    [InlineData("resources/list", 0)]
    public async Task Lists_Stateless_SayHowLongTheyKeep(string method, int milliseconds)
    {
        var result = Messages.Json((await Stateless(method)).Text());

        result.At("ttlMs").ShouldBe(milliseconds.ToString());
        result.At("cacheScope").ShouldBe("private");
        result.At("resultType").ShouldBe("complete");
    }

    [Fact]
    public async Task CallTool_ThatFails_SaysWhyInMeta()
    {
        var reply = (await InSession("tools/call", """{"name":"note_read","arguments":{"key":"none"}}""")).ShouldBeOfType<Reply.Completed>();
        var result = Messages.Json(reply.Text());

        reply.IsToolError.ShouldBeTrue();
        result.At("isError").ShouldBe("true");
        result.TryGetProperty("structuredContent", out _).ShouldBeFalse();
        result.GetProperty("_meta").GetProperty("dev.baton/error").GetRawText().ShouldBe(
            """{"code":"not_found","message":"There is no such note.","path":"/key","limit":3,"hint":"List them first.","details":{"near":[]}}""");
    }

    [Fact]
    public async Task CallTool_Unknown_IsInvalidParams()
        => (await InSession("tools/call", """{"name":"nothing"}""")).Text().ShouldStartWith("-32602 Unknown tool: nothing");

    [Fact]
    public async Task CallTool_WithoutProgressToken_SendsNone()
    {
        var call = CallBuilder.InSession(Messages.Call("1", "steps"));
        await _gateways.Pipeline.SendAsync(call, CancellationToken.None);

        ((CallBuilder.Collected)call.Channel).Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Resources_AreListedAndRead()
    {
        await Save("a");
        var entry = Messages.Json((await InSession("resources/list")).Text()).GetProperty("resources")[0];
        entry.GetRawText().ShouldBe(
            """{"uri":"note://a","name":"a","description":"A note.","mimeType":"text/plain","annotations":{"lastModified":"1970-01-01T00:00:00Z"}}""");

        Messages.Json((await Stateless("resources/read", "\"uri\":\"note://a\"")).Text()).At("contents")
            .ShouldBe("""[{"uri":"note://a","mimeType":"text/plain","text":"text of a"}]""");
    }

    [Fact]
    public async Task Resources_ListPages()
    {
        await Save("a");
        await Save("b");

        Messages.Json((await InSession("resources/list")).Text()).At("nextCursor").ShouldBe("2");
        (await InSession("resources/list", """{"cursor":"9"}""")).Text().ShouldStartWith("-32602 The cursor is unknown.");
    }

    [Fact]
    public async Task ReadResource_NotThere_HasTheCodeOfItsRevision()
    {
        (await InSession("resources/read", """{"uri":"note://x"}""")).Text().ShouldBe("""-32002 Resource not found {"uri":"note://x"}""");
        (await Stateless("resources/read", "\"uri\":\"note://x\"")).Text().ShouldBe("""-32602 Resource not found {"uri":"note://x"}""");
    }

    [Fact]
    public async Task ReadResource_StoreGone_IsAnInternalError()
        => (await InSession("resources/read", """{"uri":"note://broken"}""")).Text().ShouldStartWith("-32603 The store is gone.");

    [Fact]
    public async Task Subscribe_ToWhatDoesNotExist_SucceedsUpToTheLimit()
    {
        var session = CallBuilder.Session();
        async Task<string> Subscribe(string uri) => (await _gateways.Pipeline.SendAsync(
            CallBuilder.InSession(Messages.Request("1", "resources/subscribe", $$"""{"uri":"{{uri}}"}"""), session: session), CancellationToken.None)).Text();

        foreach (var uri in new[] { "note://1", "note://2", "note://3", "note://3" }) (await Subscribe(uri)).ShouldBe("{}");
        (await Subscribe("note://4")).ShouldContain("listens to 3 resources, which is the limit");
    }

    [Theory]
    [InlineData("resources/subscribe")]
    [InlineData("resources/unsubscribe")]
    public async Task Subscribe_WithoutUri_IsInvalidParams(string method) => (await InSession(method)).Text().ShouldStartWith("-32602 params.uri is missing");

    [Fact]
    public async Task Prompts_AreListedAndRendered()
    {
        var prompts = Messages.Json((await InSession("prompts/list")).Text());
        prompts.At("prompts.0.arguments").ShouldBe("""[{"name":"project","description":"Which.","required":true}]""");

        Messages.Json((await InSession("prompts/get", """{"name":"resume","arguments":{"project":"p"}}""")).Text())
            .At("messages").ShouldBe("""[{"role":"user","content":{"type":"text","text":"Resume p"}}]""");
    }

    [Theory]
    [InlineData("""{"name":"nothing"}""", "-32602 Unknown prompt: nothing")]
    [InlineData("""{"name":"resume"}""", "-32602 project is missing")]
    [InlineData("""{"name":"resume","arguments":{"project":7}}""", "-32602 params.arguments.project must be a string")]
    public async Task GetPrompt_Wrong_IsInvalidParams(string parameters, string expected) => (await InSession("prompts/get", parameters)).Text().ShouldStartWith(expected);

    [Fact]
    public async Task Complete_GivesWhatIsThere()
    {
        await Save("alpha");
        await Save("beta");

        Messages.Json((await InSession("completion/complete", """{"ref":{"type":"ref/resource","uri":"note://{key}"},"argument":{"name":"key","value":"a"}}""")).Text())
            .At("completion").ShouldBe("""{"values":["alpha"],"total":1,"hasMore":false}""");
        Messages.Json((await InSession("completion/complete", """{"ref":{"type":"ref/prompt","name":"nothing"},"argument":{"name":"x","value":""}}""")).Text())
            .At("completion.values").ShouldBe("[]");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ref":{"type":"ref/other","name":"x"},"argument":{"name":"a","value":"b"}}""")]
    [InlineData("""{"ref":{"type":"ref/prompt","name":"x"},"argument":{"name":"a"}}""")]
    [InlineData("""{"ref":"x","argument":[]}""")]
    public async Task Complete_Wrong_IsInvalidParams(string parameters) => (await InSession("completion/complete", parameters)).Text().ShouldStartWith("-32602 params.ref");

    [Theory]
    [InlineData("""{"level":"info"}""", "{}")]
    [InlineData("""{"level":"loud"}""", "-32602 params.level")]
    [InlineData("""{"level":1}""", "-32602 params.level")]
    [InlineData("{}", "-32602 params.level")]
    public async Task SetLogLevel_TakesKnownLevels(string parameters, string expected) => (await InSession("logging/setLevel", parameters)).Text().ShouldStartWith(expected);

    [Theory]
    [InlineData("server/discover")]
    [InlineData("subscriptions/listen")]
    [InlineData("tasks/list")]
    public async Task InSession_MethodOfAnotherEra_IsNotFound(string method) => (await InSession(method)).Text().ShouldStartWith("-32601 Method not found: " + method);

    [Theory]
    [InlineData("resources/list", "{}")]
    [InlineData("resources/templates/list", "{}")]
    [InlineData("resources/read", """{"uri":"a"}""")]
    [InlineData("resources/subscribe", """{"uri":"a"}""")]
    [InlineData("resources/unsubscribe", """{"uri":"a"}""")]
    [InlineData("prompts/list", "{}")]
    [InlineData("prompts/get", """{"name":"a"}""")]
    [InlineData("completion/complete", "{}")]
    public async Task FeatureNotOffered_IsNotFoundAndNotAnnounced(string method, string parameters)
    {
        var gateways = new Gateways(new NotebookServer { HasResources = false });
        (await gateways.Pipeline.SendAsync(CallBuilder.InSession(Messages.Request("1", method, parameters), session: CallBuilder.Session()), CancellationToken.None))
            .Text().ShouldStartWith("-32601");

        var discovered = Messages.Json((await gateways.Pipeline.SendAsync(CallBuilder.Stateless(Messages.Stateless("1", "server/discover")), CancellationToken.None)).Text());
        discovered.At("capabilities").ShouldBe("""{"tools":{"listChanged":true}}""");
    }

    [Fact]
    public async Task Notification_IsTakenAndNotAnswered()
        => (await _gateways.Pipeline.SendAsync(CallBuilder.InSession("""{"jsonrpc":"2.0","method":"notifications/roots/list_changed"}"""), CancellationToken.None))
            .ShouldBe(Reply.None.Instance);
}
