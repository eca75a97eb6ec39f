using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Policy.Decisions;

namespace Baton.Gateway.Tests.Approvals;

/// <summary>An approval is for one fingerprint, is used once, and expires: whatever replica the repeated call comes to.</summary>
public sealed class FingerprintTests : IAsyncDisposable
{
    private const string Rules = """{"version":"1","default":"deny","tools":{"pay":{"approval":{"by":"operator","timeout":"30m","wait":"0s"}},"refund":{"approval":{"by":"operator","timeout":"30m","wait":"0s"}}}}""";

    private readonly Judged _judged = new();

    [Theory]
    [InlineData("""{"amount":5,"to":"ada"}""", """{"to":"ada","amount":5}""", true)]
    [InlineData("""{"amount":5}""", """{ "amount" : 5.0 }""", true)]
    [InlineData("""{"amount":5}""", """{"amount":5e0}""", true)]
    [InlineData("""{"to":"\u0061da"}""", """{"to":"ada"}""", true)]
    [InlineData("""{"list":[1,2]}""", """{"list":[2,1]}""", false)]
    [InlineData("""{"amount":5}""", """{"amount":"5"}""", false)]
    [InlineData("""{"amount":5}""", """{"amount":5.01}""", false)]
    [InlineData("""{"amount":5}""", """{"amount":5,"note":null}""", false)]
    [InlineData("""{"to":"ada"}""", """{"to":"Ada"}""", false)]
    [InlineData("""{"to":"ada"}""", """{"to":"ada "}""", false)]
    [InlineData("""{"to":"\u00e9"}""", """{"to":"e\u0301"}""", false)]
    [InlineData("""{"a":{"b":1}}""", """{"a":{"b":1,"c":1}}""", false)]
    public async Task Approve_Arguments_LetTheSameOnesThroughInAnySpelling(string approved, string repeated, bool passes)
    {
        var replica = _judged.Replica(Rules);
        await PendingAsync(replica, "pay", approved);
        await _judged.DecideAsync(true);

        (await _judged.CallAsync(replica, "pay", repeated)).ShouldBe(passes ? "ok" : DecisionCodes.ApprovalRequired);

        _judged.Server.Arrived.ShouldBe(passes ? [repeated] : []);
    }

    [Fact]
    public async Task Approve_AnotherToolGrantOrPolicy_DoesNotPass()
    {
        var replica = _judged.Replica(Rules);
        await PendingAsync(replica, "pay", """{"amount":5}""");
        await _judged.DecideAsync(true);
        var edited = _judged.Replica(Rules.Replace("30m", "31m", StringComparison.Ordinal));

        (await _judged.CallAsync(replica, "refund", """{"amount":5}""")).ShouldBe(DecisionCodes.ApprovalRequired);
        (await _judged.CallAsync(replica, "pay", """{"amount":5}""", grant: "other")).ShouldBe(DecisionCodes.ApprovalRequired);
        (await _judged.CallAsync(edited, "pay", """{"amount":5}""")).ShouldBe(DecisionCodes.ApprovalRequired);
        (await _judged.CallAsync(replica, "pay", """{"amount":5}""")).ShouldBe("ok");
    }

    // Two replicas, many calls at once: a used approval is never armed again.
    [Fact]
    public async Task Approve_Once_LetsOneOfManyThroughOnTwoReplicas()
    {
        var replicas = new[] { _judged.Replica(Rules), _judged.Replica(Rules) };
        await PendingAsync(replicas[0], "pay", """{"amount":5}""");
        await _judged.DecideAsync(true);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(() => _judged.CallAsync(replicas[number % 2], "pay", """{"amount":5}"""))));

        outcomes.Count(outcome => outcome == "ok").ShouldBe(1);
        outcomes.Where(outcome => outcome != "ok").ShouldAllBe(outcome => outcome == DecisionCodes.ApprovalRequired);
        _judged.Server.Arrived.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Approve_NotUsedInTime_HasExpired()
    {
        var replica = _judged.Replica(Rules);
        await PendingAsync(replica, "pay", "{}");
        _judged.Time.Advance(TimeSpan.FromMinutes(29));
        await _judged.DecideAsync(true);
        _judged.Time.Advance(TimeSpan.FromMinutes(30));

        (await _judged.CallAsync(replica, "pay")).ShouldBe(DecisionCodes.ApprovalRequired);
        _judged.Server.Arrived.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deny_HoldsForItsTimeAndThenIsAskedAgain()
    {
        var replica = _judged.Replica(Rules);
        await PendingAsync(replica, "pay", "{}");
        await _judged.DecideAsync(false);

        (await _judged.CallAsync(replica, "pay")).ShouldBe(DecisionCodes.ApprovalDenied);
        (await _judged.CallAsync(replica, "pay")).ShouldBe(DecisionCodes.ApprovalDenied);
        _judged.Time.Advance(TimeSpan.FromMinutes(31));
        await PendingAsync(replica, "pay", "{}");
        _judged.Server.Arrived.ShouldBeEmpty();
    }

    [Fact]
    public async Task Approve_ForACallThatTheServerFails_IsUsedUp()
    {
        var replica = _judged.Replica(Rules);
        _judged.Server.Answer = _ => new Reply.Completed("""{"content":[]}"""u8.ToArray()) { IsToolError = true };
        await PendingAsync(replica, "pay", "{}");
        await _judged.DecideAsync(true);
        (await _judged.CallAsync(replica, "pay")).ShouldBe("ok");

        await PendingAsync(replica, "pay", "{}");
    }

    public ValueTask DisposeAsync() => _judged.DisposeAsync();

    private async Task PendingAsync(MessagePipeline replica, string tool, string arguments)
        => (await _judged.CallAsync(replica, tool, arguments)).ShouldBe(DecisionCodes.ApprovalRequired);
}
