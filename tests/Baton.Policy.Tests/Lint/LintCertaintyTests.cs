using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Lint;

/// <summary>
/// What lint says of a rule must be true of every call: each warning stands beside a near miss, for which some call shows that
/// the same words would be a lie.
/// </summary>
public sealed class LintCertaintyTests
{
    [Theory]
    // Bounds that leave nothing between them.
    [InlineData("""{"path":"args.a","op":"gt","value":5},{"path":"args.a","op":"lte","value":5}""")]
    [InlineData("""{"path":"args.a","op":"gte","value":6},{"path":"args.a","op":"lte","value":5}""")]
    [InlineData("""{"path":"args.a","op":"gt","value":7},{"path":"args.a","op":"gte","value":2},{"path":"args.a","op":"lt","value":7}""")]
    [InlineData("""{"path":"args.a","op":"eq","value":5},{"path":"args.a","op":"gt","value":5}""")]
    [InlineData("""{"path":"args.a","op":"eq","value":5},{"path":"args.a","op":"eq","value":5.1}""")]
    [InlineData("""{"path":"args.a","op":"eq","value":true},{"path":"args.a","op":"eq","value":"true"}""")]
    [InlineData("""{"path":"args.a","op":"eq","value":1,"missing":"pass"},{"path":"args.a","op":"eq","value":2}""")]
    [InlineData("""{"path":"args.a","op":"in","value":[]}""")]
    public void Check_ConditionsThatExcludeOneAnother_AreNamed(string conditions)
    {
        Codes(Require(conditions)).ShouldContain("never_holds");
        string?[] values = [null, "-1e14", "0", "1", "2", "5", "5.1", "6", "7", "8", "1e14", "true", "\"true\"", "\"x\"", "[]", "{}"];
        var policy = Given.Entry($$"""{"require":[{"conditions":[{{conditions}}]}]}""");
        foreach (var value in values) policy.Decide(Given.Call(value is null ? "{}" : $$"""{"a":{{value}} }""")).Outcome.ShouldBe(DecisionOutcome.Deny, value);
    }

    [Theory]
    // The conditions, and arguments that satisfy them.
    [InlineData("""{"path":"args.a","op":"gt","value":5},{"path":"args.a","op":"gte","value":7},{"path":"args.a","op":"lte","value":7}""", """{"a":7}""")]
    [InlineData("""{"path":"args.a","op":"lt","value":9},{"path":"args.a","op":"lte","value":7},{"path":"args.a","op":"gte","value":7}""", """{"a":7}""")]
    [InlineData("""{"path":"args.a","op":"gt","value":1},{"path":"args.a","op":"eq","value":7},{"path":"args.a","op":"lt","value":8}""", """{"a":7}""")]
    [InlineData("""{"path":"args.a","op":"eq","value":1},{"path":"args.a","op":"eq","value":1.0}""", """{"a":1}""")]
    [InlineData("""{"path":"args.a","op":"eq","value":"X","ignore_case":true},{"path":"args.a","op":"eq","value":"x"}""", """{"a":"x"}""")]
    [InlineData("""{"path":"args.a","op":"eq","value":1,"missing":"pass"},{"path":"args.a","op":"eq","value":2,"missing":"pass"}""", "{}")]
    [InlineData("""{"path":"args.a","op":"gt","value":5,"missing":"pass"},{"path":"args.a","op":"lt","value":5,"missing":"pass"}""", "{}")]
    [InlineData("""{"path":"args.a","op":"in","value":[],"missing":"pass"}""", "{}")]
    [InlineData("""{"path":"args.a[*]","op":"eq","value":1},{"path":"args.a[*]","op":"eq","value":2}""", """{"a":[]}""")]
    [InlineData("""{"path":"args.a[*]","op":"in","value":[]}""", """{"a":[]}""")]
    [InlineData("""{"path":"args.a[any]","op":"eq","value":1},{"path":"args.a[any]","op":"eq","value":2}""", """{"a":[1,2]}""")]
    [InlineData("""{"path":"args.a","op":"gte","value":5},{"path":"args.b","op":"lt","value":5}""", """{"a":5,"b":4}""")]
    [InlineData("""{"path":"args.a","op":"gt","value_from":"args.b"},{"path":"args.a","op":"lt","value_from":"args.c"}""", """{"a":2,"b":1,"c":3}""")]
    [InlineData("""{"any":[{"path":"args.a","op":"eq","value":1},{"path":"args.a","op":"eq","value":2}]}""", """{"a":2}""")]
    [InlineData("""{"path":"time.weekday","op":"eq","value":"wednesday"},{"path":"time.weekday","op":"eq","value":3}""", "{}")]
    public void Check_ConditionsThatSomeCallSatisfies_AreNotCalledContradictory(string conditions, string args)
    {
        Given.Decide($$"""{"require":[{"conditions":[{{conditions}}]}]}""", args).Outcome.ShouldBe(DecisionOutcome.Allow);
        Codes(Require(conditions)).ShouldNotContain("never_holds");
    }

    [Theory]
    // What is said of tools beside `default: deny`, and whether some call passes.
    [InlineData("\"tools\":{\"t\":{}}", true)]
    [InlineData("\"tools\":{\"t\":{\"action\":\"deny\"}}", false)]
    [InlineData("\"tools\":{\"t\":{\"action\":\"hide\"}}", false)]
    [InlineData("\"tools\":{\"t\":{\"deny_if\":[{}]}}", false)]
    [InlineData("\"tools\":{\"t\":{\"action\":\"deny\",\"mode\":\"observe\"}}", true)]
    [InlineData("\"tools\":{\"t\":{\"deny_if\":[{}],\"mode\":\"observe\"}}", true)]
    [InlineData("\"tools\":{\"t\":{}},\"all_tools\":{\"action\":\"deny\"}", false)]
    [InlineData("\"tools\":{\"t\":{}},\"all_tools\":{\"deny_if\":[{}]}", false)]
    [InlineData("\"tools\":{\"t\":{}},\"all_tools\":{\"deny_if\":[{}],\"mode\":\"observe\"}", true)]
    [InlineData("\"class\":{\"other\":{}}", true)]
    [InlineData("\"mode\":\"observe\"", true)]
    [InlineData("\"all_tools\":{}", false)]
    public void Check_DocumentThatAllowsNothing_IsNamed(string parts, bool allows)
    {
        var document = $$"""{"version":"1","default":"deny",{{parts}} }""";
        (Given.Policy(document).Decide(Given.Call()).Outcome == DecisionOutcome.Allow).ShouldBe(allows);
        Codes(document).Contains("allows_nothing").ShouldBe(!allows);
    }

    [Fact]
    public void Check_ResourcesUnderARefusalOfAllTools_AreStillAllowed()
        => Codes("""{"version":"1","default":"deny","all_tools":{"action":"deny"},"resources":{"file:///a/*":{}}}""").ShouldNotContain("allows_nothing");

    [Theory]
    // limit a, limit b; whether b can trip
    [InlineData("""{"counter":"a","window":"minute","max":1},{"counter":"b","window":"minute","max":2}""", false)]
    [InlineData("""{"counter":"a","window":"minute","max":2},{"counter":"b","window":"minute","max":2}""", true)]
    [InlineData("""{"counter":"a","window":"minute","max":1},{"counter":"b","window":"hour","max":61}""", true)]
    [InlineData("""{"counter":"a","window":"minute","max":1},{"counter":"b","window":"hour","max":62}""", false)]
    [InlineData("""{"counter":"a","window":"hour","max":1},{"counter":"b","window":"minute","max":2}""", true)]
    [InlineData("""{"counter":"a","window":"minute","max":1,"scope":"session","else":"grant"},{"counter":"b","window":"minute","max":2}""", true)]
    [InlineData("""{"counter":"a","window":"minute","max":1,"cost":{"path":"args.n"}},{"counter":"b","window":"minute","max":2}""", true)]
    [InlineData("""{"counter":"a","window":"minute","max":1,"same":"arguments"},{"counter":"b","window":"minute","max":2}""", true)]
    [InlineData("""{"counter":"a","window":"minute","max":1,"on_exceed":"ask"},{"counter":"b","window":"minute","max":2}""", true)]
    [InlineData("""{"counter":"a","window":"minute","max":1},{"counter":"b","window":"minute","max":2,"min_cost":5}""", true)]
    [InlineData("""{"counter":"a","window":"day","align":"calendar","max":1},{"counter":"b","window":"day","align":"calendar","max":2}""", true)]
    [InlineData("""{"counter":"a","window":60,"max":1},{"counter":"b","window":"PT1M","max":2}""", false)]
    [InlineData("""{"counter":"a","concurrent":1},{"counter":"b","window":"minute","max":1000}""", true)]
    public void Check_LimitBehindATighterOne_NeverTrips(string limits, bool trips)
        => Codes($$"""{"version":"1","default":"deny","tools":{"t":{"limits":[{{limits}}]} } }""").Contains("never_trips").ShouldBe(!trips);

    [Theory]
    [InlineData("""{"counter":"a","window":"day","max":0}""", true)]
    [InlineData("""{"counter":"a","window":"day","max":0.5}""", true)]
    [InlineData("""{"counter":"a","window":"day","max":1}""", false)]
    [InlineData("""{"counter":"a","window":"day","max":0,"cost":{"path":"args.n"}}""", false)]
    [InlineData("""{"counter":"a","window":"day","max":5,"cost":{"path":"args.n"},"min_cost":6}""", true)]
    [InlineData("""{"counter":"a","window":"day","max":5,"cost":{"path":"args.n"},"min_cost":5}""", false)]
    [InlineData("""{"counter":"a","concurrent":0}""", true)]
    [InlineData("""{"counter":"a","concurrent":1}""", false)]
    public void Check_LimitThatNoCallFits_AlwaysTrips(string limit, bool always)
    {
        Codes($$"""{"version":"1","default":"deny","tools":{"t":{"limits":[{{limit}}]} } }""").Contains("always_trips").ShouldBe(always);
        var policy = Given.Policy($$"""{"version":"1","default":"deny","tools":{"t":{"limits":[{{limit}}]} },"tests":[{"name":"n","call":{"tool":"t","args":{"n":0} },"expect":"allow"}]}""");
        Policy.Cases.PolicyCases.Run(policy)[0].Pass.ShouldBe(!always);
    }

    private static string Require(string conditions) => $$"""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{{conditions}}]}]} } }""";

    private static string[] Codes(string document)
        => [.. PolicyLoader.Check(Encoding.UTF8.GetBytes(document), PolicyFormat.Json).Problems.Select(problem => problem.Code)];
}
