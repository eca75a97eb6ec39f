using System.Text.Json;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.MetaTools;

/// <summary>A tool that calls others is no way around the rules of the tool that it calls: what is refused never arrives.</summary>
public sealed class CarriedCallTests
{
    [Theory]
    [InlineData("""{"delete_note":{"action":"deny","reason":"Never."}}""", """{"name":"delete_note"}""", "Never.")]
    [InlineData("""{"delete_note":{"action":"deny"}}""", """{"calls":[{"name":"read_note"},{"name":"delete_note"}]}""", "delete_note")]
    [InlineData("""{"read_note":{"arguments":{"required":["key"]}}}""", """{"name":"read_note","arguments":{}}""", "key")]
    [InlineData("""{"read_note":{}}""", """{"name":"read_note","arguments":{"key":5}}""", "key")]
    [InlineData("""{"pay":{"require":[{"conditions":[{"path":"args.amount","op":"lte","value":5}]}]}}""", """{"name":"pay","arguments":{"amount":6}}""", "amount")]
    [InlineData("""{"pay":{"require":[{"conditions":[{"path":"args.amount","op":"lte","value":5}]}]}}""", """{"name":"pay","arguments":{"note":"x"}}""", "amount")]
    [InlineData("""{"pay":{"require":[{"conditions":[{"path":"args.amount","op":"lte","value":5}]}]}}""", """{"name":"pay","arguments":"{\"amount\":1,\"amount\":6}"}""", "not judged")]
    [InlineData("""{"pay":{"deny_if":[{"conditions":[{"path":"args.amount","op":"gt","value":5}]}]}}""", """{"tool":"pay","amount":6}""", "amount")]
    [InlineData("""{"pay":{"limits":[{"counter":"spend","window":"day","max":5,"cost":{"path":"args.amount"}}]}}""", """{"name":"pay","arguments":{"amount":-1},"amount":1}""", "amount")]
    [InlineData("""{"x":{}}""", """{"name":["delete_note"]}""", "not a string")]
    [InlineData("""{"x":{}}""", """{"name":"read_note","Name":"delete_note"}""", "twice")]
    [InlineData("""{"x":{}}""", """{"name":"invoke_tool","arguments":{"name":"delete_note"}}""", "itself")]
    [InlineData("""{"call_tool":{"action":"deny","reason":"Not this way."}}""", """{"name":"read_note"}""", "Not this way.")]
    public async Task Call_ThatTheInnerToolsRulesRefuse_NeverArrives(string tools, string arguments, string says)
    {
        await using var gateway = await Recorded.StartAsync($$"""{"version":"1","default":"allow","tools":{{tools}}}""");

        var answer = await gateway.CallAsync("call_tool", arguments);

        answer.At("result.isError").ShouldBe("true");
        Recorded.TextOf(answer).ShouldContain(says);
        gateway.Server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_OfAnInnerToolThatIsAllowed_ArrivesAsItWas()
    {
        await using var gateway = await Recorded.StartAsync("""{"version":"1","default":"deny","tools":{"call_tool":{},"read_note":{}}}""");

        Recorded.TextOf(await gateway.CallAsync("call_tool", """{ "name":"read_note", "arguments": {"key" : "a"} }""")).ShouldBe("done");

        gateway.Server.Of("tools/call").Single().ShouldContain("""
            "arguments":{ "name":"read_note", "arguments": {"key" : "a"} }}
            """.Trim());
    }

    [Fact]
    public async Task Call_OfAnInnerToolThatNothingAllows_IsDeniedByDefault()
    {
        await using var gateway = await Recorded.StartAsync("""{"version":"1","default":"deny","tools":{"call_tool":{}}}""");

        (await gateway.CallAsync("call_tool", """{"name":"read_note"}""")).At("result.structuredContent.rule").ShouldBe("(default deny)");

        gateway.Server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_OfAHiddenInnerTool_IsAnsweredLikeOneThatIsNotThere()
    {
        await using var gateway = await Recorded.StartAsync("""{"version":"1","default":"allow","hide":["secret"],"tools":{"call_tool":{}}}""");

        var hidden = await gateway.CallAsync("call_tool", """{"name":"secret"}""");

        hidden.At("error.message").ShouldBe("Unknown tool: secret");
        hidden.At("error.code").ShouldBe("-32602");
        gateway.Server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_OfAnInnerToolByItsClass_IsJudgedByIt()
    {
        await using var gateway = await Recorded.StartAsync("""{"version":"1","default":"allow","class":{"destructive":{"action":"deny"}},"tools":{}}""");

        (await gateway.CallAsync("call_tool", """{"name":"delete_everything"}""")).At("result.isError").ShouldBe("true");
        (await gateway.CallAsync("call_tool", """{"name":"read_note"}""")).TryGetProperty("error", out _).ShouldBeFalse();

        gateway.Server.Of("tools/call").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Call_UnderAPolicyWithoutRules_IsLeftToTheServer()
    {
        await using var gateway = await Recorded.StartAsync();

        Recorded.TextOf(await gateway.CallAsync("call_tool", """{"name":5}""")).ShouldBe("done");
    }
}
