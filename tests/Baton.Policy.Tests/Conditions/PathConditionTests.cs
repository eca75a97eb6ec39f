using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Conditions;

public sealed class PathConditionTests
{
    private const string Prices = """{"path":"args.items[*].price","op":"lte","value":10}""";
    private const string SomePrice = """{"path":"args.items[any].price","op":"lte","value":10}""";

    [Theory]
    [InlineData(Prices, """{"items":[]}""", true)]
    [InlineData(SomePrice, """{"items":[]}""", false)]
    [InlineData(Prices, """{"items":[{"price":1},{"price":10}]}""", true)]
    [InlineData(Prices, """{"items":[{"price":1},{"price":11}]}""", false)]
    [InlineData(SomePrice, """{"items":[{"price":1},{"price":11}]}""", true)]
    [InlineData(SomePrice, """{"items":[{"price":12},{"price":11}]}""", false)]
    [InlineData(Prices, """{"items":[{"price":1},{}]}""", false)]
    [InlineData(SomePrice, """{"items":[{"price":1},{}]}""", true)]
    [InlineData(Prices, """{"items":{"price":1}}""", false)]
    [InlineData(Prices, "{}", false)]
    [InlineData("""{"path":"args.items[1].price","op":"eq","value":2}""", """{"items":[{"price":1},{"price":2}]}""", true)]
    [InlineData("""{"path":"args.items[2].price","op":"exists"}""", """{"items":[{"price":1},{"price":2}]}""", false)]
    [InlineData("""{"path":"args[\"key.with.dots\"].x","op":"eq","value":1}""", """{"key.with.dots":{"x":1}}""", true)]
    [InlineData("""{"path":"args.a\u0062","op":"eq","value":1}""", """{"a\u0062":1}""", true)]
    [InlineData("""{"path":"args.to","op":"neq","value_from":"args.from"}""", """{"to":"a","from":"b"}""", true)]
    [InlineData("""{"path":"args.to","op":"neq","value_from":"args.from"}""", """{"to":"a","from":"a"}""", false)]
    [InlineData("""{"path":"args.to","op":"neq","value_from":"args.from"}""", """{"to":"a"}""", false)]
    [InlineData("""{"path":"args.owner","op":"eq","value_from":"caller.principal"}""", """{"owner":"p"}""", true)]
    [InlineData("""{"path":"caller.grant","op":"in","value":["g","h"]}""", "{}", true)]
    [InlineData("""{"path":"server.name","op":"starts_with","value":"s"}""", "{}", true)]
    [InlineData("""{"path":"tool.name","op":"matches","value":"t*"}""", "{}", true)]
    [InlineData("""{"path":"tool.category","op":"eq","value":"other"}""", "{}", true)]
    [InlineData("""{"path":"time.hour","op":"eq","value":12}""", "{}", true)]
    [InlineData("""{"path":"time.hour","op":"eq","value":13,"tz":"Europe/Berlin"}""", "{}", true)]
    [InlineData("""{"path":"time.weekday","op":"in","value":["wednesday","sun"]}""", "{}", true)]
    [InlineData("""{"path":"time.weekday","op":"lte","value":"friday"}""", "{}", true)]
    [InlineData("""{"path":"time.weekday","op":"eq","value":4}""", "{}", false)]
    public void Require_Path_ReadsItsValue(string condition, string args, bool allowed)
        => Given.Decide($$"""{"require":[{"conditions":[{{condition}}]}]}""", args).Outcome.ShouldBe(allowed ? DecisionOutcome.Allow : DecisionOutcome.Deny);

    [Theory]
    [InlineData("deny_if", """{"path":"args.a[*]","op":"eq","value":1}""")]
    [InlineData("require", """{"not":{"path":"args.a[*]","op":"eq","value":1}}""")]
    [InlineData("require", """{"any":[{"not":{"path":"args.a[*]","op":"eq","value":1}}]}""")]
    public void Compile_EachWhereOneHarmlessElementDefeatsIt_SuggestsAny(string kind, string condition)
    {
        var error = Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"{{kind}}":[{"conditions":[{{condition}}]}]} } }""").ShouldHaveSingleItem();
        error.Code.ShouldBe("each_in_denial");
        error.Message.ShouldContain("args.a[any]");
    }

    [Theory]
    [InlineData("args")]
    [InlineData("args.a.b[0][*][any][\"x y\"].c")]
    public void Parse_GoodPath_IsRead(string path) => Policy.Paths.PathParser.Parse(path, out _).ShouldNotBeNull();

    [Theory]
    [InlineData("arg.a", "did you mean")]
    [InlineData("args.", "name after")]
    [InlineData("args.a[", "number")]
    [InlineData("args.a[x]", "number")]
    [InlineData("args.a[-1]", "number")]
    [InlineData("args.a]b", "name after")]
    [InlineData("args[\"a", "quotes")]
    [InlineData("args[0]x", "expected after")]
    [InlineData("caller.client", "not to be trusted")]
    [InlineData("state.t.count", "limits")]
    [InlineData("", "begins with")]
    public void Parse_BadPath_SaysWhy(string path, string why)
    {
        Policy.Paths.PathParser.Parse(path, out var error).ShouldBeNull();
        error.ShouldContain(why);
    }

    [Theory]
    [InlineData("""{"required":["a"],"properties":{"a":{}}}""", "{}", false)]
    [InlineData("""{"properties":{"a":{}}}""", "{}", true)]
    [InlineData("""{"properties":{"a":{"default":"bad"}}}""", "{}", false)]
    [InlineData("""{"properties":{"a":{"default":"good"}}}""", "{}", true)]
    [InlineData("""{"properties":{"a":{"default":"good"}}}""", """{"a":"bad"}""", false)]
    [InlineData("""{"properties":{"a":{"default":"good"}}}""", """{"a":null}""", false)]
    [InlineData("""{"properties":{"b":{}}}""", "{}", false)]
    [InlineData("""{"allOf":[{"required":["a"]}],"properties":{"a":{}}}""", "{}", false)]
    public void DenyIf_AbsentArgument_FollowsTheToolsSchema(string schema, string args, bool allowed)
    {
        // The schema is only to declare, so that the rule is what decides.
        var policy = Given.Policy("""{"version":"1","default":"deny","tools":{"t":{"deny_if":[{"conditions":[{"path":"args.a","op":"eq","value":"bad"}]}]}}}""");
        var decision = policy.Decide(Given.Call(args, schema: schema));
        decision.Outcome.ShouldBe(allowed ? DecisionOutcome.Allow : DecisionOutcome.Deny);
    }

    [Fact]
    public void Require_AbsentOptionalArgument_IsStillUndecided()
        => Given.Policy("""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"eq","value":"good"}]}]}}}""")
            .Decide(Given.Call("{}", schema: """{"properties":{"a":{}}}""")).Message.ShouldContain("`args.a` is missing");

    [Theory]
    [InlineData("{}", "`args.amount` is missing")]
    [InlineData("""{"amount":null}""", "`args.amount` is null")]
    [InlineData("""{"amount":"700"}""", "`args.amount` is not a number")]
    public void Decide_Undecided_SaysWhatIsWrong(string args, string why)
    {
        var decision = Given.Decide("""{"require":[{"conditions":[{"path":"args.amount","op":"lte","value":500}],"on_deny":"Too much."}]}""", args);
        decision.Message.ShouldStartWith("Too much. (");
        decision.Message.ShouldContain(why);
    }

    [Fact]
    public void Decide_RuleWithId_IsNamedByIt()
        => Given.Decide("""{"deny_if":[{"id":"freeze"}]}""", "{}").Rule.ShouldBe("freeze");

    [Theory]
    [InlineData(ToolCategory.Read, "read")]
    [InlineData(ToolCategory.Destructive, "destructive")]
    public void ToolCategory_IsAWord(ToolCategory category, string word)
        => Given.Policy($$"""{"version":"1","default":"allow","all_tools":{"require":[{"conditions":[{"path":"tool.category","op":"eq","value":"{{word}}"}]}]} }""")
            .Decide(Given.Call(category: category)).Outcome.ShouldBe(DecisionOutcome.Allow);
}
