using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Explain;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Explain;

/// <summary>What <c>explain</c> says of each step, in the order in which a call meets them.</summary>
public sealed class ExplainedStepsTests
{
    [Theory]
    // the entry, the arguments, what is said behind the entry itself: rule | step | outcome | why
    [InlineData("{}", "{}", "")]
    [InlineData("""{"action":"deny"}""", "{}", "/tools/t/action | action | refuse | the entry denies every call")]
    [InlineData("""{"action":"deny","reason":"Not today."}""", "{}", "/tools/t/action | action | refuse | Not today.")]
    [InlineData("""{"action":"require_approval"}""", "{}", "/tools/t/action | approval | ask | asks for every call")]
    [InlineData("""{"approval":{}}""", "{}", "/tools/t/approval | approval | ask | asks for every call")]
    [InlineData("""{"approval":{"when":[{"path":"args.a","op":"gt","value":5}]}}""", """{"a":6}""", "/tools/t/approval | approval | ask | `args.a` is greater than 5: true")]
    [InlineData("""{"approval":{"when":[{"path":"args.a","op":"gt","value":5}]}}""", """{"a":5}""", "/tools/t/approval | approval | pass | `args.a` is greater than 5: false")]
    [InlineData("""{"approval":{"when":[{"path":"args.a","op":"gt","value":5}]}}""", "{}", "/tools/t/approval | approval | ask | `args.a` is missing, so it asks")]
    [InlineData("""{"approval":{"when":[{"path":"args.a","op":"gt","value":5}]}}""", """{"a":"x"}""", "/tools/t/approval | approval | ask | `args.a` is not a number (of at most 28 digits, within 1e15) or an RFC 3339 instant, so it asks")]
    [InlineData("""{"arguments":{"required":["a"]}}""", """{"a":1}""", "/tools/t/arguments | schema | pass | the arguments are valid")]
    [InlineData("""{"arguments":{"properties":{"a":{"type":"string"}}}}""", """{"a":1}""", "/tools/t/arguments | schema | refuse | at /a: string is expected")]
    [InlineData("""{"require":[{"conditions":[{"path":"args.a","op":"eq","value":"x"}]}]}""", """{"a":"x"}""", "/tools/t/require/0 | require | pass | `args.a` equals \"x\": true")]
    [InlineData("""{"require":[{"conditions":[{"path":"args.a","op":"eq","value":"x"},{"path":"args.b","op":"exists"}]}]}""", """{"a":"y"}""", "/tools/t/require/0 | require | refuse | `args.a` equals \"x\": false; `args.b` is given: false")]
    [InlineData("""{"require":[{"conditions":[{"path":"args.a","op":"eq","value":1}]}]}""", """{"a":null}""", "/tools/t/require/0 | require | refuse | `args.a` equals 1: undecided, `args.a` is null")]
    [InlineData("""{"require":[{"id":"mine","when":[{"path":"args.b","op":"exists"}],"conditions":[{"path":"args.a","op":"exists"}]}]}""", "{}", "mine | require | skip | its guard is false: `args.b` is given")]
    [InlineData("""{"deny_if":[{"when":[{"path":"args.b","op":"eq","value":1}],"conditions":[{"path":"args.a","op":"exists"}]}]}""", """{"a":1}""", "/tools/t/deny_if/0 | deny_if | refuse | its guard is undecided, so it applies (`args.b` is missing); `args.a` is given: true")]
    [InlineData("""{"deny_if":[{}]}""", "{}", "/tools/t/deny_if/0 | deny_if | refuse | it has no conditions, so it holds for every call")]
    [InlineData("""{"require":[{}]}""", "{}", "/tools/t/require/0 | require | pass | it has no conditions")]
    [InlineData("""{"deny_if":[{"conditions":[{"any":[{"path":"args.a","op":"lt","value":1},{"not":{"path":"args.a","op":"lte","value":9}}]}]}]}""", """{"a":5}""", "/tools/t/deny_if/0 | deny_if | pass | any of (`args.a` is less than 1; not (`args.a` is at most 9)): false")]
    [InlineData("""{"require":[{"conditions":[{"all":[{"path":"args.a","op":"gte","value":1},{"path":"args.a","op":"neq","value_from":"args.b"}]}]}]}""", """{"a":5,"b":4}""", "/tools/t/require/0 | require | pass | all of (`args.a` is at least 1; `args.a` differs from `args.b`): true")]
    [InlineData("""{"limits":[{"counter":"c","window":"day","max":10,"cost":{"path":"args.n"}}]}""", """{"n":2.5}""", "/tools/t/limits/c | limits | reserve | costs 2.5 of 10 per day")]
    [InlineData("""{"limits":[{"counter":"c","window":"day","max":10,"cost":{"path":"args.n"}}]}""", """{"n":-1}""", "/tools/t/limits/c | limits | refuse | The cost of this call cannot be told for the limit \"c\": `args.n` is negative.")]
    [InlineData("""{"limits":[{"counter":"k","concurrent":2}]}""", "{}", "/tools/t/limits/k | limits | reserve | costs 1 of 2 at once")]
    [InlineData("""{"rate_limit":"5/minute"}""", "{}", "/tools/t/limits/t_rate | limits | reserve | costs 1 of 5 per minute")]
    public void Explain_Step_SaysItsOutcomeAndWhy(string entry, string args, string expected)
    {
        var explanation = PolicyExplainer.Explain(Given.Entry(entry), Given.Call(args));
        var lines = explanation.Rules.Select(rule => $"{rule.Rule} | {rule.Step} | {rule.Outcome} | {rule.Why}").ToArray();
        lines[0].ShouldBe("/tools/t | entry | pass | matches `t`");
        string.Join('\n', lines.Skip(1)).ShouldBe(expected);
        explanation.Rules.ShouldAllBe(rule => !rule.Observed);
        explanation.Decision.Outcome.ShouldBe(Given.Decide(entry, args).Outcome);
    }

    [Theory]
    [InlineData("""{"version":"1","default":"deny"}""", "(default deny) | default | refuse | no entry of its own and none of its class")]
    [InlineData("""{"version":"1","default":"allow"}""", "/default | default | pass | no entry of its own and none of its class")]
    [InlineData("""{"version":"1","default":"allow","hide":["t"]}""", "(hidden) | hide | hide | `t` is hidden;/default | default | pass | no entry of its own and none of its class")]
    [InlineData("""{"version":"1","default":"deny","class":{"other":{}},"all_tools":{}}""", "/class/other | entry | pass | matches `t`;/all_tools | entry | pass | applies to every tool")]
    [InlineData("""{"version":"1","default":"deny","all_tools":{}}""", "/all_tools | entry | pass | applies to every tool;(default deny) | default | refuse | no entry of its own and none of its class")]
    public void Explain_Reach_SaysWhichEntriesApply(string document, string expected)
        => Lines(PolicyExplainer.Explain(Given.Policy(document), Given.Call())).ShouldBe(expected.Split(';'));

    [Theory]
    [InlineData("pinned", "refuse")]
    [InlineData("any", "pass")]
    public void Explain_ChangedDefinition_IsAStepOfItsOwn(string definitions, string outcome)
    {
        var policy = Given.Policy($$"""{"version":"1","default":"allow","definitions":"{{definitions}}"}""");
        Lines(PolicyExplainer.Explain(policy, Given.Call() with { DefinitionChanged = true })).ShouldContain($"(definition changed) | pin | {outcome} | the definition is not the approved one");
    }

    [Fact]
    public void Explain_AllLayers_StandInTheOrderOfTheDecision()
    {
        const string Rules = """{"require":[{"conditions":[{"path":"args.a","op":"exists"}]}],"deny_if":[{"conditions":[{"path":"args.b","op":"exists"}]}],"limits":[{"counter":"c","window":"day","max":1}],"approval":{}}""";
        var policy = Given.Policy($$"""{"version":"1","default":"deny","tools":{"t":{{Rules}} },"class":{"other":{{Rules}} },"all_tools":{{Rules}} }""");
        PolicyExplainer.Explain(policy, Given.Call("""{"a":1}""")).Rules.Select(rule => rule.Rule).ShouldBe(
        [
            "/tools/t", "/class/other", "/all_tools",
            "/tools/t/deny_if/0", "/class/other/deny_if/0", "/all_tools/deny_if/0",
            "/tools/t/require/0", "/class/other/require/0", "/all_tools/require/0",
            "/tools/t/approval", "/class/other/approval", "/all_tools/approval",
            "/tools/t/limits/c", "/class/other/limits/c", "/all_tools/limits/c",
        ]);
    }

    [Fact]
    public void Explain_ObservedEntry_SaysSoOfEachOfItsRules()
    {
        var explanation = PolicyExplainer.Explain(Given.Entry("""{"mode":"observe","deny_if":[{}],"limits":[{"counter":"c","window":"day","max":0}],"action":"deny"}"""), Given.Call());
        explanation.Rules.ShouldAllBe(rule => rule.Observed);
        (explanation.Decision.Outcome, explanation.Decision.IsObserved).ShouldBe((DecisionOutcome.Allow, true));
    }

    [Theory]
    [InlineData("[1]", "they are not an object")]
    [InlineData("{\"a\":1,\"a\":2}", "the name \"a\" stands twice in one object")]
    [InlineData("{", "it is not valid JSON at line 1, byte 2")]
    public void Explain_MalformedArguments_EndsThere(string args, string why)
    {
        var explanation = PolicyExplainer.Explain(Given.Entry("""{"deny_if":[{}]}"""), Given.Call(args));
        explanation.Rules[^1].ShouldBe(new ExplainedRule("(malformed)", "arguments", "refuse", why, false));
        explanation.Rules.ShouldNotContain(rule => rule.Step == "deny_if");
        explanation.Decision.Message.ShouldBe($"The arguments were not judged: {why}. Send one strict JSON object.");
    }

    [Fact]
    public void Explain_ToolsOwnSchema_IsNamedBeforeThatOfTheEntry()
    {
        var policy = Given.Entry("""{"arguments":{"required":["b"]}}""");
        Lines(PolicyExplainer.Explain(policy, Given.Call("{}", schema: """{"required":["a"]}"""))).Skip(1).ShouldBe(
            ["(input schema) | schema | refuse | \"a\" is missing", "/tools/t/arguments | schema | refuse | \"b\" is missing"]);
        Lines(PolicyExplainer.Explain(policy, Given.Call("{}", schema: """{"type":"?"}""")))[1].ShouldBe("(input schema) | schema | refuse | \"?\" is not a type");
    }

    [Theory]
    // Each operator as a sentence, for people.
    [InlineData("\"op\":\"not_in\",\"value\":[1,2]", "`args.a` is none of [1,2]")]
    [InlineData("\"op\":\"in\",\"value\":[1]", "`args.a` is one of [1]")]
    [InlineData("\"op\":\"exists\",\"value\":false", "`args.a` is absent")]
    [InlineData("\"op\":\"contains\",\"value\":\"x\"", "`args.a` contains \"x\"")]
    [InlineData("\"op\":\"starts_with\",\"value\":\"x\"", "`args.a` starts with \"x\"")]
    [InlineData("\"op\":\"ends_with\",\"value\":\"x\"", "`args.a` ends with \"x\"")]
    [InlineData("\"op\":\"regex\",\"value\":\"^x\"", "`args.a` matches the pattern \"^x\"")]
    [InlineData("\"op\":\"matches\",\"value\":\"x*\"", "`args.a` matches the glob \"x*\"")]
    [InlineData("\"op\":\"type\",\"value\":\"string\"", "`args.a` is of type \"string\"")]
    [InlineData("\"op\":\"length\",\"value\":{\"lte\":5}", "`args.a` has a length within {\"lte\":5}")]
    [InlineData("\"op\":\"bytes\",\"value\":{\"lt\":5}", "`args.a` has a size in bytes within {\"lt\":5}")]
    [InlineData("\"op\":\"url\",\"value\":{\"scheme\":\"https\"}", "`args.a` is a URL within {\"scheme\":\"https\"}")]
    [InlineData("\"op\":\"path_within\",\"value\":\"/srv\"", "`args.a` lies within \"/srv\"")]
    [InlineData("\"op\":\"cidr\",\"value\":\"10.0.0.0/8\"", "`args.a` lies in one of the networks \"10.0.0.0/8\"")]
    [InlineData("\"op\":\"email_domain\",\"value\":\"x.com\"", "`args.a` is an address at one of \"x.com\"")]
    [InlineData("\"op\":\"argv\",\"value\":[\"ls\"]", "`args.a` runs one of [\"ls\"]")]
    public void Decide_RequirementNotMet_IsSaidInWords(string condition, string words)
    {
        var policy = Given.Entry($$"""{"require":[{"conditions":[{"path":"args.a",{{condition}} }]}]}""");
        string?[] values = [null, "1", "\"no\"", "\"a long text\"", "\"http://y.com/\"", "\"/etc\"", "\"8.8.8.8\"", "\"a@y.com\"", "\"rm\""];
        var messages = values.Select(value => policy.Decide(Given.Call(value is null ? "{}" : $$"""{"a":{{value}} }"""))).Where(decision => decision.Code == DecisionCodes.RequirementNotMet).Select(decision => decision.Message).Distinct();
        messages.ShouldBe([$"It is required that {words}."]);
    }

    private static string[] Lines(Explanation explanation) => [.. explanation.Rules.Select(rule => $"{rule.Rule} | {rule.Step} | {rule.Outcome} | {rule.Why}")];
}
