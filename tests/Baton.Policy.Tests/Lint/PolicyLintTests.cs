using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Policy.Tests.Lint;

public sealed class PolicyLintTests
{
    private const string Tools = """
        {"tools":[
          {"name":"create_refund","inputSchema":{"type":"object","properties":{"amount":{"type":"number"},"items":{"type":"array","items":{"type":"object","properties":{"price":{}}}}},"required":["amount"]}},
          {"name":"either","inputSchema":{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"object","properties":{"c":{}}}},"anyOf":[{"properties":{"b":{"properties":{"d":{}}}}}]}}}},
          {"name":"open","inputSchema":{"type":"object","properties":{"a":{}},"additionalProperties":true}},
          {"name":"memory_save"},{"name":"memory_load"}]}
        """;

    [Theory]
    [InlineData("""{"version":"1","default":"deny","tools":{"create_refund":{"require":[{"conditions":[{"path":"args.ammount","op":"lte","value":5}]}]}}}""",
        "unknown_parameter", "/tools/create_refund/require/0/conditions/0/path", "`args.ammount` is not a parameter of `create_refund`: did you mean `amount`?", true)]
    [InlineData("""{"version":"1","default":"deny","tools":{"create_refund":{"deny_if":[{"conditions":[{"not":{"path":"args.items[0].prise","op":"gt","value":5}}]}]}}}""",
        "unknown_parameter", "/tools/create_refund/deny_if/0/conditions/0/not/path", "did you mean `price`?", true)]
    [InlineData("""{"version":"1","default":"deny","tools":{"create_refund":{"limits":[{"counter":"c","window":"day","max":5,"cost":{"path":"args.sum"}}]}}}""",
        "unknown_parameter", "/tools/create_refund/limits/0/cost/path", "not a parameter", true)]
    [InlineData("""{"version":"1","default":"deny","tools":{"creat_refund":{}}}""", "unknown_tool", "/tools/creat_refund", "did you mean `create_refund`?", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"git_*":{}}}""", "matches_nothing", "/tools/git_*", "matches none", false)]
    [InlineData("""{"version":"1","default":"allow","hide":["git_*"]}""", "matches_nothing", "/hide/0", "matches none", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"memory_*":{},"memory_save":{},"memory_load":{}}}""", "unreachable", "/tools/memory_*", "entry of its own", false)]
    [InlineData("""{"version":"1","default":"deny","hide":["open"],"tools":{"open":{}}}""", "unreachable", "/tools/open", "never applies", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"deny_if":[{},{"conditions":[{"path":"args.a","op":"exists"}]}]},"memory_save":{}}}""", "unreachable", "/tools/open/deny_if/1", "never decides", false)]
    [InlineData("""{"version":"1","default":"allow","tests":[{"name":"n","call":{"tool":"open"},"expect":"deny"}]}""", "test_failed", "/tests/0", "expects deny and gets allow", false)]
    [InlineData("""{"version":"1","default":"deny"}""", "allows_nothing", "/default", "every call is refused", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"action":"deny"}}}""", "allows_nothing", "/default", "every call is refused", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"require":[{"conditions":[{"path":"args.a","op":"regex","value":"feat"}]}]}}}""", "unanchored_regex", "/tools/open/require/0/conditions/0/value", "full", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"require":[{"conditions":[{"path":"args.a","op":"gt","value":5},{"path":"args.a","op":"lt","value":5}]}]}}}""", "never_holds", "/tools/open/require/0", "exclude one another", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"require":[{"conditions":[{"path":"args.a","op":"eq","value":"x"},{"path":"args.a","op":"eq","value":"y"}]}]}}}""", "never_holds", "/tools/open/require/0", "every call is refused", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"require":[{"conditions":[{"path":"args.a","op":"in","value":[]}]}]}}}""", "never_holds", "/tools/open/require/0", "empty list", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"require":[{}]}}}""", "empty_rule", "/tools/open/require/0", "asks for nothing", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"deny_if":[{"conditions":[{"path":"args.a","op":"argv","value":["rm"]}]}]}}}""", "deny_list", "/tools/open/deny_if/0/conditions/0", "require what is allowed", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"limits":[{"counter":"a","window":"minute","max":1},{"counter":"b","window":"day","max":1000000}]}}}""", "never_trips", "/tools/open/limits/1", "never trips", false)]
    [InlineData("""{"version":"1","default":"allow","tools":{"open":{"action":"deny","limits":[{"counter":"a","window":"minute","max":1}]}}}""", "never_trips", "/tools/open/limits", "never count", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"rate_limit":"0/minute"}}}""", "always_trips", "/tools/open/rate_limit", "The rate admits nothing: use \"action\": \"deny\" to say so.", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"limits":[{"counter":"a","window":"minute","max":0}]}}}""", "always_trips", "/tools/open/limits/0", "admits nothing", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"approval":{"when":[{"path":"args.a[*]","op":"eq","value":1}]}}}}""", "each_in_guard", "/tools/open/approval/when/0/path", "args.a[any]", false)]
    public void Check_QuestionableDocument_IsNamed(string document, string code, string pointer, string message, bool isError)
    {
        var problems = Check(document);
        var problem = problems.FirstOrDefault(found => found.Code == code && found.Pointer == pointer);
        problem.ShouldNotBeNull(string.Join('\n', problems.Select(found => found.ToString())));
        problem.Message.ShouldContain(message);
        problem.IsError.ShouldBe(isError);
        problem.Line.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"version":"1","default":"deny","tools":{"create_refund":{"require":[{"conditions":[{"path":"args.amount","op":"lte","value":5},{"path":"args.items[*].price","op":"gt","value":0}]}]}}}""")]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"require":[{"conditions":[{"path":"args.anything","op":"regex","value":"^x$"}]}]}}}""")]
    [InlineData("""{"version":"1","default":"deny","tools":{"memory_*":{"deny_if":[{"conditions":[{"path":"args.anything","op":"exists"}]}]}}}""")]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"limits":[{"counter":"a","window":"minute","max":10},{"counter":"b","window":"day","max":100}]}}}""")]
    [InlineData("""{"version":"1","default":"deny","tools":{"open":{"require":[{"conditions":[{"path":"args.a","op":"gte","value":5},{"path":"args.a","op":"lte","value":5}]}]}}}""")]
    [InlineData("""{"version":"1","default":"deny","tools":{"either":{"deny_if":[{"conditions":[{"path":"args.a.b.d","op":"exists"}]}]}}}""")]
    public void Check_GoodDocument_HasNoProblem(string document) => Check(document).ShouldBeEmpty();

    private static IReadOnlyList<PolicyProblem> Check(string document)
    {
        ToolCatalogue.TryRead(Encoding.UTF8.GetBytes(Tools), out var tools, out var error).ShouldBeTrue(error);
        return PolicyLoader.Check(Encoding.UTF8.GetBytes(document), PolicyFormat.Json, tools).Problems;
    }
}
