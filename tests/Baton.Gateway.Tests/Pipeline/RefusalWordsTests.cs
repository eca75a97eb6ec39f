using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Pipeline;

/// <summary>A refusal in the client's words, for each kind of it, each method and both eras.</summary>
public sealed class RefusalWordsTests
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
    public void Denied_ToolCall_IsAResult(bool isStateless, bool hasOutputSchema, string expected)
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
    public void Denied_AnythingElse_IsAnErrorWithTheSameDecision(string method)
    {
        var call = CallBuilder.InSession(Messages.Request("1", method, """{"name":"n","uri":"a:b"}"""));
        Presentation.For(call, new Reply.Refused(Denied)).Text().ShouldBe($"{Protocol.Errors.ErrorCode.Refused} Not \"today\".\n日本 {Decision}");
    }

    [Theory]
    [InlineData(RefusalKind.NoSuchServer, Protocol.Errors.ErrorCode.InvalidParams, 404)]
    [InlineData(RefusalKind.HeaderMismatch, Protocol.Errors.ErrorCode.HeaderMismatch, null)]
    [InlineData(RefusalKind.Failed, Protocol.Errors.ErrorCode.StepFailed, null)]
    public void Other_Kinds_AreErrors_AlsoOfToolCalls(RefusalKind kind, int code, int? status)
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
    public void Hidden_IsWhatAnUnknownOneWouldBe_AndNeverTheReason(string method, bool isStateless, string expected)
    {
        const string Members = "\"name\":\"n\",\"uri\":\"a:b\"";
        var call = isStateless ? CallBuilder.Stateless(Messages.Stateless("1", method, Members)) : CallBuilder.InSession(Messages.Request("1", method, $"{{{Members}}}"));
        Presentation.For(call, new Reply.Refused(new Refusal("policy", RefusalKind.Hidden, "hidden", "a secret reason") { Rule = "(hidden)" })).Text().ShouldBe(expected);
    }

    [Fact]
    public void Anything_ThatIsNoRefusal_IsLeftAlone()
    {
        foreach (var reply in (Reply[])[Watched.Completed("{}"), new Reply.Streamed(5), new Reply.Failed(new Protocol.Errors.RpcError(1, "x")), Reply.None.Instance])
        {
            Presentation.For(CallBuilder.InSession(Messages.Call("1", "t")), reply).ShouldBeSameAs(reply);
        }
    }

    [Fact]
    public async Task StreamedAnswer_PassesItsPiecesOn_AndKnowsWhetherItIsWhole()
    {
        var whole = new StreamedAnswer();
        var reading = ReadAsync(whole);
        for (var piece = 0; piece < 20; piece++) await whole.WriteAsync(new[] { (byte)('a' + piece) }, default);
        whole.IsWhole.ShouldBeFalse();
        whole.End();
        ((await reading.WaitAsync(Patience.Limit)), whole.IsWhole).ShouldBe(("abcdefghijklmnopqrst", true));

        var broken = new StreamedAnswer();
        await broken.WriteAsync("x"u8.ToArray(), default);
        broken.Break();
        await broken.WriteAsync("y"u8.ToArray(), default);
        ((await ReadAsync(broken)), broken.IsWhole).ShouldBe(("x", false));
    }

    [Fact]
    public async Task StreamedAnswer_HoldsItsWriterUp_UntilSomebodyReadsOrGivesUp()
    {
        var answer = new StreamedAnswer();
        for (var piece = 0; piece < 4; piece++) await answer.WriteAsync("x"u8.ToArray(), default);
        var fifth = answer.WriteAsync("y"u8.ToArray(), default).AsTask();
        fifth.IsCompleted.ShouldBeFalse();
        answer.Abandon();
        await fifth.WaitAsync(Patience.Limit);
        (await ReadAsync(answer)).Length.ShouldBeLessThanOrEqualTo(1);

        using var takenBack = new CancellationTokenSource();
        var full = new StreamedAnswer();
        for (var piece = 0; piece < 4; piece++) await full.WriteAsync("x"u8.ToArray(), default);
        var waiting = full.WriteAsync("y"u8.ToArray(), takenBack.Token).AsTask();
        await takenBack.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    private static async Task<string> ReadAsync(StreamedAnswer answer)
    {
        var text = new System.Text.StringBuilder();
        await foreach (var piece in answer.ReadAsync(default)) text.Append(System.Text.Encoding.UTF8.GetString(piece.Span));
        return text.ToString();
    }
}
