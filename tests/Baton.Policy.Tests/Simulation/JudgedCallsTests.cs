using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Simulation;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Simulation;

/// <summary>Recorded calls against a candidate: which can be judged without their values, and how the changes are counted.</summary>
public sealed class JudgedCallsTests
{
    [Theory]
    // what is said of the tool `t`, whether a call without values can be judged
    [InlineData("\"tools\":{\"t\":{}}", true)]
    [InlineData("\"tools\":{\"t\":{\"action\":\"deny\"}}", true)]
    [InlineData("\"tools\":{\"t\":{\"rate_limit\":\"5/day\"}}", true)]
    [InlineData("\"tools\":{\"t\":{\"limits\":[{\"counter\":\"k\",\"concurrent\":2}]}}", true)]
    [InlineData("\"tools\":{\"t\":{\"limits\":[{\"counter\":\"c\",\"window\":\"day\",\"max\":1,\"same\":\"arguments\"}]}}", false)]
    [InlineData("\"tools\":{\"t\":{\"limits\":[{\"counter\":\"c\",\"window\":\"day\",\"max\":1,\"cost\":{\"path\":\"args.n\"}}]}}", false)]
    [InlineData("\"tools\":{\"t\":{\"arguments\":{}}}", false)]
    [InlineData("\"tools\":{\"t\":{\"require\":[{\"conditions\":[{\"path\":\"args.a\",\"op\":\"exists\"}]}]}}", false)]
    [InlineData("\"tools\":{\"t\":{\"require\":[{\"when\":[{\"path\":\"args.a\",\"op\":\"exists\"}]}]}}", false)]
    [InlineData("\"tools\":{\"t\":{\"deny_if\":[{\"conditions\":[{\"any\":[{\"not\":{\"path\":\"args[0]\",\"op\":\"exists\"}}]}]}]}}", false)]
    [InlineData("\"tools\":{\"t\":{\"deny_if\":[{\"conditions\":[{\"path\":\"caller.grant\",\"op\":\"eq\",\"value_from\":\"args.g\"}]}]}}", false)]
    [InlineData("\"tools\":{\"t\":{\"deny_if\":[{\"conditions\":[{\"path\":\"caller.grant\",\"op\":\"eq\",\"value\":\"x\"},{\"path\":\"time.hour\",\"op\":\"gt\",\"value\":20}]}]}}", true)]
    [InlineData("\"tools\":{\"t\":{\"approval\":{\"when\":[{\"path\":\"args.a\",\"op\":\"exists\"}]}}}", false)]
    [InlineData("\"tools\":{\"t\":{\"approval\":{\"when\":[{\"path\":\"tool.name\",\"op\":\"eq\",\"value\":\"t\"}]}}}", true)]
    [InlineData("\"tools\":{\"t\":{}},\"all_tools\":{\"arguments\":{}}", false)]
    [InlineData("\"tools\":{\"t\":{}},\"class\":{\"read\":{\"arguments\":{}}}", false)]
    [InlineData("\"tools\":{\"t\":{}},\"class\":{\"write\":{\"arguments\":{}}}", true)]
    [InlineData("\"hide\":[\"t\"],\"all_tools\":{\"arguments\":{}}", true)]
    [InlineData("\"all_tools\":{\"arguments\":{}}", true)]
    [InlineData("\"tools\":{\"a/b~*\":{\"arguments\":{}},\"t\":{}}", true)]
    public void Run_CallWithoutValues_IsJudgedWhereTheyDoNotMatter(string parts, bool judged)
    {
        var policy = Given.Policy($$"""{"version":"1","default":"deny",{{parts}} }""");
        PolicySimulator.Run(policy, [Call("t") with { Arguments = null, Category = ToolCategory.Read }]).Unknown.ShouldBe(judged ? 0 : 1);
        PolicySimulator.Run(policy, [Call("t") with { Category = ToolCategory.Read }]).Unknown.ShouldBe(0);
    }

    [Theory]
    [InlineData(CallKind.Resource, "file:///a/x", "\"resources\":{\"file:///a/*\":{\"arguments\":{}}}")]
    [InlineData(CallKind.Prompt, "a/b~c", "\"prompts\":{\"a/b~c\":{\"arguments\":{}}}")]
    [InlineData(CallKind.Tool, "a/b~c", "\"tools\":{\"a/b~c\":{\"arguments\":{}}}")]
    public void Run_KindsOfCalls_AreFoundUnderTheirOwnEntries(CallKind kind, string name, string parts)
        => PolicySimulator.Run(Given.Policy($$"""{"version":"1","default":"deny",{{parts}} }"""), [Call(name) with { Kind = kind, Arguments = null }]).Unknown.ShouldBe(1);

    [Theory]
    [InlineData("\"hide\":[\"x\"],\"all_tools\":{\"arguments\":{}}", "")]
    [InlineData("\"hide\":[\"x\"],\"tools\":{\"t\":{}}", "t hide to allow by (not listed)")]
    [InlineData("\"tools\":{}", "t hide to allow by (not listed)")]
    public void Run_CallOfAToolThatWasNotListed_IsStillUnknownWhereOthersAreHidden(string parts, string changes)
    {
        var report = PolicySimulator.Run(
            Given.Policy($$"""{"version":"1","default":"allow",{{parts}} }"""), [Call("t") with { Arguments = null, Outcome = DecisionOutcome.Hide, Rule = "(not listed)" }]);
        (report.Unknown, string.Join(' ', report.Changes.Select(change => $"{change.Name} {change.Before} to {change.After} by {change.Rule}"))).ShouldBe((0, changes));
    }

    [Fact]
    public void Run_Changes_AreCountedByNameOutcomeAndRule()
    {
        var policy = Given.Policy("""{"version":"1","default":"deny","tools":{"a":{"deny_if":[{"id":"one","conditions":[{"path":"args.x","op":"eq","value":1}]},{"id":"two","conditions":[{"path":"args.x","op":"eq","value":2}]}]},"b":{}}}""");
        RecordedCall[] calls =
        [
            Call("a", 3, """{"x":1}"""), Call("a", 1, """{"x":1}"""), Call("a", 2, """{"x":2}"""), Call("a", 0, """{"x":3}"""),
            Call("b", 5) with { Outcome = DecisionOutcome.Deny, Rule = "/old/rule" }, Call("c", 6), Call("c", 7) with { Outcome = DecisionOutcome.Hide, Rule = "(hidden)" },
        ];
        var report = PolicySimulator.Run(policy, calls);
        (report.Total, report.Same, report.Unknown).ShouldBe((7, 1, 0));
        report.Changes.Select(change => $"{change.Name} {change.Before} to {change.After} by {change.Rule}, {change.Count} since {(change.First - Given.Noon).TotalSeconds}").ShouldBe(
        [
            "a allow to deny by one, 2 since 1", "a allow to deny by two, 1 since 2", "b deny to allow by /old/rule, 1 since 5", "c allow to deny by (default deny), 1 since 6", "c hide to deny by (default deny), 1 since 7",
        ], ignoreOrder: true);
        report.Changes[0].Count.ShouldBe(2);
    }

    [Fact]
    public void Run_Limits_CountAsTheyWouldHave()
    {
        var policy = Given.Policy("""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"n","window":60,"max":10,"cost":{"path":"args.n"}}]}}}""");
        RecordedCall[] calls = [Call("t", 0, """{"n":6}"""), Call("t", 1, """{"n":6}"""), Call("t", 2, """{"n":4}"""), Call("t", 200, """{"n":10}"""), Call("t", 201, """{"n":-1}""")];
        var report = PolicySimulator.Run(policy, calls);
        (report.Same, report.Changes.Sum(change => change.Count)).ShouldBe((3, 2));
        report.Changes.Select(change => change.Rule).Distinct().ShouldBe(["/tools/t/limits/n"]);
    }

    [Fact]
    public void Run_SlotsOfConcurrency_AreFreeAgainForTheNextCall()
        => PolicySimulator.Run(Given.Entry("""{"limits":[{"counter":"k","concurrent":1}]}"""), [.. Enumerable.Range(0, 9).Select(_ => Call("t"))]).Changes.ShouldBeEmpty();

    [Fact]
    public void Run_ToolsOwnSchema_CountsWhereTheServersToolsAreKnown()
    {
        var tools = ToolCatalogue.Of([new ToolFacts("t", ToolCategory.Write, null, """{"required":["a"]}"""u8)]);
        var policy = Given.Policy("""{"version":"1","default":"deny","class":{"read":{}}}""");
        PolicySimulator.Run(policy, [Call("t") with { Category = ToolCategory.Read }], tools).Changes.ShouldHaveSingleItem().Rule.ShouldBe("(input schema)");
        PolicySimulator.Run(policy, [Call("t", 0, """{"a":1}""") with { Category = ToolCategory.Read }], tools).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Run_Nothing_IsAnEmptyReport()
    {
        var report = PolicySimulator.Run(Given.Entry("{}"), []);
        (report.Total, report.Same, report.Unknown, report.Changes.Count).ShouldBe((0, 0, 0, 0));
    }

    private static RecordedCall Call(string name, int second = 0, string arguments = "{}") => new()
    {
        Name = name, Arguments = arguments, Grant = "g", Server = "s", At = Given.Noon.AddSeconds(second), Outcome = DecisionOutcome.Allow,
    };
}
