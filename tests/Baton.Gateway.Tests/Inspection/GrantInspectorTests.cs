using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Tests.Inspection;

/// <summary>Lists are cut to what the grant may use, and nothing else of them changes.</summary>
public sealed class GrantInspectorTests
{
    private const string Around = "\"_meta\":{\"io.example/x\":[true, 1.0]},\"ttlMs\":5000,\"cacheScope\":\"private\",\"nextCursor\":\"two\",\"unknown\":null,\"x\": {\"a\" : 1.50}";

    private const string Policy = """
        {"version":"1","default":"deny","hide":["hid*"],"tools":{"read_*":{},"pay":{"approval":{"by":"operator"}},"never":{"action":"deny"},"sometimes":{"deny_if":[{"conditions":[{"path":"args.a","op":"eq","value":1}]}]},"hidden_too":{},"off":{"action":"hide"}},
         "resources":{"note:///open/**":{},"note:///shut/*":{"action":"deny"}},"prompts":{"open":{},"shut":{"action":"deny"}}}
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tools_ThatMayNeverBeCalled_AreLeftOut_AndAllElseIsKept(bool isStateless)
    {
        var shown = new[] { """{"name":"read_a","x-own":{"kept": 1.0}, "inputSchema":{"type":"object"}}""", """{"name":"pay"}""", """{ "name" : "sometimes" }""", """{"n\u0061me":"read_\u0062","annotations":{"readOnlyHint":true}}""" };
        var hidden = new[] { """{"name":"hid"}""", """{"name":"hidden_too"}""", """{"name":"never"}""", """{"name":"unlisted"}""", """{"name":"off"}""", """{"name":"Read_a"}""", """{"title":"nameless"}""", "7", "null", "[]" };
        var world = new Watched(Policy) { List = $"{{\"first\":1,\"tools\":[{string.Join(" , ", shown.Zip(hidden, (one, other) => $"{one}, {other}").Concat(hidden[4..]))}],{Around}}}" };

        var answer = await AskAsync(world, "tools/list", isStateless);

        answer.Text().ShouldBe($"{{\"first\":1,\"tools\":[{string.Join(",", shown)}],{Around}}}");
    }

    [Fact]
    public async Task Tools_ThatAreDenied_AreShownWhereThePolicySaysSo_AndHiddenOnesNot()
    {
        var world = new Watched("""{"version":"1","default":"deny","show_denied":true,"hide":["hidden"],"tools":{"off":{"action":"hide"}}}""") { List = """{"tools":[{"name":"a"},{"name":"hidden"},{"name":"off"}]}""" };
        (await AskAsync(world, "tools/list", isStateless: false)).Text().ShouldBe("""{"tools":[{"name":"a"}]}""");
    }

    [Theory]
    [InlineData("resources/list", "resources", "uri", "note:///open/a/b", "note:///shut/a")]
    [InlineData("resources/list", "resources", "uri", "note:///open/a", "note:///elsewhere")]
    [InlineData("resources/templates/list", "resourceTemplates", "uriTemplate", "note:///open/{key}", "note:///shut/{key}")]
    [InlineData("prompts/list", "prompts", "name", "open", "shut")]
    [InlineData("prompts/list", "prompts", "name", "open", "unlisted")]
    public async Task OtherLists_AreCutToo(string method, string list, string key, string shown, string hidden)
    {
        var world = new Watched(Policy, _ => Watched.Completed($"{{\"{list}\":[{{\"{key}\":\"{hidden}\"}},{{\"{key}\":\"{shown}\",\"own\":[1.0]}}],{Around}}}"));
        (await AskAsync(world, method, isStateless: false)).Text().ShouldBe($"{{\"{list}\":[{{\"{key}\":\"{shown}\",\"own\":[1.0]}}],{Around}}}");
    }

    [Theory]
    [InlineData("tools/list", "tools")]
    [InlineData("prompts/list", "prompts")]
    [InlineData("resources/list", "resources")]
    [InlineData("resources/templates/list", "resourceTemplates")]
    [InlineData("server/discover", "supportedVersions")]
    [InlineData("resources/read", "contents")]
    public async Task Hints_OfEitherEra_AreCutToTheGrantAndAMinute(string method, string list)
    {
        var said = $"{{\"{list}\":[],\"cacheScope\":\"public\",\"ttlMs\":3600000,\"x\":1}}";
        var world = new Watched("""{"version":"1","default":"allow","tools":{}}""", _ => Watched.Completed(said)) { List = said };

        var expected = $"{{\"{list}\":[],\"cacheScope\":\"private\",\"ttlMs\":60000,\"x\":1}}";
        (await AskAsync(world, method, isStateless: true)).Text().ShouldBe(expected);
        if (method != "server/discover") (await AskAsync(world, method, isStateless: false)).Text().ShouldBe(expected);
    }

    [Theory]
    [InlineData("tools/list", "tools")]
    [InlineData("resources/read", "contents")]
    public async Task Answer_OfASessionWithoutHints_IsLeftAsItIs(string method, string list)
    {
        var said = $"{{\"{list}\":[],\"nextCursor\":\"two\"}}";
        var world = new Watched("""{"version":"1","default":"allow","tools":{}}""", _ => Watched.Completed(said)) { List = said };
        (await AskAsync(world, method, isStateless: false)).Text().ShouldBe(said);
    }

    [Fact]
    public async Task Call_WhoseResultLooksLikeAList_IsLeftAlone()
    {
        const string Said = """{"tools":[{"name":"secret"}],"cacheScope":"public","ttlMs":3600000}""";
        var world = new Watched(Policy, _ => Watched.Completed(Said)) { List = """{"tools":[{"name":"read_a"}]}""" };
        (await world.SendAsync(Messages.Call("1", "read_a"))).Text().ShouldBe(Said);
    }

    [Fact]
    public async Task Error_InsteadOfAList_StaysThatError()
    {
        var world = new Watched(Policy, _ => new Reply.Failed(new RpcError(-32050, "tired") { Data = """{"a":1}"""u8.ToArray() }));
        (await AskAsync(world, "prompts/list", isStateless: false)).Text().ShouldBe("""-32050 tired {"a":1}""");
    }

    [Theory]
    [InlineData("tools/call", """{"name":"read_a"}""", null)]
    [InlineData("prompts/get", """{"name":"open"}""", null)]
    [InlineData("resources/read", """{"uri":"note:///open/a"}""", null)]
    [InlineData("tools/list", "{}", "an answer to tools/list is looked at before it is passed on")]
    [InlineData("completion/complete", "{}", "an answer to completion/complete is looked at before it is passed on")]
    public async Task Answer_MustBeWhole_WhereItIsLookedAt(string method, string parameters, string? why)
    {
        var world = new Watched();
        var call = world.Call(Messages.Request("1", method, parameters));
        await world.SendAsync(call);
        call.MustBeWhole.ShouldBe(why);
    }

    [Fact]
    public async Task Answer_ThatARuleLooksAt_MustBeWhole()
    {
        var world = new Watched("""{"version":"1","default":"allow","tools":{"big":{"result":{"max_bytes":10}}}}""");
        var call = world.Call(Messages.Call("1", "big"));
        await world.SendAsync(call);
        call.MustBeWhole.ShouldBe("the policy's rule /tools/big/result looks at all of it");
    }

    private static Task<Reply> AskAsync(Watched world, string method, bool isStateless)
    {
        var members = method == "resources/read" ? "\"uri\":\"note:///open/a\"" : "";
        return world.SendAsync(isStateless ? Messages.Stateless("1", method, members) : Messages.Request("1", method, $"{{{members}}}"), isStateless: isStateless);
    }
}
