using Baton.Policy.Cases;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Cases;

public sealed class PolicyCasesTests
{
    [Theory]
    [InlineData("""{"tool":"t","args":{"a":1}}""", "allow", null, true)]
    [InlineData("""{"tool":"t","args":{"a":9}}""", "allow", null, false)]
    [InlineData("""{"tool":"t","args":{"a":9}}""", "deny", null, true)]
    [InlineData("""{"tool":"t","args":{"a":9}}""", "deny", "/tools/t/require/0", true)]
    [InlineData("""{"tool":"t","args":{"a":9}}""", "deny", "/tools/t/require/1", false)]
    [InlineData("""{"tool":"u"}""", "deny", "(default deny)", true)]
    [InlineData("""{"tool":"l","args":{"n":11}}""", "deny", "/tools/l/limits/c", true)]
    [InlineData("""{"tool":"l","args":{"n":10}}""", "allow", null, true)]
    public void Run_Test_PassesWhenOutcomeAndRuleAreAsExpected(string call, string expect, string? rule, bool pass)
    {
        var ruleKey = rule is null ? "" : $",\"rule\":\"{rule}\"";
        var policy = Given.Policy($$"""
            {"version":"1","default":"deny",
             "tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"lte","value":5}]}]},"l":{"limits":[{"counter":"c","window":"day","max":10,"cost":{"path":"args.n"} } ] } },
             "tests":[{"name":"one","call":{{call}},"expect":"{{expect}}" {{ruleKey}} }]}
            """);
        var result = PolicyCases.Run(policy).ShouldHaveSingleItem();
        result.Pass.ShouldBe(pass);
        result.Name.ShouldBe("one");
        result.Expected.ShouldBe(expect);
    }
}
