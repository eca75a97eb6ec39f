using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Learning;
using Baton.Policy.Simulation;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Simulation;

public sealed class SimulationTests
{
    [Fact]
    public void Run_Candidate_CountsChangesByToolAndRule()
    {
        var candidate = Given.Policy("""{"version":"1","default":"deny","tools":{"a":{"limits":[{"counter":"c","window":"minute","max":2}]},"b":{"deny_if":[{"conditions":[{"path":"args.x","op":"eq","value":1}]}]}}}""");
        RecordedCall[] calls =
        [
            Call("a", 0), Call("a", 1), Call("a", 2), Call("a", 90),
            Call("b", 3, """{"x":1}"""), Call("b", 4, """{"x":2}"""), Call("b", 5), Call("gone", 6), Call("gone", 7, outcome: DecisionOutcome.Deny),
        ];

        var report = PolicySimulator.Run(candidate, calls);

        (report.Total, report.Same, report.Unknown).ShouldBe((9, 5, 1));
        report.Changes.Select(change => (change.Name, change.Before, change.After, change.Rule, change.Count)).ShouldBe(
            [("a", "allow", "deny", "/tools/a/limits/c", 1), ("b", "allow", "deny", "/tools/b/deny_if/0", 1), ("gone", "allow", "deny", "(default deny)", 1)]);
    }

    [Theory]
    [InlineData("""{"arguments":{"required":["x"]}}""", true)]
    [InlineData("""{"limits":[{"counter":"c","window":"day","max":5,"cost":{"path":"args.x"}}]}""", true)]
    [InlineData("""{"approval":{"when":[{"path":"args.x","op":"gt","value":1}]}}""", true)]
    [InlineData("""{"require":[{"conditions":[{"path":"caller.grant","op":"eq","value":"g"}]}]}""", false)]
    [InlineData("""{"limits":[{"counter":"c","window":"day","max":5}]}""", false)]
    public void Run_WithoutValues_SaysWhichCallsItCannotJudge(string entry, bool unknown)
        => PolicySimulator.Run(Given.Entry(entry), [Call("t", 0)]).Unknown.ShouldBe(unknown ? 1 : 0);

    [Fact]
    public void Learn_Calls_AllowsWhatWasSeenAndLittleMore()
    {
        RecordedCall[] calls = [.. Enumerable.Range(0, 6).Select(second => Call("a", second, """{"x":1}""", keys: ["x"])), Call("a", 600, """{"x":1,"y":2}""", keys: ["x", "y"]), Call("denied", 3, outcome: DecisionOutcome.Deny)];

        var document = PolicyLearner.Learn(calls);
        var policy = PolicyLoader.Compile(document).Policy.ShouldNotBeNull();

        document.Tools.Select(tool => tool.Name).ShouldBe(["a"]);
        document.Tools[0].Entry.Limits[0].Max.ShouldBe(12);
        PolicySimulator.Run(policy, calls.Where(call => call.Outcome == DecisionOutcome.Allow)).Changes.ShouldBeEmpty();
        policy.Decide(Given.Call("""{"z":1}""", "a")).Rule.ShouldBe("/tools/a/arguments");
        policy.Decide(Given.Call("{}", "denied")).Rule.ShouldBe("(default deny)");
    }

    [Fact]
    public void Learn_Nothing_AllowsNothing() => PolicyLearner.Learn([]).Tools.Count.ShouldBe(0);

    private static RecordedCall Call(string name, int second, string? args = null, DecisionOutcome outcome = DecisionOutcome.Allow, string[]? keys = null) => new()
    {
        Name = name,
        Arguments = args,
        ArgumentKeys = [.. keys ?? []],
        Grant = "g",
        Server = "s",
        At = Given.Noon.AddSeconds(second),
        Outcome = outcome,
    };
}
