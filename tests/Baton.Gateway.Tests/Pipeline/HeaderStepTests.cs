using System.Net;
using System.Text;
using System.Text.Json;
using Baton.Gateway.Governance;
using Baton.Gateway.Pins;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Policies;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Tools;
using Baton.Gateway.Upstreams;

namespace Baton.Gateway.Tests.Pipeline;

/// <summary>Arguments that clients repeat in headers: the two must agree, or the call goes nowhere.</summary>
public sealed class HeaderStepTests : IUpstream
{
    private const string Tools = """
        {"tools":[{"name":"query","inputSchema":{"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"},"count":{"type":"integer","x-mcp-header":"Count"}}}},
         {"name":"closed","inputSchema":{"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"}}}}]}
        """;

    private readonly List<string> _arrived = [];

    public string Name => "memory";

    public bool IsBuiltIn => false;

    public ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken)
    {
        _arrived.Add(call.Envelope.Name ?? call.Envelope.Method);
        return ValueTask.FromResult<Reply>(new Reply.Completed(Encoding.UTF8.GetBytes(call.Envelope.Method == "tools/list" ? Tools : """{"content":[]}""")));
    }

    [Theory]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Region: eu")]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Region: =?base64?ZXU=?=")]
    [InlineData("""{"region":"eu","count":3}""", "Mcp-Param-Region: eu|mcp-param-count: 3")]
    [InlineData("""{"other":1}""", "")]
    public async Task Arguments_ThatTheHeadersRepeat_Pass(string arguments, string headers)
    {
        var (status, body) = await CallAsync("query", arguments, headers);

        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        _arrived.ShouldContain("query");
    }

    [Theory]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Region: us", "Mcp-Param-Region")]
    [InlineData("""{"region":"eu"}""", "", "missing")]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Region: =?base64?ZXU?=", "Base64")]
    [InlineData("""{"count":3}""", "Mcp-Param-Count: 4", "arguments.count")]
    [InlineData("""{}""", "Mcp-Param-Region: eu", "absent")]
    public async Task Headers_ThatSayAnotherThing_AreRefusedAndNothingArrives(string arguments, string headers, string reason)
    {
        var (status, body) = await CallAsync("query", arguments, headers);

        status.ShouldBe(HttpStatusCode.BadRequest);
        body.At("error.code").ShouldBe("-32020");
        body.At("error.message").ShouldContain(reason);
        _arrived.ShouldNotContain("query");
    }

    [Fact]
    public async Task HiddenTool_WithWrongHeaders_IsStillUnknown()
    {
        var (_, body) = await CallAsync("closed", """{"region":"eu"}""", "");

        body.At("error.message").ShouldBe("Unknown tool: closed");
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> CallAsync(string tool, string arguments, string headers)
    {
        var policies = new FixedPolicy("local", """{"version":"1","default":"allow","hide":["closed"],"tools":{}}""");
        var tools = new ListedTools();
        var gateways = new Gateways(change: parts => parts with
        {
            Upstreams = new UpstreamDirectory([this]),
            Judge = new PolicyJudge(policies, tools, TimeProvider.System),
            Definitions = new PinGuard(new DefinitionIntake(tools, new ListCurrency(TimeProvider.System), book: null), book: null),
            Tools = tools,
        });
        await using var peer = await HttpPeer.StartAsync(gateways);
        var message = Messages.Stateless("1", "tools/call", $"\"name\":\"{tool}\",\"arguments\":{arguments}");
        return await peer.AskAsync(peer.Stateless(message, headers.Split('|', StringSplitOptions.RemoveEmptyEntries)));
    }
}
