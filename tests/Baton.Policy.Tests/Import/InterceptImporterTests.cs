using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Import;
using Baton.Policy.Limits;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Import;

public sealed class InterceptImporterTests
{
    private const string Stripe = """
        version: "1"
        description: payments
        hide: [transfer]
        tools:
          create_charge:
            rules:
              - name: max single charge
                conditions:
                  - {path: args.amount, op: lte, value: 50000}
                on_deny: Single charge cannot exceed $500.00
              - name: daily spend cap
                conditions:
                  - {path: state.create_charge.daily_spend, op: lt, value: 1000000}
                on_deny: Daily cap reached
                state: {counter: daily_spend, window: day, increment_from: args.amount}
              - name: currencies
                conditions:
                  - {path: args.currency, op: in, value: [usd, eur]}
          create_issue:
            rules:
              - {name: hourly, rate_limit: 5/hour}
              - name: branch
                conditions: [{path: args.branch, op: regex, value: feat}, {path: args.count, op: eq, value: 1}]
          delete_customer:
            rules:
              - {name: block, action: deny, on_deny: Not by agents}
          "*":
            rules:
              - name: global
                conditions: [{path: state._global.calls, op: lte, value: 60}]
                state: {counter: calls, window: minute, increment: 2}
        """;

    [Fact]
    public void Import_Document_DecidesTheSame()
    {
        var policy = Policy(Stripe);
        Decision Decide(string tool, string args) => policy.Decide(Given.Call(args, tool));

        Decide("transfer", "{}").Outcome.ShouldBe(DecisionOutcome.Hide);
        Decide("delete_customer", "{}").Message.ShouldBe("Not by agents");
        Decide("create_charge", """{"amount":50001,"currency":"usd"}""").Message.ShouldStartWith("Single charge");
        Decide("create_charge", """{"amount":1,"currency":"gbp"}""").Outcome.ShouldBe(DecisionOutcome.Deny);
        Decide("other", "{}").Outcome.ShouldBe(DecisionOutcome.Allow);
        var charge = Decide("create_charge", """{"amount":700,"currency":"usd"}""");
        charge.Reservations.Select(one => (one.Limit.Counter, one.Cost, one.Max, one.Scope)).ShouldBe(
            [("create_charge_daily_spend", 700m, 999999m, LimitScope.Server), ("all_tools_calls", 1m, 30m, LimitScope.Server)]);
        Decide("create_issue", """{"branch":"feat","count":1}""").Reservations[0].Limit.Window.ShouldBe(WindowPlan.Sliding(TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData("default_allow", "")]
    [InlineData("cost", "/tools/create_charge/rules/1/conditions/0")]
    [InlineData("strict_bound", "/tools/create_charge/rules/1/conditions/0")]
    [InlineData("window", "/tools/create_charge/rules/1/conditions/0")]
    [InlineData("window", "/tools/create_issue/rules/0/rate_limit")]
    [InlineData("unanchored_regex", "/tools/create_issue/rules/1/conditions/0")]
    [InlineData("loose_equality", "/tools/create_issue/rules/1/conditions/1")]
    [InlineData("binary_numbers", "/tools/create_charge/rules/0/conditions/0")]
    public void Import_UnsafeConstruct_IsWarnedOf(string code, string pointer)
        => InterceptImporter.Import(Encoding.UTF8.GetBytes(Stripe)).Problems.ShouldContain(problem => !problem.IsError && problem.Code == code && problem.Pointer == pointer && problem.Line > 0);

    [Theory]
    [InlineData("version: \"1\"\ntools:\n  t:\n    rules:\n      - {name: x, conditons: []}\n", "ignored_key", false)]
    [InlineData("version: \"1\"\ntools:\n  t:\n    rules:\n      - {name: x, conditions: [{path: args.a, op: exists, value: true}], state: {counter: c, window: day}}\n", "counts_nothing", false)]
    [InlineData("version: \"1\"\ntools:\n  t:\n    rules:\n      - {name: x, conditions: [{path: state.other.c, op: lte, value: 1}]}\n", "foreign_counter", true)]
    [InlineData("version: \"1\"\ntools:\n  t:\n    rules:\n      - {name: x, conditions: [{path: state.t.c, op: gte, value: 1}], state: {counter: c, window: day}}\n", "counter_condition", true)]
    [InlineData("version: \"1\"\ntools:\n  t:\n    rules:\n      - {name: x, rate_limit: many}\n", "rate_limit", true)]
    [InlineData("version: \"2\"\n", "version", true)]
    [InlineData("- x\n", "wrong_type", true)]
    [InlineData("a: [\n", "syntax", true)]
    public void Import_WhatCannotBeSaid_IsNamed(string yaml, string code, bool isError)
    {
        var result = InterceptImporter.Import(Encoding.UTF8.GetBytes(yaml));
        result.Problems.ShouldContain(problem => problem.Code == code && problem.IsError == isError);
        (result.Document is null).ShouldBe(isError);
    }

    private static CompiledPolicy Policy(string yaml)
    {
        var result = InterceptImporter.Import(Encoding.UTF8.GetBytes(yaml));
        result.Problems.Where(problem => problem.IsError).ShouldBeEmpty();
        return PolicyLoader.Compile(result.Document!).Policy.ShouldNotBeNull();
    }
}
