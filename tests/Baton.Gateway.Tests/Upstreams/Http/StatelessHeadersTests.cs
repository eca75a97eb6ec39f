using System.Text;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.Http;
using Baton.Protocol.Headers;

namespace Baton.Gateway.Tests.Upstreams.Http;

/// <summary>What the gateway writes beside a message of the stateless era, always from its body.</summary>
public sealed class StatelessHeadersTests
{
    [Theory]
    [InlineData("tools/call", "\"name\":\"t\"", "t")]
    [InlineData("prompts/get", "\"name\":\"p\"", "p")]
    [InlineData("resources/read", "\"uri\":\"a:b\"", "a:b")]
    [InlineData("tools/list", "", null)]
    [InlineData("server/discover", "", null)]
    public void Request_HasRevisionMethodAndName(string method, string members, string? name)
    {
        var headers = Of(Messages.Stateless("1", method, members));
        headers["MCP-Protocol-Version"].ShouldBe("2026-07-28");
        headers["Mcp-Method"].ShouldBe(method);
        headers.GetValueOrDefault("Mcp-Name").ShouldBe(name);
        headers.Count.ShouldBe(name is null ? 2 : 3);
    }

    [Fact]
    public void Notification_HasItsMethodAndNoName()
        => Of("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1,\"_meta\":" + Messages.Meta + "}}").Keys.ShouldBe(["MCP-Protocol-Version", "Mcp-Method"]);

    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true)]
    [InlineData("a\\r\\nX-Evil: 1", false)]
    [InlineData("a\\u0000b", false)]
    [InlineData("é", false)]
    public void TraceParent_OfTheMessage_IsPassedOn_WhereItIsAHeader(string trace, bool isPassed)
    {
        var meta = Messages.Meta[..^1] + ",\"traceparent\":\"" + trace + "\"}";
        var headers = Of(Messages.Request("1", "tools/list", "{\"_meta\":" + meta + "}"));
        headers.GetValueOrDefault("traceparent").ShouldBe(isPassed ? trace : null);
        headers.Values.ShouldAllBe(value => !value.Any(char.IsControl));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("two words")]
    [InlineData(" leading")]
    [InlineData("é日😀")]
    [InlineData("=?base64?eA==?=")]
    public void Name_OfAnyLetters_IsReadBackAsItself(string name)
    {
        var sent = Of(Messages.Stateless("1", "tools/call", $"\"name\":{System.Text.Json.JsonSerializer.Serialize(name)}"))["Mcp-Name"];
        sent.ShouldAllBe(letter => letter >= ' ' && letter < 127);
        HeaderValue.Decode(sent).ShouldBe(name);
    }

    [Theory]
    [InlineData("""{"region":"eu","n":5,"flag":true}""", "Region=eu N=5 Flag=true")]
    [InlineData("""{"region":null}""", "")]
    [InlineData("""{}""", "")]
    [InlineData("""{"region":"eu","other":1}""", "Region=eu")]
    public void Parameters_ThatAToolWants_AreRepeated(string arguments, string expected)
    {
        var mirrored = new MirroredParameters("rec", _ => { });
        mirrored.Learn(Encoding.UTF8.GetBytes("""{"tools":[{"name":"t","inputSchema":{"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"},"n":{"type":"integer","x-mcp-header":"N"},"flag":{"type":"boolean","x-mcp-header":"Flag"}}}}]}"""));
        var headers = mirrored.For(Messages.Read(HttpRecorded.StatelessCall("1", "t", arguments))).ToDictionary(header => header.Key["Mcp-Param-".Length..], header => header.Value);
        string.Join(' ', headers.OrderBy(pair => expected.IndexOf(pair.Key + "=", StringComparison.Ordinal)).Select(pair => $"{pair.Key}={pair.Value}")).ShouldBe(expected);
        mirrored.For(Messages.Read(HttpRecorded.StatelessCall("1", "u", arguments))).ShouldBeEmpty();
        mirrored.For(Messages.Read(Messages.Stateless("1", "prompts/get", "\"name\":\"t\""))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"}}}""", """{"r\u0065gion":"eu"}""")]
    [InlineData("""{"type":"object","properties":{"region":{"type":"string","x-mcp-h\u0065ader":"Region"}}}""", """{"region":"eu"}""")]
    [InlineData("""{"type":"object","prop\u0065rties":{"r\u0065gion":{"type":"string","\u0078-mcp-header":"R\u0065gion"}}}""", """{"region":"\u0065u"}""")]
    [InlineData("""{"type":"object","properties":{"a/b":{"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"}}}}}""", """{"a\/b":{"\u0072egion":"eu"}}""")]
    public void Parameters_WrittenWithEscapes_AreRepeatedToo(string schema, string arguments)
    {
        var mirrored = new MirroredParameters("rec", _ => { });
        mirrored.Learn(Encoding.UTF8.GetBytes($$"""{"tools":[{"name":"t","inputSchema":{{schema}}}]}"""));
        mirrored.For(Messages.Read(HttpRecorded.StatelessCall("1", "t", arguments))).ShouldBe([new("Mcp-Param-Region", "eu")]);
    }

    [Fact]
    public void Parameters_ThatAToolNoLongerWants_AreForgotten()
    {
        var mirrored = new MirroredParameters("rec", _ => { });
        mirrored.Learn("""{"tools":[{"name":"t","inputSchema":{"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"}}}}]}"""u8.ToArray());
        mirrored.Learn("""{"tools":[{"name":"t","inputSchema":{"type":"object","properties":{"region":{"type":"string"}}}}]}"""u8.ToArray());
        mirrored.For(Messages.Read(HttpRecorded.StatelessCall("1", "t", """{"region":"eu"}"""))).ShouldBeEmpty();
    }

    private static Dictionary<string, string> Of(string message)
        => StatelessHeaders.Of(Messages.Read(message), [], CallBuilder.Stateless(message).Trace).ToDictionary(header => header.Key, header => header.Value);
}
