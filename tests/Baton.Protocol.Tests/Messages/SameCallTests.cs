using Baton.Protocol.Messages;

namespace Baton.Protocol.Tests.Messages;

/// <summary>What makes two messages one call: everything that decisions are taken on, and nothing that the gateway may change.</summary>
public sealed class SameCallTests
{
    private const string Judged = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","arguments":{"a":1},"requestState":"s","inputResponses":{"k":{}},"cursor":"c","uri":"file:///a","_meta":{"progressToken":1}}}""";

    [Theory]
    [InlineData("\"id\":1", "\"id\":\"other\"")]
    [InlineData("\"progressToken\":1", "\"progressToken\":2")]
    [InlineData("\"progressToken\":1", "\"own\":{}")]
    [InlineData("\"jsonrpc\":\"2.0\",", " \"jsonrpc\" : \"2.0\" , ")]
    [InlineData("\"params\":{", "\"params\":{\"unknown\":1,")]
    public void As_WhatTheGatewayMayChange_IsTheSameCall(string part, string becomes) => Compare(part, becomes).ShouldBeTrue();

    [Theory]
    [InlineData("tools/call", "prompts/get")]
    [InlineData("\"name\":\"t\"", "\"name\":\"T\"")]
    [InlineData("\"a\":1", "\"a\":2")]
    [InlineData("\"a\":1", "\"a\": 1")]
    [InlineData("\"a\":1", "\"a\":1.0")]
    [InlineData("{\"a\":1}", "{}")]
    [InlineData("\"arguments\":{\"a\":1},", "")]
    [InlineData("\"requestState\":\"s\"", "\"requestState\":\"S\"")]
    [InlineData("\"requestState\":\"s\",", "")]
    [InlineData("\"k\":{}", "\"k\":{ }")]
    [InlineData("\"cursor\":\"c\"", "\"cursor\":\"\"")]
    [InlineData("file:///a", "file:///b")]
    [InlineData("\"id\":1,", "")]
    public void As_WhatIsDecidedOn_IsAnotherCall(string part, string becomes) => Compare(part, becomes).ShouldBeFalse();

    [Fact]
    public void As_Renamed_IsTheSameCallUnderItsNewNameOnly()
    {
        var judged = Wire.Read(Judged);
        var renamed = Wire.Read(Judged.Replace("\"t\"", "\"server__t\"", StringComparison.Ordinal));
        SameCall.As(judged, renamed, "server__t").ShouldBeTrue();
        SameCall.As(judged, renamed).ShouldBeFalse();
        SameCall.As(judged, judged, "server__t").ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"a":1}}""", """{"jsonrpc":"2.0","id":2,"result":{"a":1}}""", true)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"a":1}}""", """{"jsonrpc":"2.0","id":1,"result":{"a":2}}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":""}}""", """{"jsonrpc":"2.0","id":1,"error":{"code":2,"message":""}}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""", """{"jsonrpc":"2.0","id":1,"error":{}}""", false)]
    public void As_Responses_AreComparedByWhatTheyCarry(string left, string right, bool same) => SameCall.As(Wire.Read(left), Wire.Read(right)).ShouldBe(same);

    private static bool Compare(string part, string becomes)
    {
        Judged.ShouldContain(part, Case.Sensitive);
        return SameCall.As(Wire.Read(Judged), Wire.Read(Judged.Replace(part, becomes, StringComparison.Ordinal)));
    }
}
