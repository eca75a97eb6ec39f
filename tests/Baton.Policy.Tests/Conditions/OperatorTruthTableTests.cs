using Baton.Policy.Decisions;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Conditions;

/// <summary>
/// Every operator over every JSON type, missing and null included. T, F and U are what the condition must be; from that follows
/// what <c>require</c>, <c>deny_if</c> and <c>when</c> must do: undecided refuses in the first two, and applies in the third.
/// </summary>
public sealed class OperatorTruthTableTests
{
    // In the order of each row's letters.
    private static readonly string?[] Subjects =
        [null, "null", "true", "false", "0", "5", "-1.5", "1e30", "\"\"", "\"abc\"", "\"5\"", "[]", "[5]", "[\"abc\"]", "{}", "{\"a\":5}"];

    private static readonly (string Condition, string Truths)[] Rows =
    [
        //                                                  missing null true false 0 5 -1.5 1e30 "" abc "5" [] [5] [abc] {} {a}
        ("""  "op":"eq","value":5                          """, "UUFFFTFFFFFFFFFF"),
        ("""  "op":"eq","value":5.00                       """, "UUFFFTFFFFFFFFFF"),
        ("""  "op":"eq","value":"abc"                      """, "UUFFFFFFFTFFFFFF"),
        ("""  "op":"eq","value":"ABC","ignore_case":true   """, "UUFFFFFFFTFFFFFF"),
        ("""  "op":"eq","value":true                       """, "UUTFFFFFFFFFFFFF"),
        ("""  "op":"eq","value":[5]                        """, "UUFFFFFFFFFFTFFF"),
        ("""  "op":"eq","value":{"a":5.0}                  """, "UUFFFFFFFFFFFFFT"),
        ("""  "op":"neq","value":5                         """, "UUTTTFTTTTTTTTTT"),
        ("""  "op":"in","value":[5,"abc"]                  """, "UUFFFTFFFTFFFFFF"),
        ("""  "op":"not_in","value":[5,"abc"]              """, "UUTTTFTTTFTTTTTT"),
        ("""  "op":"lt","value":5                          """, "UUUUTFTUUUUUUUUU"),
        ("""  "op":"lte","value":5                         """, "UUUUTTTUUUUUUUUU"),
        ("""  "op":"gt","value":5                          """, "UUUUFFFUUUUUUUUU"),
        ("""  "op":"gte","value":5                         """, "UUUUFTFUUUUUUUUU"),
        ("""  "op":"exists"                                """, "FFTTTTTTTTTTTTTT"),
        ("""  "op":"exists","value":false                  """, "TTFFFFFFFFFFFFFF"),
        ("""  "op":"contains","value":"b"                  """, "UUUUUUUUFTFFFFUU"),
        ("""  "op":"contains","value":5                    """, "UUUUUUUUUUUFTFUU"),
        ("""  "op":"starts_with","value":"a"               """, "UUUUUUUUFTFUUUUU"),
        ("""  "op":"ends_with","value":"c"                 """, "UUUUUUUUFTFUUUUU"),
        ("""  "op":"regex","value":"b"                     """, "UUUUUUUUFTFUUUUU"),
        ("""  "op":"regex","value":"b","full":true         """, "UUUUUUUUFFFUUUUU"),
        ("""  "op":"matches","value":"a*"                  """, "UUUUUUUUFTFUUUUU"),
        ("""  "op":"type","value":"string"                 """, "UUFFFFFFTTTFFFFF"),
        ("""  "op":"type","value":"number"                 """, "UUFFTTTTFFFFFFFF"),
        ("""  "op":"type","value":"integer"                """, "UUFFTTFTFFFFFFFF"),
        ("""  "op":"type","value":"boolean"                """, "UUTTFFFFFFFFFFFF"),
        ("""  "op":"type","value":"array"                  """, "UUFFFFFFFFFTTTFF"),
        ("""  "op":"type","value":"object"                 """, "UUFFFFFFFFFFFFTT"),
        ("""  "op":"length","value":{"gte":1}              """, "UUUUUUUUFTTFTTFT"),
        ("""  "op":"bytes","value":{"lte":2}               """, "UUUUUUUUTFTUUUUU"),
        ("""  "op":"url","value":{"scheme":["https"]}      """, "UUUUUUUUUUUUUUUU"),
        ("""  "op":"path_within","value":["/abc"]          """, "UUUUUUUUUUUUUUUU"),
        ("""  "op":"path_within","value":["abc"]           """, "UUUUUUUUUTFUUUUU"),
        ("""  "op":"cidr","value":["10.0.0.0/8"]           """, "UUUUUUUUUUUUUUUU"),
        ("""  "op":"email_domain","value":["example.com"]  """, "UUUUUUUUUUUUUUUU"),
        ("""  "op":"argv","value":["abc"]                  """, "UUUUUUUUUTFUUUUU"),
    ];

    public static TheoryData<string, string> Table()
    {
        var data = new TheoryData<string, string>();
        foreach (var (condition, truths) in Rows) data.Add(condition.Trim(), truths);
        return data;
    }

    [Fact]
    public void Table_HasARowForEveryOperator()
        => Rows.Select(row => row.Condition.Split('"')[3]).Distinct().Order().ShouldBe(Policy.Conditions.OperatorNames.All.Order());

    [Theory, MemberData(nameof(Table))]
    public void Require_AnySubject_PassesOnlyWhenTrue(string condition, string truths)
        => Check($$"""{"require":[{"conditions":[{"path":"args.x",{{condition}} }]}]}""", truths, truth => truth == 'T');

    [Theory, MemberData(nameof(Table))]
    public void DenyIf_AnySubject_PassesOnlyWhenFalse(string condition, string truths)
        => Check($$"""{"deny_if":[{"conditions":[{"path":"args.x",{{condition}} }]}]}""", truths, truth => truth == 'F');

    [Theory, MemberData(nameof(Table))]
    public void When_AnySubject_PassesTheRuleOverOnlyWhenFalse(string condition, string truths)
        => Check($$"""{"deny_if":[{"when":[{"path":"args.x",{{condition}} }]}]}""", truths, truth => truth == 'F');

    [Theory, MemberData(nameof(Table))]
    public void Not_AnySubject_SwapsTrueAndFalseAndKeepsUndecided(string condition, string truths)
        => Check($$"""{"require":[{"conditions":[{"not":{"path":"args.x",{{condition}} } }]}]}""", truths, truth => truth == 'F');

    [Theory, MemberData(nameof(Table))]
    public void Approval_AnySubject_AsksUnlessFalse(string condition, string truths)
    {
        var policy = Given.Entry($$"""{"approval":{"when":[{"path":"args.x",{{condition}} }]} }""");
        for (var at = 0; at < Subjects.Length; at++)
        {
            policy.Decide(Given.Call(Args(at))).Outcome.ShouldBe(truths[at] == 'F' ? DecisionOutcome.Allow : DecisionOutcome.Ask, $"{condition} on {Subjects[at] ?? "missing"}");
        }
    }

    [Theory, MemberData(nameof(Table))]
    public void MissingPass_AbsentSubject_LetsTheCallPass(string condition, string truths)
    {
        if (condition.Contains("exists", StringComparison.Ordinal)) return;
        truths.Length.ShouldBe(Subjects.Length);
        foreach (var kind in new[] { "require", "deny_if" })
        {
            var policy = Given.Entry($$"""{"{{kind}}":[{"conditions":[{"path":"args.x","missing":"pass",{{condition}} }]}]}""");
            policy.Decide(Given.Call("{}")).Outcome.ShouldBe(DecisionOutcome.Allow, kind);
            policy.Decide(Given.Call("""{"x":null}""")).Outcome.ShouldBe(DecisionOutcome.Allow, kind);
        }
    }

    private static void Check(string entry, string truths, Func<char, bool> passes)
    {
        truths.Length.ShouldBe(Subjects.Length);
        var policy = Given.Entry(entry);
        for (var at = 0; at < Subjects.Length; at++)
        {
            var decision = policy.Decide(Given.Call(Args(at)));
            var expected = passes(truths[at]) ? DecisionOutcome.Allow : DecisionOutcome.Deny;
            decision.Outcome.ShouldBe(expected, $"{entry} on {Subjects[at] ?? "missing"}: {decision.Message}");
            if (truths[at] == 'U') decision.Code.ShouldBe("undecided");
        }
    }

    private static string Args(int subject) => Subjects[subject] is { } value ? $$"""{"x":{{value}} }""" : "{}";
}
