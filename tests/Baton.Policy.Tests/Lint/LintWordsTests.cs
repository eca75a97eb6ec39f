using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Documents;

namespace Baton.Policy.Tests.Lint;

/// <summary>What lint says, word for word, and where: a warning is only of use when it says what to write instead.</summary>
public sealed class LintWordsTests
{
    [Theory]
    // an entry, the code, the place under the entry, the words
    [InlineData("""{"limits":[{"counter":"c","window":"day","max":0}]}""", "always_trips", "/limits/0", "The limit \"c\" admits nothing: use \"action\": \"deny\" to say so.")]
    [InlineData("""{"limits":[{"counter":"c","window":"day","max":0.99}]}""", "always_trips", "/limits/0", "The limit \"c\" admits nothing: use \"action\": \"deny\" to say so.")]
    [InlineData("""{"limits":[{"counter":"c","concurrent":0}]}""", "always_trips", "/limits/0", "The limit \"c\" admits nothing: use \"action\": \"deny\" to say so.")]
    [InlineData("""{"limits":[{"counter":"c","window":"day","max":5,"min_cost":6,"cost":{"path":"args.n"}}]}""", "always_trips", "/limits/0", "The least cost is more than the limit \"c\" admits: no call ever fits.")]
    [InlineData("""{"limits":[{"counter":"a","window":"minute","max":1},{"counter":"b","window":"day","max":1000000}]}""", "never_trips", "/limits/1", "The limit \"b\" never trips: \"a\" (1 per minute) stops calls long before 1000000 per day. Lower it or remove it.")]
    [InlineData("""{"limits":[{"counter":"b","window":"PT2M","max":10.5},{"counter":"a","window":60,"max":2}]}""", "never_trips", "/limits/0", "The limit \"b\" never trips: \"a\" (2 per 60) stops calls long before 10.5 per PT2M. Lower it or remove it.")]
    [InlineData("""{"action":"deny","limits":[{"counter":"c","window":"day","max":5}]}""", "never_trips", "/limits", "No call passes this entry, so its limits never count: remove them, or the action.")]
    [InlineData("""{"action":"hide","mode":"observe","limits":[{"counter":"c","window":"day","max":5}]}""", "never_trips", "/limits", "No call passes this entry, so its limits never count: remove them, or the action.")]
    [InlineData("""{"require":[{"when":[{"path":"args.a","op":"exists"}]}]}""", "empty_rule", "/require/0", "A `require` rule without conditions always holds and asks for nothing: give it conditions, or move it to `deny_if`.")]
    [InlineData("""{"require":[{"conditions":[{"path":"args.a","op":"regex","value":"a|^b$"}]}]}""", "unanchored_regex", "/require/0/conditions/0/value", "This pattern is found anywhere in the text, so \"xa|^b$x\" may satisfy it too: write ^...$ or \"full\": true.")]
    [InlineData("""{"require":[{"conditions":[{"not":{"any":[{"path":"args.a","op":"regex","value":"a"}]}}]}]}""", "unanchored_regex", "/require/0/conditions/0/not/any/0/value", "This pattern is found anywhere in the text, so \"xax\" may satisfy it too: write ^...$ or \"full\": true.")]
    [InlineData("""{"deny_if":[{"conditions":[{"path":"args.a","op":"argv","value":["rm"]}]}]}""", "deny_list", "/deny_if/0/conditions/0", "`argv` under `deny_if` is a list of what is forbidden, and programs have many names and paths: require what is allowed.")]
    [InlineData("""{"deny_if":[{"conditions":[{"path":"args.a","op":"path_within","value":["/etc"]}]}]}""", "deny_list", "/deny_if/0/conditions/0", "`path_within` under `deny_if` is a list of what is forbidden, and a file has many paths: require what is allowed.")]
    [InlineData("""{"require":[{"conditions":[{"path":"args.a","op":"gt","value":5},{"path":"args.a","op":"lt","value":5}]}]}""", "never_holds", "/require/0", "The conditions on `args.a` exclude one another: this rule can never hold, so every call is refused.")]
    [InlineData("""{"deny_if":[{"conditions":[{"path":"args.a","op":"eq","value":1},{"path":"args.a","op":"eq","value":2}]}]}""", "never_holds", "/deny_if/0", "The conditions on `args.a` exclude one another: this rule can never hold, so it refuses only what it cannot judge.")]
    [InlineData("""{"require":[{"conditions":[{"path":"args.a","op":"in","value":[]}]}]}""", "never_holds", "/require/0", "`args.a` in an empty list: this rule can never hold, so every call is refused.")]
    [InlineData("""{"deny_if":[{},{"conditions":[{"path":"args.a","op":"exists"}]}]}""", "unreachable", "/deny_if/1", "The rule before it (/tools/t/deny_if/0) has no conditions and refuses every call: this rule never decides.")]
    public void Check_QuestionableEntry_IsToldInTheseWords(string entry, string code, string place, string message)
    {
        var problems = Check($$"""{"version":"1","default":"allow","tools":{"t":{{entry}} } }""");
        var problem = problems.ShouldHaveSingleItem();
        (problem.Severity, problem.Code, problem.Pointer, problem.Message).ShouldBe((ProblemSeverity.Warning, code, "/tools/t" + place, message));
    }

    [Theory]
    [InlineData("""{"version":"1","default":"deny"}""", "allows_nothing", "/default", "The default is to deny and no entry allows anything: every call is refused. Add the tools that may be called.")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"deny_if":[{}]}}}""", "allows_nothing", "/default", "The default is to deny and no entry allows anything: every call is refused. Add the tools that may be called.")]
    [InlineData("""{"version":"1","default":"allow","hide":["d*"],"tools":{"drop":{}}}""", "unreachable", "/tools/drop", "`d*` under `hide` hides `drop`, so this entry never applies: remove one of the two.")]
    [InlineData("""{"version":"1","default":"allow","hide":["x","drop"],"tools":{"drop":{}}}""", "unreachable", "/tools/drop", "`drop` under `hide` hides `drop`, so this entry never applies: remove one of the two.")]
    [InlineData("""{"version":"1","default":"allow","hide":["d?op*"],"tools":{"d?op*":{}}}""", "unreachable", "/tools/d?op*", "`d?op*` under `hide` hides `d?op*`, so this entry never applies: remove one of the two.")]
    [InlineData("""{"version":"1","default":"allow","tests":[{"name":"n","call":{"tool":"t"},"expect":"deny","rule":"(default deny)"}]}""", "test_failed", "/tests/0", "The test \"n\" expects deny by (default deny) and gets allow: mend the rule or the test.")]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"action":"deny"}},"tests":[{"name":"n","call":{"tool":"t"},"expect":"allow"}]}""", "test_failed", "/tests/0", "The test \"n\" expects allow and gets deny by /tools/t/action: mend the rule or the test.")]
    public void Check_QuestionableDocument_IsToldInTheseWords(string document, string code, string pointer, string message)
    {
        var problem = Check(document).ShouldHaveSingleItem();
        (problem.Severity, problem.Code, problem.Pointer, problem.Message).ShouldBe((ProblemSeverity.Warning, code, pointer, message));
    }

    [Theory]
    // The nearest that are meant: nothing is said.
    [InlineData("""{"limits":[{"counter":"c","window":"day","max":1}]}""")]
    [InlineData("""{"limits":[{"counter":"c","window":"day","max":0.5,"cost":{"path":"args.n"}}]}""")]
    [InlineData("""{"limits":[{"counter":"c","concurrent":1}]}""")]
    [InlineData("""{"limits":[{"counter":"c","window":"day","max":5,"min_cost":5,"cost":{"path":"args.n"}}]}""")]
    [InlineData("""{"limits":[{"counter":"b","window":"PT2M","max":6},{"counter":"a","window":60,"max":2}]}""")]
    [InlineData("""{"action":"deny","mode":"observe","limits":[{"counter":"c","window":"day","max":5}]}""")]
    [InlineData("""{"require":[{"conditions":[{"path":"args.a","op":"regex","value":"a|^b$","full":true}]}]}""")]
    [InlineData("""{"require":[{"conditions":[{"path":"args.a","op":"regex","value":"^(?:a|b)$"}]}]}""")]
    [InlineData("""{"deny_if":[{"conditions":[{"path":"args.a","op":"regex","value":"a"}]}]}""")]
    [InlineData("""{"require":[{"conditions":[{"path":"args.a","op":"argv","value":["git"]}]}]}""")]
    [InlineData("""{"deny_if":[{"conditions":[{"path":"args.a","op":"exists"}]},{}]}""")]
    [InlineData("""{"deny_if":[{"when":[{"path":"args.b","op":"exists"}]},{"conditions":[{"path":"args.a","op":"exists"}]}]}""")]
    public void Check_NearMiss_IsNotTold(string entry) => Check($$"""{"version":"1","default":"allow","tools":{"t":{{entry}} } }""").ShouldBeEmpty();

    private static IReadOnlyList<PolicyProblem> Check(string document) => PolicyLoader.Check(Encoding.UTF8.GetBytes(document), PolicyFormat.Json).Problems;
}
