using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Policy.Decisions;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.Limits;

/// <summary>Budgets as calls meet them, at the borders of their windows, on a clock that the test moves.</summary>
public sealed class WindowTests : IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Judged _judged = new();

    [Fact]
    public async Task Sliding_Window_NeverAdmitsMoreInAnyMinuteAndSoonAdmitsAgain()
    {
        var replica = _judged.Replica(Rules("""{"counter":"c","window":"minute","max":3}"""));
        for (var call = 0; call < 3; call++) (await _judged.CallAsync(replica, "t")).ShouldBe("ok");
        (await _judged.CallAsync(replica, "t")).ShouldBe(DecisionCodes.LimitExceeded);

        _judged.Time.Advance(Minute - TimeSpan.FromMilliseconds(1));
        (await _judged.CallAsync(replica, "t")).ShouldBe(DecisionCodes.LimitExceeded);
        // at most one sub-bucket, a 64th of the window, late
        _judged.Time.Advance(TimeSpan.FromMilliseconds(1) + Minute / 64);
        (await _judged.CallAsync(replica, "t")).ShouldBe("ok");
    }

    [Fact]
    public async Task Calendar_Window_BeginsAnewAtItsBorder()
    {
        // The clock stands at 12:00:00.
        var replica = _judged.Replica(Rules("""{"counter":"c","window":"hour","max":2,"align":"calendar","tz":"UTC"}"""));
        _judged.Time.Advance(TimeSpan.FromMinutes(59));
        for (var call = 0; call < 2; call++) (await _judged.CallAsync(replica, "t")).ShouldBe("ok");
        (await _judged.CallAsync(replica, "t")).ShouldBe(DecisionCodes.LimitExceeded);

        _judged.Time.Advance(TimeSpan.FromSeconds(59));
        (await _judged.CallAsync(replica, "t")).ShouldBe(DecisionCodes.LimitExceeded);
        _judged.Time.Advance(TimeSpan.FromSeconds(1));
        (await _judged.CallAsync(replica, "t")).ShouldBe("ok");
    }

    [Fact]
    public async Task Clock_SetBack_GivesNothingBack()
    {
        var replica = _judged.Replica(Rules("""{"counter":"c","window":"minute","max":1}"""));
        (await _judged.CallAsync(replica, "t")).ShouldBe("ok");

        foreach (var step in new[] { -3600, -86400, 3600 })
        {
            _judged.Time.Advance(TimeSpan.FromSeconds(step));
            (await _judged.CallAsync(replica, "t")).ShouldBe(DecisionCodes.LimitExceeded, $"{step}");
        }
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("\"5\"")]
    [InlineData("null")]
    [InlineData("1e19")]
    [InlineData("1000000000000001")]
    [InlineData("[5]")]
    [InlineData("true")]
    public async Task Cost_ThatIsNoAmount_IsDeniedAndCostsNothing(string amount)
    {
        var replica = _judged.Replica(Rules("""{"counter":"spend","window":"day","max":10,"cost":{"path":"args.amount"}}"""));

        (await _judged.CallAsync(replica, "t", $$"""{"amount":{{amount}}}""")).ShouldNotBe("ok");
        (await _judged.CallAsync(replica, "t")).ShouldNotBe("ok");

        (await _judged.CallAsync(replica, "t", """{"amount":10}""")).ShouldBe("ok");
        _judged.Server.Arrived.ShouldBe(["""{"amount":10}"""]);
    }

    [Fact]
    public async Task Cost_Fractions_AreCountedExactly()
    {
        var replica = _judged.Replica(Rules("""{"counter":"spend","window":"day","max":1,"cost":{"path":"args.amount"}}"""));
        for (var call = 0; call < 10; call++) (await _judged.CallAsync(replica, "t", """{"amount":0.1}""")).ShouldBe("ok");

        (await _judged.CallAsync(replica, "t", """{"amount":0.0000001}""")).ShouldBe(DecisionCodes.LimitExceeded);
        (await _judged.CallAsync(replica, "t", """{"amount":0}""")).ShouldBe("ok");
    }

    [Fact]
    public async Task Cost_AtLeastTheMinimum_IsWhatACallCosts()
    {
        var replica = _judged.Replica(Rules("""{"counter":"spend","window":"day","max":1,"cost":{"path":"args.amount"},"min_cost":0.25}"""));
        for (var call = 0; call < 4; call++) (await _judged.CallAsync(replica, "t", """{"amount":0}""")).ShouldBe("ok");
        (await _judged.CallAsync(replica, "t", """{"amount":0}""")).ShouldBe(DecisionCodes.LimitExceeded);
    }

    [Fact]
    public async Task Call_ThatTheServerAnsweredWithAnError_Counts()
    {
        var replica = _judged.Replica(Rules("""{"counter":"c","window":"minute","max":2}"""));
        _judged.Server.Answer = _ => new Reply.Completed("""{"content":[]}"""u8.ToArray()) { IsToolError = true };
        await _judged.CallAsync(replica, "t");
        _judged.Server.Answer = _ => new Reply.Completed("""{"content":[]}"""u8.ToArray());
        await _judged.CallAsync(replica, "t");

        (await _judged.CallAsync(replica, "t")).ShouldBe(DecisionCodes.LimitExceeded);
    }

    [Fact]
    public async Task Call_ThatNeverReachedTheServer_IsGivenBackToItsOwnWindow()
    {
        var replica = _judged.Replica(Rules("""{"counter":"c","window":"minute","max":1}"""));
        _judged.Server.Answer = call =>
        {
            call.NeverArrived = true;
            return new Reply.Completed("""{"content":[]}"""u8.ToArray());
        };
        for (var call = 0; call < 5; call++) (await _judged.CallAsync(replica, "t")).ShouldBe("ok");
        _judged.Server.Answer = null;

        (await _judged.CallAsync(replica, "t")).ShouldBe("ok");
        (await _judged.CallAsync(replica, "t")).ShouldBe(DecisionCodes.LimitExceeded);
    }

    [Fact]
    public async Task SeveralLimits_WhenOneIsUsedUp_TakeNothingFromTheOthers()
    {
        var replica = _judged.Replica(Rules("""{"counter":"few","window":"minute","max":1}, {"counter":"many","window":"hour","max":3}"""));
        (await _judged.CallAsync(replica, "t")).ShouldBe("ok");
        for (var call = 0; call < 10; call++) (await _judged.CallAsync(replica, "t")).ShouldBe(DecisionCodes.LimitExceeded);

        for (var minute = 0; minute < 2; minute++)
        {
            _judged.Time.Advance(Minute * 2);
            (await _judged.CallAsync(replica, "t")).ShouldBe("ok");
        }
        _judged.Time.Advance(Minute * 2);
        (await _judged.CallAsync(replica, "t")).ShouldBe(DecisionCodes.LimitExceeded);
    }

    [Fact]
    public async Task Grants_DoNotShareACounter_ReplicasDo()
    {
        var (one, two) = (_judged.Replica(Rules("""{"counter":"c","window":"minute","max":2}""")), _judged.Replica(Rules("""{"counter":"c","window":"minute","max":2}""")));
        (await _judged.CallAsync(one, "t")).ShouldBe("ok");
        (await _judged.CallAsync(two, "t")).ShouldBe("ok");

        (await _judged.CallAsync(one, "t")).ShouldBe(DecisionCodes.LimitExceeded);
        (await _judged.CallAsync(two, "t")).ShouldBe(DecisionCodes.LimitExceeded);
        (await _judged.CallAsync(one, "t", grant: "other")).ShouldBe("ok");
    }

    [Fact]
    public async Task Repeat_SameArguments_AreCountedByThemselves()
    {
        var replica = _judged.Replica(Rules("""{"counter":"repeat","window":"minute","max":2,"same":"arguments"}"""));
        foreach (var arguments in new[] { """{"a":1,"b":2}""", """{"b":2,"a":1.0}""" }) (await _judged.CallAsync(replica, "t", arguments)).ShouldBe("ok");

        (await _judged.CallAsync(replica, "t", """{ "a":1, "b":2 }""")).ShouldBe(DecisionCodes.LimitExceeded);
        (await _judged.CallAsync(replica, "t", """{"a":2,"b":2}""")).ShouldBe("ok");
    }

    // Whatever the steps of the clock and the calls between them: no minute ever saw more than the limit.
    [Fact]
    public void Sliding_AnySequence_NeverAdmitsMoreThanTheLimitInAnyWindow()
        => Prop.ForAll(Gen.Choose(0, 40).ArrayOf(30).ToArbitrary(), steps => CheckAsync(steps).GetAwaiter().GetResult()).Check(Repeatable.Config.WithMaxTest(12));

    public ValueTask DisposeAsync() => _judged.DisposeAsync();

    private static async Task CheckAsync(int[] steps)
    {
        await using var judged = new Judged();
        var replica = judged.Replica(Rules("""{"counter":"c","window":"minute","max":3}"""));
        var admitted = new List<DateTimeOffset>();
        foreach (var step in steps)
        {
            judged.Time.Advance(TimeSpan.FromSeconds(step));
            if (await judged.CallAsync(replica, "t") == "ok") admitted.Add(judged.Time.GetUtcNow());
        }
        foreach (var start in admitted) admitted.Count(at => at >= start && at < start + Minute).ShouldBeLessThanOrEqualTo(3);
    }

    private static string Rules(string limits) => $$$"""{"version":"1","default":"deny","tools":{"t":{"limits":[{{{limits}}}]} } }""";
}
