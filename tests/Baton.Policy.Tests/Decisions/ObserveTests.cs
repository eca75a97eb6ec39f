using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Decisions;

public sealed class ObserveTests
{
    [Theory]
    [InlineData("""{"deny_if":[{}]}""", "rule_denied", DecisionOutcome.Deny)]
    [InlineData("""{"require":[{"conditions":[{"path":"args.a","op":"exists"}]}]}""", "requirement_not_met", DecisionOutcome.Deny)]
    [InlineData("""{"action":"deny"}""", "denied", DecisionOutcome.Deny)]
    [InlineData("""{"arguments":{"required":["a"]}}""", "invalid_arguments", DecisionOutcome.Deny)]
    [InlineData("""{"approval":{}}""", "approval_required", DecisionOutcome.Ask)]
    [InlineData("""{"limits":[{"counter":"c","window":"day","max":1,"cost":{"path":"args.a"}}]}""", "invalid_cost", DecisionOutcome.Deny)]
    public void Decide_Observed_RecordsAndLetsPass(string entry, string code, DecisionOutcome would)
    {
        var decision = Given.Policy($$"""{"version":"1","default":"deny","mode":"observe","tools":{"t":{{entry}} } }""").Decide(Given.Call());

        (decision.Outcome, decision.IsObserved, decision.ObservedOutcome, decision.Code).ShouldBe((DecisionOutcome.Allow, true, would, code));
        decision.Rule.ShouldStartWith("/tools/t/");
    }

    [Fact]
    public void Decide_ObservedDefault_LetsPass()
        => Given.Policy("""{"version":"1","default":"deny","mode":"observe"}""").Decide(Given.Call()).Rule.ShouldBe(RuleIds.DefaultDeny);

    [Fact]
    public void Decide_ObservedLimit_StillCountsAndNeverRefuses()
        => Given.Policy("""{"version":"1","default":"deny","mode":"observe","tools":{"t":{"limits":[{"counter":"c","window":"day","max":0}]}}}""")
            .Decide(Given.Call()).Reservations.ShouldHaveSingleItem().IsForced.ShouldBeTrue();

    [Fact]
    public void Decide_Observed_NeverSuspendsMalformedHideAndPins()
    {
        var policy = Given.Policy("""{"version":"1","default":"deny","mode":"observe","hide":["h"],"tools":{"x":{"action":"hide"}}}""");
        policy.Decide(Given.Call("[")).Rule.ShouldBe(RuleIds.Malformed);
        policy.Decide(Given.Call(tool: "h")).Outcome.ShouldBe(DecisionOutcome.Hide);
        policy.Decide(Given.Call(tool: "x")).Outcome.ShouldBe(DecisionOutcome.Hide);
        policy.Decide(Given.Call() with { DefinitionChanged = true }).Rule.ShouldBe(RuleIds.DefinitionChanged);
    }

    [Fact]
    public void Decide_EntryObservedOthersNot_OthersStillRefuse()
    {
        var policy = Given.Policy("""{"version":"1","default":"deny","tools":{"t":{"mode":"observe","deny_if":[{}]}},"all_tools":{"require":[{"conditions":[{"path":"args.a","op":"exists"}]}]}}""");
        policy.Decide(Given.Call()).Rule.ShouldBe("/all_tools/require/0");
        policy.Decide(Given.Call("""{"a":1}""")).IsObserved.ShouldBeTrue();
    }

    [Fact]
    public void Decide_DefinitionsAny_LetsChangedToolsPass()
        => Given.Policy("""{"version":"1","default":"allow","definitions":"any"}""").Decide(Given.Call() with { DefinitionChanged = true }).Outcome.ShouldBe(DecisionOutcome.Allow);

    [Theory]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema#"}""", "unsupported_dialect")]
    [InlineData("""{"type":5}""", "invalid_schema")]
    [InlineData("""{"required":["a"]}""", "invalid_arguments")]
    public void Decide_ToolsOwnSchema_IsAlwaysChecked(string schema, string code)
    {
        var decision = Given.Policy("""{"version":"1","default":"allow"}""").Decide(Given.Call(schema: schema));
        (decision.Rule, decision.Code).ShouldBe((RuleIds.InputSchema, code));
    }

    [Fact]
    public void Decide_UnsupportedDialectThatTheServerSkips_Passes()
    {
        var tool = new ToolFacts("t", ToolCategory.Other, null, """{"$schema":"http://json-schema.org/draft-04/schema#"}"""u8, skipUnsupportedDialect: true);
        Given.Policy("""{"version":"1","default":"allow"}""").Decide(Given.Call() with { Tool = tool }).Outcome.ShouldBe(DecisionOutcome.Allow);
    }
}
