using System.Text;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Tests.Upstreams.Relays;

/// <summary>The calls that wait on one connection: whose answer is whose, and what each is told when none comes.</summary>
public sealed class WaitingCallsTests
{
    private readonly WaitingCalls _calls = new();

    [Fact]
    public void Begin_GivesEachCallAnIdOfItsOwn_WhateverTheClientsIs()
    {
        var ids = Enumerable.Range(0, 5).Select(_ => Begin().Id.ToString()).ToList();
        ids.ShouldBe(["1", "2", "3", "4", "5"]);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("1.0", true)]
    [InlineData("\"1\"", false)]
    [InlineData("2", false)]
    [InlineData("-1", false)]
    public void Find_GoesByTheIdsValueAndKind(string id, bool isFound)
    {
        var open = Begin();
        _calls.Find(RequestId.Read(Encoding.ASCII.GetBytes(id))!.Value).ShouldBe(isFound ? open : null);
    }

    [Fact]
    public void Forgotten_Call_IsNotFound_AndTheNextIdIsAnother()
    {
        var open = Begin();
        _calls.Forget(open);
        _calls.Find(open.Id).ShouldBeNull();
        Begin().Id.ShouldNotBe(open.Id);
    }

    [Fact]
    public void OnlyAndNewest_AreThoseThatAreOpen()
    {
        (_calls.Only(), _calls.Newest()).ShouldBe((null, null));
        var first = Begin();
        (_calls.Only(), _calls.Newest()).ShouldBe((first, first));
        var second = Begin();
        (_calls.Only(), _calls.Newest()).ShouldBe((null, second));
        _calls.Forget(second);
        (_calls.Only(), _calls.Newest()).ShouldBe((first, first));
    }

    [Fact]
    public void Certain_IsTheOnlyCall_UntilOneWasGivenUpWithoutItsAnswer()
    {
        var answered = Begin();
        answered.Finish(Reply.None.Instance);
        _calls.Forget(answered);
        var open = Begin();
        _calls.Certain().ShouldBe(open);

        _calls.Forget(open);
        Begin();
        _calls.Certain().ShouldBeNull();
    }

    [Fact]
    public async Task Finish_Twice_KeepsTheFirst()
    {
        var open = Begin();
        open.Finish(Watched.Completed("1"));
        open.Finish(Watched.Completed("2"));
        (await open.Answer).Text().ShouldBe("1");
    }

    [Fact]
    public async Task FailOpen_TellsEachInItsOwnWords_AndLaterOnesGoOn()
    {
        var one = Begin("a");
        var two = Begin("b");
        _calls.FailOpen(call => new Reply.Failed(new RpcError(1, call.Envelope.Name!)));
        (await one.Answer).Text().ShouldBe("1 a ");
        (await two.Answer).Text().ShouldBe("1 b ");
        Begin("c").Answer.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task End_TellsEverybody_AlsoWhoeverComesLater()
    {
        var before = Begin();
        var end = ServerReply.Unavailable("over", cause: "ended");
        _calls.End(end);
        (await before.Answer).ShouldBeSameAs(end);
        (await Begin().Answer).ShouldBeSameAs(end);
    }

    [Fact]
    public async Task BeginAndEnd_AtOnce_LeaveNobodyWaiting()
    {
        for (var round = 0; round < 200; round++)
        {
            var calls = new WaitingCalls();
            var call = Call("t");
            var begun = Task.Run(() => calls.Begin(call));
            calls.End(Reply.None.Instance);
            await (await begun).Answer.WaitAsync(Patience.Limit);
        }
    }

    [Theory]
    [InlineData("tools/call", """{"isError":true}""", true)]
    [InlineData("tools/call", """{"isError":"true"}""", false)]
    [InlineData("tools/call", """{"isError":false}""", false)]
    [InlineData("tools/call", """{"is\u0045rror":true}""", true)]
    [InlineData("tools/call", """{"structuredContent":{"isError":true}}""", false)]
    [InlineData("prompts/get", """{"isError":true}""", false)]
    public void Reply_OfAResult_IsAToolsError_WhereItSaysSo(string method, string result, bool isError)
    {
        var call = CallBuilder.InSession(Messages.Request("1", method, """{"name":"t"}"""));
        var reply = ServerReply.Of(call, Messages.Read($$"""{"jsonrpc":"2.0","id":1,"result":{{result}}}""")).ShouldBeOfType<Reply.Completed>();
        (reply.IsToolError, reply.Text()).ShouldBe((isError, result));
    }

    [Theory]
    [InlineData("""{"code":-32050,"message":"no","data":{"a":1.0}}""", """-32050 no {"a":1.0}""")]
    [InlineData("""{"code":7,"message":""}""", "7  ")]
    [InlineData("""{"code":-32050,"message":"no","data":null}""", "-32050 no null")]
    public void Reply_OfAnError_IsThatError(string error, string expected)
        => ServerReply.Of(Call("t"), Messages.Read($$"""{"jsonrpc":"2.0","id":1,"error":{{error}}}""")).Text().ShouldBe(expected);

    [Theory]
    [InlineData(null, null, "")]
    [InlineData("busy", null, """{"cause":"busy"}""")]
    [InlineData("busy", 1500.2, """{"cause":"busy","retry_after_ms":1501}""")]
    [InlineData(null, 0.0, """{"retry_after_ms":1}""")]
    public void Unavailable_SaysWhyAndWhen(string? cause, double? milliseconds, string data)
    {
        var error = ServerReply.Unavailable("gone", milliseconds is { } wait ? TimeSpan.FromMilliseconds(wait) : null, cause).Error;
        (error.Code, error.Message, Encoding.UTF8.GetString(error.Data.Span)).ShouldBe((ErrorCode.ServerUnavailable, "gone", data));
    }

    private Waiting Begin(string tool = "t") => _calls.Begin(Call(tool));

    private static Call Call(string tool) => CallBuilder.InSession(Messages.Call("\"same\"", tool));
}
