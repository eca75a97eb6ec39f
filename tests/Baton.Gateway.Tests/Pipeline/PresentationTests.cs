using System.Text;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Tests.Pipeline;

/// <summary>How a refusal looks to a client: by kind, by method and by era.</summary>
public sealed class PresentationTests
{
    private static readonly Refusal Denied = new("policy", RefusalKind.Denied, "denied", "Not \"this\" one.") { Rule = "/tools/pay/deny_if/0" };

    [Fact]
    public void For_DeniedToolCall_IsAResultOfTheSessionEra()
        => Presentation.For(CallBuilder.InSession(Messages.Call("1", "pay")), new Reply.Refused(Denied)).Text().ShouldBe(
            """{"content":[{"type":"text","text":"[POLICY DENIED] Not \"this\" one."}],"structuredContent":{"code":"denied","rule":"/tools/pay/deny_if/0","reason":"Not \"this\" one."},"isError":true,"_meta":{"dev.baton/decision":{"code":"denied","rule":"/tools/pay/deny_if/0","reason":"Not \"this\" one."}}}""");

    [Fact]
    public void For_DeniedToolCall_IsACompleteResultOfTheStatelessEra()
    {
        var reply = Presentation.For(CallBuilder.Stateless(Messages.Stateless("1", "tools/call", "\"name\":\"pay\"")), new Reply.Refused(Denied));
        reply.ShouldBeOfType<Reply.Completed>().IsToolError.ShouldBeTrue();
        Messages.Json(reply.Text()).At("resultType").ShouldBe("complete");
    }

    [Fact]
    public void For_ToolWithAnOutputSchema_HasNoStructuredContent()
    {
        var reply = Presentation.For(CallBuilder.InSession(Messages.Call("1", "pay")), new Reply.Refused(Denied with { HasOutputSchema = true }));
        Messages.Json(reply.Text()).TryGetProperty("structuredContent", out _).ShouldBeFalse();
        Messages.Json(reply.Text()).GetProperty("_meta").GetProperty("dev.baton/decision").At("code").ShouldBe("denied");
    }

    [Fact]
    public void For_Details_AreMembersOfTheDecisionInTheirOrder()
    {
        var refusal = Denied with { Details = [new("retry_after_ms", "1500"u8.ToArray()), new("remaining", "0.5"u8.ToArray()), new("approval", """{"id":"a_1"}"""u8.ToArray())] };
        var reply = Presentation.For(CallBuilder.InSession(Messages.Call("1", "pay")), new Reply.Refused(refusal));
        Messages.Json(reply.Text()).GetProperty("structuredContent").EnumerateObject().Select(member => $"{member.Name}={member.Value}").ShouldBe(
            ["code=denied", "rule=/tools/pay/deny_if/0", "reason=Not \"this\" one.", "retry_after_ms=1500", "remaining=0.5", """approval={"id":"a_1"}"""]);
    }

    [Theory]
    [InlineData("prompts/get", """{"name":"p"}""")]
    [InlineData("resources/read", """{"uri":"note://a"}""")]
    [InlineData("own/method", "{}")]
    public void For_DeniedOtherMethod_IsAnErrorWithTheDecision(string method, string parameters)
    {
        var failed = Presentation.For(CallBuilder.InSession(Messages.Request("1", method, parameters)), new Reply.Refused(Denied)).ShouldBeOfType<Reply.Failed>();

        (failed.Error.Code, failed.Error.Message, failed.HttpStatus).ShouldBe((ErrorCode.Refused, "Not \"this\" one.", null));
        Messages.Json(Encoding.UTF8.GetString(failed.Error.Data.Span)).At("rule").ShouldBe("/tools/pay/deny_if/0");
    }

    [Theory]
    [InlineData("tools/call", """{"name":"pay"}""", "-32602 Unknown tool: pay ")]
    [InlineData("prompts/get", """{"name":"p"}""", "-32602 Unknown prompt: p ")]
    [InlineData("resources/read", """{"uri":"note://a"}""", """-32002 Resource not found {"uri":"note://a"}""")]
    [InlineData("resources/subscribe", """{"uri":"note://a"}""", """-32002 Resource not found {"uri":"note://a"}""")]
    [InlineData("resources/unsubscribe", """{"uri":"note://a"}""", """-32002 Resource not found {"uri":"note://a"}""")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/prompt","name":"p"},"argument":{"name":"a","value":""}}""", "-32602 Unknown prompt: p ")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/resource","uri":"note://{a}"},"argument":{"name":"a","value":""}}""", """-32002 Resource not found {"uri":"note://{a}"}""")]
    [InlineData("own/method", "{}", "-32601 Method not found: own/method ")]
    public void For_Hidden_IsWhatTheServerWouldSayOfWhatItDoesNotHave(string method, string parameters, string expected)
    {
        var text = Presentation.For(CallBuilder.InSession(Messages.Request("1", method, parameters)), new Reply.Refused(Denied with { Kind = RefusalKind.Hidden })).Text();
        text.ShouldStartWith(expected);
        text.ShouldNotContain("Not \"this\" one.");
        text.ShouldNotContain("deny_if");
    }

    [Fact]
    public void For_HiddenResourceOfTheStatelessEra_HasItsCode()
        => Presentation.For(CallBuilder.Stateless(Messages.Stateless("1", "resources/read", "\"uri\":\"note://a\"")), new Reply.Refused(Denied with { Kind = RefusalKind.Hidden })).Text()
            .ShouldStartWith("-32602 Resource not found");

    [Theory]
    [InlineData(RefusalKind.NoSuchServer, ErrorCode.InvalidParams, 404)]
    [InlineData(RefusalKind.HeaderMismatch, ErrorCode.HeaderMismatch, null)]
    [InlineData(RefusalKind.Failed, ErrorCode.StepFailed, null)]
    public void For_OtherKinds_AreErrorsAlsoForToolCalls(RefusalKind kind, int code, int? status)
    {
        var failed = Presentation.For(CallBuilder.InSession(Messages.Call("1", "pay")), new Reply.Refused(Denied with { Kind = kind })).ShouldBeOfType<Reply.Failed>();
        (failed.Error.Code, failed.HttpStatus).ShouldBe((code, status));
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
