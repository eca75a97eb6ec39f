using System.Runtime.CompilerServices;
using System.Text;
using Baton.Policy.Decisions;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Decisions;

public sealed class ArgumentTapeTests
{
    [Fact]
    public void Decide_LargeArguments_AreNotKept()
    {
        var policy = Given.Entry("{}");
        var arguments = DecideLarge(policy);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        arguments.IsAlive.ShouldBeFalse();
        policy.Decide(Given.Call("""{"a":1}""")).Outcome.ShouldBe(DecisionOutcome.Allow);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("{}", true)]
    [InlineData(" { } ", true)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    [InlineData("\"{}\"", false)]
    [InlineData("{}{}", false)]
    [InlineData("{\"a\":1,}", false)]
    [InlineData("{\"a\":01}", false)]
    [InlineData("{\"a\":1,\"a\":1}", false)]
    [InlineData("// x\n{}", false)]
    public void Decide_Arguments_AreOneStrictObjectOrNothing(string arguments, bool good)
        => (Given.Entry("{}").Decide(Given.Call(arguments)).Rule != RuleIds.Malformed).ShouldBe(good);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference DecideLarge(Policy.Compilation.CompiledPolicy policy)
    {
        var bytes = Encoding.UTF8.GetBytes($"{{\"a\":[{string.Join(',', Enumerable.Range(0, 100_000))}]}}");
        policy.Decide(Given.Call() with { Arguments = bytes }).Outcome.ShouldBe(DecisionOutcome.Allow);
        return new WeakReference(bytes);
    }
}
