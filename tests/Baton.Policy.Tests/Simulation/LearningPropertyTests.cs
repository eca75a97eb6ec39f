using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Learning;
using Baton.Policy.Simulation;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Simulation;

/// <summary>Whatever was seen, the document that is learned from it allows just that, and not another tool or argument.</summary>
public sealed class LearningPropertyTests
{
    private static readonly string[] Names = ["read", "write", "a/b~c", "naïve tool", "delete", new('x', 200)];
    private static readonly string[] Keys = ["path", "text", "a b", "é", ""];

    [Fact]
    public void Learn_AnyCalls_AllowsAllThatWereAllowed()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var calls = Calls(seed);
            var policy = Learned(calls);
            var report = PolicySimulator.Run(policy, calls.Where(call => call.Outcome == DecisionOutcome.Allow));
            (report.Changes.Count, report.Unknown).ShouldBe((0, 0), $"seed {seed}");
        }
    }

    [Fact]
    public void Learn_AnyCalls_DeniesOtherToolsAndOtherArguments()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var calls = Calls(seed);
            var policy = Learned(calls);
            foreach (var name in Names.Append("never seen"))
            {
                var seen = calls.Where(call => call.Name == name && call.Outcome == DecisionOutcome.Allow).ToArray();
                if (seen.Length == 0) policy.Decide(Given.Call(tool: name)).Rule.ShouldBe("(default deny)", $"seed {seed}, {name}");
                else policy.Decide(Given.Call("""{"another":1}""", name)).Code.ShouldBe("invalid_arguments", $"seed {seed}, {name}");
            }
        }
    }

    [Fact]
    public void Learn_Peak_IsThatOfTheBusiestGrantWithinAMinute()
    {
        RecordedCall[] calls =
        [
            .. Enumerable.Range(0, 3).Select(second => Call("t", "quiet", second)),
            .. Enumerable.Range(0, 7).Select(second => Call("t", "busy", second * 9)),
            .. Enumerable.Range(0, 5).Select(minute => Call("t", "slow", 600 + (minute * 61))),
        ];
        PolicyLearner.Learn(calls).Tools[0].Entry.Limits[0].Max.ShouldBe(14);
    }

    [Fact]
    public void Simulate_CallsInAnyOrder_AreJudgedInTheirOwn()
    {
        var policy = Given.Policy("""{"version":"1","default":"deny","tools":{"t":{"rate_limit":"2/minute"}}}""");
        RecordedCall[] calls = [Call("t", "g", 200), Call("t", "g", 2), Call("t", "g", 0), Call("t", "g", 1)];
        var change = PolicySimulator.Run(policy, calls).Changes.ShouldHaveSingleItem();
        (change.Rule, change.Count, change.First).ShouldBe(("/tools/t/limits/t_rate", 1, Given.Noon.AddSeconds(2)));
    }

    private static CompiledPolicy Learned(RecordedCall[] calls)
    {
        var result = PolicyLoader.Compile(PolicyLearner.Learn(calls));
        return result.Policy.ShouldNotBeNull(string.Join('\n', result.Problems));
    }

    private static RecordedCall[] Calls(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ =>
        {
            string[] keys = [.. Keys.Where(_ => random.Next(3) == 0)];
            return Call(Names[random.Next(Names.Length)], random.Next(2) == 0 ? "g" : "h", random.Next(400)) with
            {
                ArgumentKeys = [.. keys],
                Arguments = $"{{{string.Join(',', keys.Select(key => $"\"{key}\":{random.Next(9)}"))}}}",
                Outcome = random.Next(5) == 0 ? DecisionOutcome.Deny : DecisionOutcome.Allow,
            };
        })];
    }

    private static RecordedCall Call(string name, string grant, int second) => new()
    {
        Name = name, Grant = grant, Server = "s", At = Given.Noon.AddSeconds(second), Outcome = DecisionOutcome.Allow, Arguments = "{}",
    };
}
