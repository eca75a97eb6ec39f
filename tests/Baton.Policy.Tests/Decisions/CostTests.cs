using Baton.Policy.Decisions;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Decisions;

/// <summary>What a call costs, and why a cost that cannot be told refuses the call.</summary>
public sealed class CostTests
{
    [Theory]
    [InlineData("0.99", "0.99")]
    [InlineData("1", "1")]
    [InlineData("1e2", "100")]
    [InlineData("0.010", "0.01")]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("1e15", "1000000000000000")]
    [InlineData("1e-15", "0.000000000000001")]
    [InlineData("1.000000000000000000000000001e-10", "0.0000000001000000000000000001")]
    public void Decide_Amount_IsTakenExactly(string amount, string cost)
        => Spend($$"""{"n":{{amount}} }""").Reservations.ShouldHaveSingleItem().Cost.ShouldBe(decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("{}", "is missing")]
    [InlineData("""{"n":null}""", "is null")]
    [InlineData("""{"n":"5"}""", "is not a number")]
    [InlineData("""{"n":true}""", "is not a number")]
    [InlineData("""{"n":[5]}""", "is not a number")]
    [InlineData("""{"n":{"n":5}}""", "is not a number")]
    [InlineData("""{"n":-0.01}""", "is negative")]
    [InlineData("""{"n":-1e300}""", "is negative")]
    [InlineData("""{"n":1e19}""", "is not an amount")]
    [InlineData("""{"n":1000000000000000.1}""", "is not an amount")]
    [InlineData("""{"n":1e-16}""", "is not an amount")]
    [InlineData("""{"n":0.12345678901234567890123456789}""", "is not an amount")]
    public void Decide_AmountThatCannotBeTold_IsRefusedAndSaysWhy(string args, string why)
    {
        var decision = Spend(args);
        (decision.Outcome, decision.Code, decision.Rule).ShouldBe((DecisionOutcome.Deny, "invalid_cost", "/tools/t/limits/spend"));
        decision.Message.ShouldContain("\"spend\"");
        decision.Message.ShouldContain($"`args.n` {why}");
        decision.Reservations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"items":[{"n":0.1},{"n":0.2}]}""", "0.3")]
    [InlineData("""{"items":[]}""", "0")]
    [InlineData("""{"items":[{"n":1e15}]}""", "1000000000000000")]
    public void Decide_CostOverEach_AddsUpExactly(string args, string cost)
        => Spend(args, "args.items[*].n").Reservations[0].Cost.ShouldBe(decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("""{"items":[{"n":1e15},{"n":0.01}]}""", "adds up to more than 1e15")]
    [InlineData("""{"items":[{"n":5},{"n":-5}]}""", "is negative")]
    [InlineData("""{"items":[{"n":5},{}]}""", "is missing")]
    [InlineData("""{"items":[{"n":5},7]}""", "is missing")]
    [InlineData("""{"items":{"n":5}}""", "is not a list")]
    [InlineData("{}", "is missing")]
    public void Decide_CostOverEachWithOneThatCannotBeTold_IsRefused(string args, string why)
        => Spend(args, "args.items[*].n").Message.ShouldContain(why);

    [Theory]
    [InlineData("0", "0.5")]
    [InlineData("0.49", "0.5")]
    [InlineData("0.5", "0.5")]
    [InlineData("0.51", "0.51")]
    public void Decide_MinCost_IsTheLeastThatIsTaken(string amount, string cost)
        => Given.Decide("""{"limits":[{"counter":"spend","window":"day","max":100,"cost":{"path":"args.n"},"min_cost":0.5}]}""", $$"""{"n":{{amount}} }""")
            .Reservations[0].Cost.ShouldBe(decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Decide_WithoutCost_EachCallCostsOne()
        => Given.Decide("""{"limits":[{"counter":"c","window":"day","max":100}]}""", """{"n":50}""").Reservations[0].Cost.ShouldBe(1);

    [Fact]
    public void Decide_ObservedEntry_RecordsABadCostAndLetsPass()
    {
        var decision = Given.Decide("""{"mode":"observe","limits":[{"counter":"spend","window":"day","max":100,"cost":{"path":"args.n"}}]}""", """{"n":-1}""");
        (decision.Outcome, decision.IsObserved, decision.Code, decision.ObservedOutcome).ShouldBe((DecisionOutcome.Allow, true, "invalid_cost", DecisionOutcome.Deny));
    }

    [Theory]
    [InlineData("args.items[any].n", "path", "[*] for the sum")]
    [InlineData("caller.grant", "path", "stands in the arguments")]
    [InlineData("amount", "path", "begins with args")]
    public void Load_CostAtAPathThatIsNoAmount_IsAnError(string path, string code, string why)
    {
        var error = Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","window":"day","max":1,"cost":{"path":"{{path}}"} }]} } }""").ShouldHaveSingleItem();
        (error.Code, error.Pointer).ShouldBe((code, "/tools/t/limits/0/cost/path"));
        error.Message.ShouldContain(why);
    }

    private static Decision Spend(string args, string path = "args.n")
        => Given.Decide($$"""{"limits":[{"counter":"spend","window":"day","max":100,"cost":{"path":"{{path}}"} }]}""", args);
}
