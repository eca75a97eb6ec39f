using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Decisions;

public sealed class OrderOfEvaluationTests
{
    private const string HandoffPolicy = """
        {"version":"1","default":"deny","tools":{"save_handoff":{"limits":[{"counter":"save_handoff_rate","window":"minute","max":30,"scope":"grant"}]}}}
        """;

    [Fact]
    public void Decide_PolicyLayerDocument_AllowsAndReserves()
    {
        var decision = Given.Policy(HandoffPolicy).Decide(Given.Call("""{"text":"x"}""", "save_handoff"));

        decision.Outcome.ShouldBe(DecisionOutcome.Allow);
        decision.Entry.ShouldBe("/tools/save_handoff");
        var reservation = decision.Reservations.ShouldHaveSingleItem();
        reservation.Limit.Rule.ShouldBe("/tools/save_handoff/limits/save_handoff_rate");
        reservation.Max.ShouldBe(30);
        reservation.Cost.ShouldBe(1);
        reservation.ScopeValue.ShouldBe("g");
        reservation.Server.ShouldBe("srv");
    }

    [Fact]
    public void Decide_ToolWithoutEntry_FollowsDefault()
    {
        var decision = Given.Policy(HandoffPolicy).Decide(Given.Call(tool: "delete_all"));

        decision.Outcome.ShouldBe(DecisionOutcome.Deny);
        decision.Rule.ShouldBe(RuleIds.DefaultDeny);
        decision.Code.ShouldBe("default_deny");
        decision.Message.ShouldContain("delete_all");
    }

    [Fact]
    public void NoPolicy_HasItsRule() => Decision.NoPolicy.Rule.ShouldBe("(no policy)");

    // Every step refuses here; taking the first refusal away, the next one speaks.
    [Theory]
    [InlineData("hide", "(hidden)")]
    [InlineData("pin", "(definition changed)")]
    [InlineData("malformed", "(malformed)")]
    [InlineData("own schema", "(input schema)")]
    [InlineData("arguments", "/tools/t/arguments")]
    [InlineData("deny_if tool", "/tools/t/deny_if/0")]
    [InlineData("deny_if class", "/class/write/deny_if/0")]
    [InlineData("deny_if all", "/all_tools/deny_if/0")]
    [InlineData("require tool", "/tools/t/require/0")]
    [InlineData("require class", "/class/write/require/0")]
    [InlineData("require all", "/all_tools/require/0")]
    [InlineData("action", "/tools/t/action")]
    [InlineData("approval", "/class/write/approval")]
    [InlineData("limits", "/tools/t/limits/spend")]
    [InlineData("nothing", "")]
    public void Decide_StepsInOrder_FirstRefusalWins(string first, string rule)
    {
        string[] steps =
        [
            "hide", "pin", "malformed", "own schema", "arguments", "deny_if tool", "deny_if class", "deny_if all",
            "require tool", "require class", "require all", "action", "approval", "limits", "nothing",
        ];
        var from = Array.IndexOf(steps, first);
        bool On(string step) => Array.IndexOf(steps, step) >= from;
        string If(string step, string text) => On(step) ? text : "";
        string Rules(string layer)
            => $"\"deny_if\":[{If($"deny_if {layer}", "{}")}], \"require\":[{If($"require {layer}", """{"conditions":[{"path":"args.never","op":"exists"}]}""")}]";
        var approval = If("approval", "\"approval\":{},");
        var schema = If("arguments", "\"arguments\":{\"maxProperties\":0},");
        var action = If("action", "\"action\":\"deny\",");
        var limits = If("limits", """ "limits":[{"counter":"spend","window":"day","max":1,"cost":{"path":"args.none"}}], """);
        var policy = Given.Policy($$"""
            {"version":"1","default":"deny","hide":[ {{If("hide", "\"t\"")}} ],
             "all_tools":{ {{Rules("all")}} },
             "class":{"write":{ {{approval}} {{Rules("class")}} } },
             "tools":{"t":{ {{schema}} {{action}} {{limits}} {{Rules("tool")}} } } }
            """);
        var facts = Given.Call(On("malformed") ? "[" : """{"x":1}""", category: ToolCategory.Write, schema: On("own schema") ? """{"required":["y"]}""" : "{}") with
        {
            DefinitionChanged = On("pin"),
        };

        policy.Decide(facts).Rule.ShouldBe(rule);
    }

    [Theory]
    [InlineData("""{"deny_if":[{}]}""", "Every such call is refused.")]
    [InlineData("""{"deny_if":[{"when":[{"path":"args.a","op":"gt","value":1}]}]}""", "Calls are refused when `args.a` is greater than 1.")]
    [InlineData("""{"deny_if":[{"conditions":[{"path":"args.a","op":"gt","value":1}]}]}""", "Calls are refused when `args.a` is greater than 1.")]
    [InlineData("""{"require":[{"conditions":[{"path":"args.a","op":"lt","value":1}]}]}""", "It is required that `args.a` is less than 1.")]
    [InlineData("""{"deny_if":[{"on_deny":"Not now."}]}""", "Not now.")]
    public void Decide_ARuleRefuses_SaysWhyInASentence(string entry, string message)
        => Given.Entry(entry).Decide(Given.Call("""{"a":2}""")).Message.ShouldBe(message);

    [Fact]
    public void Decide_HiddenTool_AnswersHideWithoutNamingTheRuleToTheAgent()
    {
        var decision = Given.Policy("""{"version":"1","default":"allow","hide":["delete_*"]}""").Decide(Given.Call(tool: "delete_repo"));

        decision.Outcome.ShouldBe(DecisionOutcome.Hide);
        decision.Rule.ShouldBe("(hidden)");
        decision.Message.ShouldNotContain("hidden");
    }

    [Fact]
    public void Decide_ClassEntry_LiftsDefaultDeny()
        => Given.Policy("""{"version":"1","default":"deny","class":{"read":{}}}""").Decide(Given.Call(category: ToolCategory.Read)).Outcome.ShouldBe(DecisionOutcome.Allow);

    [Fact]
    public void Decide_AllTools_NeverLiftsDefaultDeny()
        => Given.Policy("""{"version":"1","default":"deny","all_tools":{}}""").Decide(Given.Call()).Rule.ShouldBe(RuleIds.DefaultDeny);

    [Fact]
    public void Decide_RefusalOfAnyLayer_Wins()
        => Given.Policy("""{"version":"1","default":"deny","tools":{"t":{}},"class":{"destructive":{"action":"deny","reason":"Never."}}}""")
            .Decide(Given.Call(category: ToolCategory.Destructive)).Message.ShouldBe("Never.");
}
