using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Tests.Pipeline;

/// <summary>How a refusal looks to a client, word for word: by kind, by method and by era.</summary>
public sealed class PresentationTests
{
    private static readonly Refusal Denied = new("policy", RefusalKind.Denied, "denied", "Not \"today\".\n日本")
    {
        Rule = "/tools/t",
        Details = [KeyValuePair.Create<string, ReadOnlyMemory<byte>>("retry_after_ms", "1500"u8.ToArray()), KeyValuePair.Create<string, ReadOnlyMemory<byte>>("approval", """{"id":"a_1"}"""u8.ToArray())],
    };

    private const string Decision = """{"code":"denied","rule":"/tools/t","reason":"Not \"today\".\n日本","retry_after_ms":1500,"approval":{"id":"a_1"}}""";

    [Theory]
    [InlineData(false, false, "{\"content\":[{\"type\":\"text\",\"text\":\"[POLICY DENIED] Not \\\"today\\\".\\n日本\"}],\"structuredContent\":DECISION,\"isError\":true,\"_meta\":{\"dev.baton/decision\":DECISION}}")]
    [InlineData(true, false, "{\"resultType\":\"complete\",\"content\":[{\"type\":\"text\",\"text\":\"[POLICY DENIED] Not \\\"today\\\".\\n日本\"}],\"structuredContent\":DECISION,\"isError\":true,\"_meta\":{\"dev.baton/decision\":DECISION}}")]
    [InlineData(false, true, "{\"content\":[{\"type\":\"text\",\"text\":\"[POLICY DENIED] Not \\\"today\\\".\\n日本\"}],\"isError\":true,\"_meta\":{\"dev.baton/decision\":DECISION}}")]
    public void For_DeniedToolCall_IsAResult(bool isStateless, bool hasOutputSchema, string expected)
    {
        var call = isStateless ? CallBuilder.Stateless(HttpRecorded.StatelessCall("1", "t")) : CallBuilder.InSession(Messages.Call("1", "t"));
        var reply = Presentation.For(call, new Reply.Refused(Denied with { HasOutputSchema = hasOutputSchema })).ShouldBeOfType<Reply.Completed>();
        (reply.IsToolError, reply.Text()).ShouldBe((true, expected.Replace("DECISION", Decision, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("tools/list")]
    [InlineData("prompts/get")]
    [InlineData("resources/read")]
    [InlineData("completion/complete")]
    [InlineData("own/method")]
    public void For_DeniedOtherMethod_IsAnErrorWithTheSameDecision(string method)
    {
        var call = CallBuilder.InSession(Messages.Request("1", method, """{"name":"n","uri":"a:b"}"""));
        var failed = Presentation.For(call, new Reply.Refused(Denied)).ShouldBeOfType<Reply.Failed>();
        failed.HttpStatus.ShouldBeNull();
        failed.Text().ShouldBe($"{ErrorCode.Refused} Not \"today\".\n日本 {Decision}");
    }

    [Theory]
    [InlineData(RefusalKind.NoSuchServer, ErrorCode.InvalidParams, 404)]
    [InlineData(RefusalKind.HeaderMismatch, ErrorCode.HeaderMismatch, null)]
    [InlineData(RefusalKind.Failed, ErrorCode.StepFailed, null)]
    public void For_OtherKinds_AreErrors_AlsoOfToolCalls(RefusalKind kind, int code, int? status)
    {
        var failed = Presentation.For(CallBuilder.InSession(Messages.Call("1", "t")), new Reply.Refused(new Refusal("s", kind, "c", "m"))).ShouldBeOfType<Reply.Failed>();
        (failed.Error.Code, failed.HttpStatus, failed.Text()).ShouldBe((code, status, $$"""{{code}} m {"code":"c","reason":"m"}"""));
    }

    [Theory]
    [InlineData("tools/call", false, "-32602 Unknown tool: n ")]
    [InlineData("tools/call", true, "-32602 Unknown tool: n ")]
    [InlineData("prompts/get", false, "-32602 Unknown prompt: n ")]
    [InlineData("resources/read", false, """-32002 Resource not found {"uri":"a:b"}""")]
    [InlineData("resources/read", true, """-32602 Resource not found {"uri":"a:b"}""")]
    [InlineData("own/method", false, "-32601 Method not found: own/method ")]
    public void For_Hidden_IsWhatAnUnknownOneWouldBe_AndNeverTheReason(string method, bool isStateless, string expected)
    {
        const string Members = "\"name\":\"n\",\"uri\":\"a:b\"";
        var call = isStateless ? CallBuilder.Stateless(Messages.Stateless("1", method, Members)) : CallBuilder.InSession(Messages.Request("1", method, $"{{{Members}}}"));
        Presentation.For(call, new Reply.Refused(new Refusal("policy", RefusalKind.Hidden, "hidden", "a secret reason") { Rule = "(hidden)" })).Text().ShouldBe(expected);
    }

    [Theory]
    [InlineData("resources/subscribe", """{"uri":"note://a"}""", """-32002 Resource not found {"uri":"note://a"}""")]
    [InlineData("resources/unsubscribe", """{"uri":"note://a"}""", """-32002 Resource not found {"uri":"note://a"}""")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/prompt","name":"p"},"argument":{"name":"a","value":""}}""", "-32602 Unknown prompt: p ")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/resource","uri":"note://{a}"},"argument":{"name":"a","value":""}}""", """-32002 Resource not found {"uri":"note://{a}"}""")]
    public void For_HiddenBehindAnotherMethod_IsWhatAnUnknownOneWouldBe(string method, string parameters, string expected)
        => Presentation.For(CallBuilder.InSession(Messages.Request("1", method, parameters)), new Reply.Refused(Denied with { Kind = RefusalKind.Hidden })).Text().ShouldBe(expected);

    [Fact]
    public void For_Details_AreMembersOfTheDecisionInTheirOrder()
    {
        var refusal = Denied with { Rule = "/tools/pay/deny_if/0", Details = [new("retry_after_ms", "1500"u8.ToArray()), new("remaining", "0.5"u8.ToArray()), new("approval", """{"id":"a_1"}"""u8.ToArray())] };
        var reply = Presentation.For(CallBuilder.InSession(Messages.Call("1", "pay")), new Reply.Refused(refusal));
        Messages.Json(reply.Text()).GetProperty("structuredContent").EnumerateObject().Select(member => $"{member.Name}={member.Value}").ShouldBe(
            ["code=denied", "rule=/tools/pay/deny_if/0", "reason=Not \"today\".\n日本", "retry_after_ms=1500", "remaining=0.5", """approval={"id":"a_1"}"""]);
    }

    [Fact]
    public void For_BrokenStep_NamesItAndNothingElse()
    {
        var text = Presentation.For(CallBuilder.InSession(Messages.Call("1", "pay")), new Reply.Refused(Refusal.Broken("limits"))).Text();
        text.ShouldContain("its step 'limits' failed");
    }

    [Fact]
    public void For_AnythingElse_IsTheSame()
    {
        var call = CallBuilder.InSession(Messages.Call("1", "pay"));
        foreach (var reply in new Reply[] { new Reply.Completed("{}"u8.ToArray()), new Reply.Failed(RpcError.InvalidParams("x")), Reply.None.Instance, new Reply.Streamed(7) })
        {
            Presentation.For(call, reply).ShouldBeSameAs(reply);
        }
    }
}
