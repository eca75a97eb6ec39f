using Baton.Gateway.Sessions;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Tests.Sessions;

public sealed class ClientQuestionsTests
{
    private readonly ClientQuestions _questions = new();

    private static Envelope Answer(RequestId id) => Messages.Read($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{}}""");

    [Fact]
    public void Answer_ReachesTheQuestionOfItsId_Once()
    {
        List<string> heard = [];
        _questions.TryAsk(_ => heard.Add("a"), out var first).ShouldBeTrue();
        _questions.TryAsk(_ => heard.Add("b"), out var second).ShouldBeTrue();

        _questions.Answer(Answer(second.Value)).ShouldBeTrue();
        _questions.Answer(Answer(second.Value)).ShouldBeFalse();
        _questions.Answer(Answer(first.Value)).ShouldBeTrue();

        heard.ShouldBe(["b", "a"]);
        _questions.Count.ShouldBe(0);
    }

    [Fact]
    public void Answer_ToNothing_IsPassedOver()
    {
        _questions.TryAsk(_ => throw new InvalidOperationException(), out var id).ShouldBeTrue();
        _questions.Withdraw(id.Value);

        _questions.Answer(Answer(id.Value)).ShouldBeFalse();
        _questions.Answer(Answer(RequestId.Of(99))).ShouldBeFalse();
    }

    [Fact]
    public void Ask_OfAClientThatNeverAnswers_EndsAtABound()
    {
        var asked = 0;
        while (_questions.TryAsk(static _ => { }, out _)) asked++;

        asked.ShouldBe(256);
    }
}
