using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Learning;
using Baton.Policy.Simulation;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Learning;

/// <summary>Names that are globs to the language: what is learned from them allows them, and not what else the glob would match.</summary>
public sealed class LearnedNamesTests
{
    [Theory]
    // the tool that was called, a tool that was not
    [InlineData("*", "delete_everything")]
    [InlineData("*", "ab")]
    [InlineData("get_*", "get_secret")]
    [InlineData("get_*", "get_")]
    [InlineData("a**b", "axxxb")]
    public void Learn_ToolNamedLikeAGlob_AllowsNoOtherOfAnotherLength(string called, string other)
    {
        var policy = Learned([Call(called)]);
        policy.Decide(Given.Call("{}", called)).Outcome.ShouldBe(DecisionOutcome.Allow);
        policy.Decide(Given.Call("{}", other)).Outcome.ShouldBe(DecisionOutcome.Deny);
    }

    [Fact]
    public void Learn_TwoToolsThatOneGlobHolds_AreOneEntry()
    {
        var document = PolicyLearner.Learn([Call("a*") with { ArgumentKeys = ["x"] }, Call("a?") with { ArgumentKeys = ["y"] }, Call("a?"), Call("ab")]);
        document.Tools.Select(tool => tool.Name).ShouldBe(["a?", "ab"]);
        var policy = PolicyLoader.Compile(document).Policy.ShouldNotBeNull();
        policy.Decide(Given.Call("""{"x":1}""", "a*")).Outcome.ShouldBe(DecisionOutcome.Allow);
        policy.Decide(Given.Call("""{"y":1}""", "a?")).Outcome.ShouldBe(DecisionOutcome.Allow);
        policy.Decide(Given.Call("""{"y":1}""", "ab")).Outcome.ShouldBe(DecisionOutcome.Deny);
    }

    [Theory]
    [InlineData("db://t?id=1", "db://t?id=2")]
    [InlineData("file:///a/*.txt", "file:///a/secret.txt")]
    [InlineData("file:///a/**", "file:///a/b/c")]
    public void Learn_ResourceWithWildcards_AllowsNoOtherOfAnotherLength(string read, string other)
    {
        var policy = Learned([Call(read) with { Kind = CallKind.Resource }]);
        Decide(policy, CallKind.Resource, read).ShouldBe(DecisionOutcome.Allow);
        Decide(policy, CallKind.Resource, other).ShouldBe(DecisionOutcome.Deny);
    }

    [Fact]
    public void Learn_ResourcesAndPrompts_HaveEntriesOfTheirOwn()
    {
        var document = PolicyLearner.Learn([Call("greet") with { Kind = CallKind.Prompt, ArgumentKeys = ["name"] }, Call("file:///a") with { Kind = CallKind.Resource }]);
        document.Tools.ShouldBeEmpty();
        document.Prompts.ShouldNotBeNull()[0].Entry.Arguments.ShouldNotBeNull().ToString().ShouldBe("""{"properties":{"name":true},"additionalProperties":false}""");
        document.Resources.ShouldNotBeNull()[0].Entry.Arguments.ShouldBeNull();
        document.Description.ShouldBe("Learned from 2 calls.");
        Decide(PolicyLoader.Compile(document).Policy!, CallKind.Prompt, "other").ShouldBe(DecisionOutcome.Deny);
    }

    [Theory]
    // seconds of the calls, the most within any minute
    [InlineData("0", 1)]
    [InlineData("0 0 0", 3)]
    [InlineData("0 60", 2)]
    [InlineData("0 61", 1)]
    [InlineData("0 30 61 90", 3)]
    [InlineData("0 59 118 177", 2)]
    public void Learn_Limit_IsTwiceThePeak(string seconds, int peak)
        => PolicyLearner.Learn(seconds.Split(' ').Select(second => Call("t") with { At = Given.Noon.AddSeconds(int.Parse(second, System.Globalization.CultureInfo.InvariantCulture)) }))
            .Tools[0].Entry.Limits.ShouldHaveSingleItem().Max.ShouldBe(2 * peak);

    [Theory]
    [InlineData(122, 127)]
    [InlineData(123, 128)]
    [InlineData(124, 128)]
    [InlineData(400, 128)]
    public void Learn_CounterOfALongName_IsTheEndOfIt(int length, int counter)
    {
        var limit = PolicyLearner.Learn([Call(new string('x', length))]).Tools[0].Entry.Limits[0];
        limit.Counter.Length.ShouldBe(counter);
        limit.Counter.ShouldEndWith("_rate");
    }

    [Fact]
    public void Learn_CallsThatWereNotAllowed_TeachNothing()
        => PolicyLearner.Learn(Enum.GetValues<DecisionOutcome>().Where(outcome => outcome != DecisionOutcome.Allow).Select(outcome => Call("t") with { Outcome = outcome })).Tools.ShouldBeEmpty();

    private static DecisionOutcome Decide(CompiledPolicy policy, CallKind kind, string name) => policy.Decide(Given.Call("{}", name) with { Kind = kind }).Outcome;

    private static CompiledPolicy Learned(RecordedCall[] calls)
    {
        var result = PolicyLoader.Compile(PolicyLearner.Learn(calls));
        return result.Policy.ShouldNotBeNull(string.Join('\n', result.Problems));
    }

    private static RecordedCall Call(string name) => new() { Name = name, Grant = "g", Server = "s", At = Given.Noon, Outcome = DecisionOutcome.Allow };
}
