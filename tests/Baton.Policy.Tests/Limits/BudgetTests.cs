using System.Globalization;
using System.Numerics;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Limits;
using Baton.Policy.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Policy.Tests.Limits;

/// <summary>The ways in which budgets of other systems were tricked.</summary>
public sealed class BudgetTests
{
    private const string Spend = """{"limits":[{"counter":"spend","window":"day","max":100,"cost":{"path":"args.amount"}}]}""";

    [Theory]
    [InlineData("""{"amount":-50}""", "is negative")]
    [InlineData("""{"amount":-0.01}""", "is negative")]
    [InlineData("{}", "is missing")]
    [InlineData("""{"amount":null}""", "is null")]
    [InlineData("""{"amount":"50"}""", "is not a number")]
    [InlineData("""{"amount":true}""", "is not a number")]
    [InlineData("""{"amount":[50]}""", "is not a number")]
    [InlineData("""{"amount":1e19}""", "is not an amount")]
    [InlineData("""{"amount":1e308}""", "is not an amount")]
    [InlineData("""{"amount":1000000000000000.1}""", "is not an amount")]
    [InlineData("""{"amount":1e-16}""", "is not an amount")]
    [InlineData("""{"amount":0.12345678901234567890123456789}""", "is not an amount")]
    public void Decide_CostThatCannotBeTold_IsDeniedAndSaysWhy(string args, string why)
    {
        var decision = Given.Decide(Spend, args);
        decision.Outcome.ShouldBe(DecisionOutcome.Deny);
        decision.Code.ShouldBe("invalid_cost");
        decision.Rule.ShouldBe("/tools/t/limits/spend");
        decision.Message.ShouldContain(why);
        decision.Reservations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"amount":NaN}""")]
    [InlineData("""{"amount":Infinity}""")]
    [InlineData("""{"amount":1e401}""")]
    public void Decide_NumberThatIsNone_IsMalformed(string args) => Given.Decide(Spend, args).Rule.ShouldBe("(malformed)");

    [Theory]
    [InlineData("0.99", "0.99")]
    [InlineData("1.0", "1")]
    [InlineData("1e2", "100")]
    [InlineData("0", "0")]
    [InlineData("1e-15", "0.000000000000001")]
    [InlineData("1e15", "1000000000000000")]
    [InlineData("12345678901234.56789012345678", "12345678901234.56789012345678")]
    public void Decide_Cost_IsTheExactDecimal(string amount, string cost)
        => Given.Decide(Spend, $$"""{"amount":{{amount}} }""").Reservations.ShouldHaveSingleItem().Cost.ShouldBe(decimal.Parse(cost, CultureInfo.InvariantCulture));

    [Fact]
    public void Decide_CostOverEach_IsTheSum()
        => Given.Decide("""{"limits":[{"counter":"c","window":"day","max":9,"cost":{"path":"args.items[*].price"}}]}""", """{"items":[{"price":0.1},{"price":0.2}]}""")
            .Reservations[0].Cost.ShouldBe(0.3m);

    [Fact]
    public void Decide_CostOverEachWithOneNegative_IsDenied()
        => Given.Decide("""{"limits":[{"counter":"c","window":"day","max":9,"cost":{"path":"args.items[*].price"}}]}""", """{"items":[{"price":5},{"price":-5}]}""")
            .Code.ShouldBe("invalid_cost");

    [Fact]
    public void Decide_MinCost_IsTheLeast()
        => Given.Decide("""{"limits":[{"counter":"c","window":"day","max":9,"cost":{"path":"args.a"},"min_cost":0.5}]}""", """{"a":0.001}""").Reservations[0].Cost.ShouldBe(0.5m);

    [Fact]
    public void Compile_LimitWithoutBound_IsAnError()
        => Given.Errors("""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","window":"day"}]}}}""").ShouldHaveSingleItem().Message.ShouldContain("`max` is missing");

    [Fact]
    public void Key_TwoServers_AreTwoBudgets()
    {
        var policy = Given.Entry("""{"limits":[{"counter":"c","window":"day","max":1}]}""");
        var one = policy.Decide(Given.Call()).Reservations[0].Key;
        var other = policy.Decide(Given.Call() with { Server = "other" }).Reservations[0].Key;
        one.ShouldNotBe(other);
    }

    [Theory]
    [InlineData("grant", "5:grant|1:g|3:srv|")]
    [InlineData("principal", "9:principal|1:p|0:|")]
    [InlineData("server", "6:server|3:srv|3:srv|")]
    [InlineData("global", "6:global|0:|0:|")]
    public void Key_Scope_NamesWhoseBudgetItIs(string scope, string start)
        => Given.Decide($$"""{"limits":[{"counter":"c","window":"day","max":1,"scope":"{{scope}}"}]}""", "{}").Reservations[0].Key.ShouldStartWith(start);

    [Fact]
    public void Key_SessionScope_FallsBackWithoutSession()
    {
        var policy = Given.Entry("""{"limits":[{"counter":"c","window":"day","max":1,"scope":"session","else":"grant"}]}""");
        policy.Decide(Given.Call()).Reservations[0].Key.ShouldStartWith("7:session|1:s|");
        policy.Decide(Given.Call() with { Session = null }).Reservations[0].Key.ShouldStartWith("5:grant|1:g|");
    }

    [Fact]
    public void Key_PartsThatRunTogether_StayApart()
    {
        var policy = Given.Entry("""{"limits":[{"counter":"c","window":"day","max":1,"scope":"grant"}]}""");
        policy.Decide(Given.Call() with { Grant = "a|b", Server = "c" }).Reservations[0].Key
            .ShouldNotBe(policy.Decide(Given.Call() with { Grant = "a", Server = "b|c" }).Reservations[0].Key);
    }

    [Fact]
    public void Compile_SessionScopeWithoutElse_IsAnError()
        => Given.Errors("""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","window":"day","max":1,"scope":"session"}]}}}""")
            .ShouldHaveSingleItem().Code.ShouldBe("session_scope");

    [Fact]
    public void Reserve_ErringTool_IsStillLimited()
    {
        var policy = Given.Entry("""{"limits":[{"counter":"c","window":"minute","max":2}]}""");
        var book = new CounterBook();
        for (var call = 0; call < 2; call++)
        {
            var entry = book.Reserve(policy.Decide(Given.Call()).Reservations, Given.Noon);
            entry.IsReserved.ShouldBeTrue();
            book.Settle(entry); // the server answered with an error
        }
        book.Reserve(policy.Decide(Given.Call()).Reservations, Given.Noon).IsReserved.ShouldBeFalse();
    }

    [Fact]
    public void Reserve_SecondLimitRefuses_NothingIsTaken()
    {
        var policy = Given.Entry("""{"limits":[{"counter":"a","window":"minute","max":5},{"counter":"b","window":"minute","max":1}]}""");
        var book = new CounterBook();
        var reservations = policy.Decide(Given.Call()).Reservations;
        book.Reserve(reservations, Given.Noon).IsReserved.ShouldBeTrue();
        for (var call = 0; call < 9; call++) book.Reserve(reservations, Given.Noon).RefusedAt.ShouldBe(1);
        for (var call = 0; call < 4; call++) book.Reserve([reservations[0]], Given.Noon).IsReserved.ShouldBeTrue();
        book.Reserve([reservations[0]], Given.Noon).IsReserved.ShouldBeFalse();
    }

    [Fact]
    public void Reserve_Concurrent_FreesItsSlotWhenTheCallEnds()
    {
        var policy = Given.Entry("""{"limits":[{"counter":"a","concurrent":1}]}""");
        var book = new CounterBook();
        var first = book.Reserve(policy.Decide(Given.Call()).Reservations, Given.Noon);
        book.Reserve(policy.Decide(Given.Call()).Reservations, Given.Noon).IsReserved.ShouldBeFalse();
        book.Settle(first);
        book.Reserve(policy.Decide(Given.Call()).Reservations, Given.Noon).IsReserved.ShouldBeTrue();
    }

    [Fact]
    public void Reserve_SameArguments_CountsOnlyEqualCalls()
    {
        var policy = Given.Entry("""{"limits":[{"counter":"repeat","window":"minute","max":2,"same":"arguments"}]}""");
        var book = new CounterBook();
        bool Call(string args) => book.Reserve(policy.Decide(Given.Call(args)).Reservations, Given.Noon).IsReserved;
        Call("""{"a":1,"b":2}""").ShouldBeTrue();
        Call("""{ "b": 2.0, "a": 1 }""").ShouldBeTrue();
        Call("""{"a":1,"b":2}""").ShouldBeFalse();
        Call("""{"a":1,"b":3}""").ShouldBeTrue();
    }

    [Fact]
    public void Decide_OneCounterInTwoLayers_IsOneReservation()
    {
        var policy = Given.Policy("""
            {"version":"1","default":"deny","all_tools":{"limits":[{"counter":"c","window":"day","max":5}]},
             "tools":{"t":{"limits":[{"counter":"c","window":"day","max":50,"cost":{"path":"args.n"}}]}}}
            """);
        var reservation = policy.Decide(Given.Call("""{"n":3}""")).Reservations.ShouldHaveSingleItem();
        (reservation.Max, reservation.Cost).ShouldBe((5m, 3m));
    }

    [Fact]
    public void LimitExceeded_SaysWhichCounterHowMuchIsLeftAndWhen()
    {
        var decision = Given.Decide("""{"limits":[{"counter":"calls","window":"minute","max":3}]}""", "{}");
        var refused = decision.LimitExceeded(decision.Reservations[0], 0, TimeSpan.FromSeconds(12.2));

        refused.Outcome.ShouldBe(DecisionOutcome.Deny);
        refused.Rule.ShouldBe("/tools/t/limits/calls");
        refused.Code.ShouldBe("limit_exceeded");
        refused.Remaining.ShouldBe(0);
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(12.2));
        refused.Message.ShouldContain("\"calls\"");
        refused.Message.ShouldContain("0 left");
        refused.Message.ShouldContain("13 s");
    }

    [Fact]
    public void LimitsUnavailable_IsNeverCalledALimit()
    {
        var refused = Given.Decide("""{"limits":[{"counter":"calls","window":"minute","max":3}]}""", "{}").LimitsUnavailable();

        refused.Code.ShouldBe("limits_unavailable");
        refused.Rule.ShouldBe("(limits unavailable)");
        refused.Message.ShouldContain("No limit was reached");
    }

    [Fact]
    public void OnExceedAsk_Refused_AsksAndAnApprovalIsAnOverride()
    {
        var policy = Given.Entry("""{"limits":[{"counter":"calls","window":"minute","max":1,"on_exceed":"ask"}]}""");
        var decision = policy.Decide(Given.Call());
        var refused = decision.LimitExceeded(decision.Reservations[0], 0, TimeSpan.FromSeconds(5));
        refused.Outcome.ShouldBe(DecisionOutcome.Ask);
        var fingerprint = refused.Approval.ShouldNotBeNull().Fingerprint;

        var approved = policy.Decide(Given.Call() with { Approval = new ApprovalFact(ApprovalStatus.Approved, fingerprint) });
        approved.UsesApproval.ShouldBeTrue();
        approved.Reservations[0].IsOverride.ShouldBeTrue();
        approved.Reservations[0].IsForced.ShouldBeTrue();
    }

    [Fact]
    public void Decide_AnyCost_NeverGivesBudgetBack()
        => Check.One(Repeatable.Config.WithMaxTest(500), Prop.ForAll(Costs(), costs =>
        {
            var policy = Given.Entry(Spend);
            var book = new CounterBook();
            var spent = 0m;
            foreach (var cost in costs)
            {
                var decision = policy.Decide(Given.Call(cost is null ? "{}" : $$"""{"amount":{{cost}} }"""));
                if (decision.Outcome != DecisionOutcome.Allow) continue;
                var reservation = decision.Reservations[0];
                if (reservation.Cost < 0 || reservation.Cost < Exact(cost!)) return false;
                if (book.Reserve(decision.Reservations, Given.Noon).IsReserved) spent += reservation.Cost;
            }
            return spent <= 100;
        }));

    private static decimal Exact(string cost) => decimal.Parse(cost, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static Arbitrary<string?[]> Costs() => Gen.OneOf(
        Gen.Choose(-100, 100).Select(number => (string?)number.ToString(CultureInfo.InvariantCulture)),
        Gen.Choose(-100_000, 100_000).Select(number => (string?)(number / 1000m).ToString(CultureInfo.InvariantCulture)),
        Gen.Choose(-420, 420).Select(exponent => (string?)$"1e{exponent}"),
        Gen.Choose(1, 70).Select(digits => (string?)$"0.{new string('3', digits)}"),
        Gen.Choose(1, 70).Select(digits => (string?)BigInteger.Pow(7, digits).ToString(CultureInfo.InvariantCulture)),
        Gen.Elements<string?>(null, "null", "\"1\"", "true", "[]", "NaN", "-0", "0.0")).ArrayOf().ToArbitrary();
}
