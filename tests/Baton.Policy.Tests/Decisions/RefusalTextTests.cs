using Baton.Policy.Decisions;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Decisions;

/// <summary>Each way to be refused: its outcome, code, rule, entry, and the words an agent can go on with.</summary>
public sealed class RefusalTextTests
{
    [Theory]
    [InlineData("""{"version":"1","default":"deny"}""", "Deny | default_deny | (default deny) |  | The tool `t` is not allowed for this grant. Ask the operator to allow it.")]
    [InlineData("""{"version":"1","default":"allow","hide":["t"]}""", "Hide | hidden | (hidden) |  | Unknown tool.")]
    [InlineData("""{"version":"1","default":"allow","hide":["T","?"]}""", "Hide | hidden | (hidden) |  | Unknown tool.")]
    [InlineData("""{"version":"1","default":"allow","class":{"other":{"action":"hide"}}}""", "Hide | hidden | (hidden) | /class/other | Unknown tool.")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"action":"deny"}}}""", "Deny | denied | /tools/t/action | /tools/t | The tool `t` may not be called by this grant.")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"action":"deny","reason":"Use `u` instead."}}}""", "Deny | denied | /tools/t/action | /tools/t | Use `u` instead.")]
    [InlineData("""{"version":"1","default":"allow","all_tools":{"action":"deny"}}""", "Deny | denied | /all_tools/action |  | The tool `t` may not be called by this grant.")]
    [InlineData("""{"version":"1","default":"allow","all_tools":{"deny_if":[{"on_deny":"Closed."}]}}""", "Deny | rule_denied | /all_tools/deny_if/0 |  | Closed.")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"deny_if":[{}]}}}""", "Deny | rule_denied | /tools/t/deny_if/0 | /tools/t | Every such call is refused.")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"deny_if":[{"when":[{"path":"args.a","op":"exists"}]}]}}}""", "Deny | rule_denied | /tools/t/deny_if/0 | /tools/t | Calls are refused when `args.a` is given.")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"deny_if":[{"id":"no-a","conditions":[{"path":"args.a","op":"eq","value":1}]}]}}}""", "Deny | rule_denied | no-a | /tools/t | Calls are refused when `args.a` equals 1.")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"deny_if":[{"conditions":[{"path":"args.b","op":"eq","value":1}]}]}}}""", "Deny | undecided | /tools/t/deny_if/0 | /tools/t | The call could not be judged: `args.b` is missing.")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"deny_if":[{"on_deny":"Ask first.","conditions":[{"path":"args.b","op":"eq","value":1}]}]}}}""", "Deny | undecided | /tools/t/deny_if/0 | /tools/t | Ask first. (`args.b` is missing)")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"gt","value":1}]}]}}}""", "Deny | requirement_not_met | /tools/t/require/0 | /tools/t | It is required that `args.a` is greater than 1.")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"eq","value":1},{"path":"args.a","op":"lt","value":1}]}]}}}""", "Deny | requirement_not_met | /tools/t/require/0 | /tools/t | It is required that `args.a` is less than 1.")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"require":[{"when":[{"path":"args.b","op":"eq","value":1}],"conditions":[{"path":"args.a","op":"eq","value":2}]}]}}}""", "Deny | undecided | /tools/t/require/0 | /tools/t | The call could not be judged: `args.b` is missing.")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"starts_with","value":"x"}]}]}}}""", "Deny | undecided | /tools/t/require/0 | /tools/t | The call could not be judged: `args.a` is not a string.")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"arguments":{"required":["b"]}}}}""", "Deny | invalid_arguments | /tools/t/arguments | /tools/t | The arguments are not valid: \"b\" is missing.")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"limits":[{"counter":"c","window":"day","max":1,"cost":{"path":"args.b"}}]}}}""", "Deny | invalid_cost | /tools/t/limits/c | /tools/t | The cost of this call cannot be told for the limit \"c\": `args.b` is missing.")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"action":"require_approval"}}}""", "Ask | approval_required | /tools/t/action | /tools/t | The tool `t` needs an approval by the operator for this call. Repeat the same call once it is approved.")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"approval":{"by":"caller"}}}}""", "Ask | approval_required | /tools/t/approval | /tools/t | The tool `t` needs an approval by the person at the client for this call. Repeat the same call once it is approved.")]
    [InlineData("""{"version":"1","default":"allow"}""", "Allow | allowed |  |  | ")]
    public void Decide_Refusal_SaysWhatAndHowToGoOn(string document, string expected)
    {
        var decision = Given.Policy(document).Decide(Given.Call("""{"a":1}"""));
        $"{decision.Outcome} | {decision.Code} | {decision.Rule} | {decision.Entry} | {decision.Message}".ShouldBe(expected);
    }

    [Theory]
    [InlineData(CallKind.Tool, "The tool `x`")]
    [InlineData(CallKind.Resource, "The resource `x`")]
    [InlineData(CallKind.Prompt, "The prompt `x`")]
    public void Decide_Kind_IsNamed(CallKind kind, string start)
        => Given.Policy("""{"version":"1","default":"deny"}""").Decide(Given.Call(tool: "x") with { Kind = kind }).Message.ShouldStartWith(start);

    [Theory]
    [InlineData(128, false)]
    [InlineData(129, true)]
    public void Decide_LongName_IsShownInPart(int length, bool cut)
    {
        var name = new string('n', length);
        Given.Policy("""{"version":"1","default":"deny"}""").Decide(Given.Call(tool: name)).Message.ShouldStartWith(cut ? $"The tool `{new string('n', 128)}...`" : $"The tool `{name}`");
    }

    [Fact]
    public void Decide_LongNameCutInsideAPair_ShowsNoHalfOfIt()
    {
        var message = Given.Policy("""{"version":"1","default":"deny"}""").Decide(Given.Call(tool: new string('n', 127) + "😀😀")).Message;
        message.ShouldStartWith($"The tool `{new string('n', 127)}...`");
        message.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public void Decide_ChangedDefinition_NamesItsRuleBeforeAnyOther()
    {
        var decision = Given.Entry("""{"action":"deny","deny_if":[{}]}""").Decide(Given.Call("[") with { DefinitionChanged = true });
        (decision.Rule, decision.Code, decision.Message).ShouldBe(("(definition changed)", "definition_changed", "The definition of the tool `t` changed since it was approved. The operator must review it first."));
    }

    [Fact]
    public void NoPolicy_TellsWhomToAsk()
        => (Decision.NoPolicy.Outcome, Decision.NoPolicy.Code, Decision.NoPolicy.Rule, Decision.NoPolicy.Message).ShouldBe(
            (DecisionOutcome.Deny, "no_policy", "(no policy)", "This grant has no policy for this server. Ask the operator for one."));

    [Theory]
    // server request, document part, outcome, rule, message
    [InlineData("sampling", "", "Deny | (default deny) | The server may not ask for sampling.")]
    [InlineData("sampling", ",\"server_requests\":{\"sampling\":\"deny\"}", "Deny | /server_requests/sampling | The server may not ask for sampling.")]
    [InlineData("roots", ",\"server_requests\":{\"roots\":\"allow\"}", "Allow |  | ")]
    [InlineData("elicitation", ",\"server_requests\":{\"roots\":\"allow\"}", "Deny | (default deny) | The server may not ask for elicitation.")]
    [InlineData("a/b~c", ",\"server_requests\":{\"roots\":\"allow\"}", "Deny | (default deny) | The server may not ask for a/b~c.")]
    [InlineData("sampling", ",\"mode\":\"observe\"", "Allow | (default deny) | The server may not ask for sampling.")]
    public void DecideServerRequest_Refusal_SaysWhat(string request, string part, string expected)
    {
        var decision = Given.Policy($$"""{"version":"1","default":"deny"{{part}} }""").DecideServerRequest(request);
        $"{decision.Outcome} | {decision.Rule} | {decision.Message}".ShouldBe(expected);
        decision.IsObserved.ShouldBe(part.Contains("observe", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("caller.grant", "\"g\"")]
    [InlineData("caller.principal", "\"p\"")]
    [InlineData("tool.name", "\"t\"")]
    [InlineData("tool.category", "\"other\"")]
    [InlineData("server.name", "\"srv\"")]
    [InlineData("time.hour", "12")]
    [InlineData("time.weekday", "\"wed\"")]
    public void Decide_Fact_IsComparedWithEqAndIn(string path, string value)
    {
        Given.Decide($$"""{"require":[{"conditions":[{"path":"{{path}}","op":"eq","value":{{value}} },{"path":"{{path}}","op":"in","value":[{{value}}]}]}]}""", "{}").Outcome.ShouldBe(DecisionOutcome.Allow);
        Given.Decide($$"""{"deny_if":[{"conditions":[{"path":"{{path}}","op":"eq","value":{{value}} }]}]}""", "{}").Code.ShouldBe("rule_denied");
    }

    [Theory]
    [InlineData("Europe/Berlin", 13)]
    [InlineData("America/New_York", 7)]
    [InlineData("Asia/Kolkata", 17)]
    [InlineData("UTC", 12)]
    public void Decide_Hour_IsThatOfTheZone(string zone, int hour)
        => Given.Decide($$"""{"require":[{"conditions":[{"path":"time.hour","op":"eq","value":{{hour}},"tz":"{{zone}}"}]}]}""", "{}").Outcome.ShouldBe(DecisionOutcome.Allow);

    [Fact]
    public void Decide_PrincipalThatIsNotKnown_IsMissing()
        => Given.Entry("""{"require":[{"conditions":[{"path":"caller.principal","op":"eq","value":"p"}]}]}""").Decide(Given.Call() with { Principal = null }).Message.ShouldBe("The call could not be judged: `caller.principal` is missing.");
}
