using System.Text;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Import;
using Baton.Policy.Compilation;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Import;

/// <summary>
/// Intercept documents whose parts have the wrong shape, or say what this language does not know: a restriction that is not
/// understood must be an error, never a tool that is let through.
/// </summary>
public sealed class InterceptShapeTests
{
    [Theory]
    // part of the document, the code, the place
    [InlineData("hide: secret_tool", "wrong_type", "/hide")]
    [InlineData("hide: {a: b}", "wrong_type", "/hide")]
    [InlineData("hide: [[nested]]", "wrong_type", "/hide/0")]
    [InlineData("hide: ['  ']", "empty_name", "/hide/0")]
    [InlineData("hide: [ok, '']", "empty_name", "/hide/1")]
    [InlineData("tools: [t]", "wrong_type", "/tools")]
    [InlineData("tools: t", "wrong_type", "/tools")]
    [InlineData("tools: {t: deny}", "wrong_type", "/tools/t")]
    [InlineData("tools: {t: [{action: deny}]}", "wrong_type", "/tools/t")]
    [InlineData("tools: {t: {rules: {action: deny}}}", "wrong_type", "/tools/t/rules")]
    [InlineData("tools: {t: {rules: deny}}", "wrong_type", "/tools/t/rules")]
    [InlineData("tools: {t: {rules: [deny]}}", "wrong_type", "/tools/t/rules/0")]
    [InlineData("tools: {t: {rules: [{action: dney}]}}", "unknown_word", "/tools/t/rules/0/action")]
    [InlineData("tools: {t: {rules: [{action: [deny]}]}}", "unknown_word", "/tools/t/rules/0/action")]
    [InlineData("tools: {t: {rules: [{conditions: {path: args.a, op: eq, value: 1}}]}}", "wrong_type", "/tools/t/rules/0/conditions")]
    [InlineData("tools: {t: {rules: [{conditions: [args.a]}]}}", "wrong_type", "/tools/t/rules/0/conditions/0")]
    [InlineData("tools: {t: {rules: [{rate_limit: 5}]}}", "rate_limit", "/tools/t/rules/0/rate_limit")]
    [InlineData("tools: {t: {rules: [{rate_limit: -5/hour}]}}", "rate_limit", "/tools/t/rules/0/rate_limit")]
    [InlineData("tools: {t: {rules: [{rate_limit: 5/hour/day}]}}", "rate_limit", "/tools/t/rules/0/rate_limit")]
    [InlineData("tools: {t: {rules: [{conditions: [{path: state.t.c, op: lte, value: '5'}], state: {counter: c, window: day}}]}}", "counter_condition", "/tools/t/rules/0/conditions/0")]
    [InlineData("tools: {t: {rules: [{conditions: [{path: state.t.c, op: lte, value: -5}], state: {counter: c, window: day}}]}}", "counter_condition", "/tools/t/rules/0/conditions/0")]
    [InlineData("tools: {t: {rules: [{conditions: [{path: state.t, op: lte, value: 5}], state: {counter: c, window: day}}]}}", "foreign_counter", "/tools/t/rules/0/conditions/0")]
    [InlineData("tools: {t: {rules: [{conditions: [{path: state.t.c, op: lte, value: 5}]}]}}", "foreign_counter", "/tools/t/rules/0/conditions/0")]
    [InlineData("tools: {t: {rules: [{rate_limit: 5/hour, conditions: x}]}}", "wrong_type", "/tools/t/rules/0/conditions")]
    [InlineData("default: permit", "unknown_word", "/default")]
    [InlineData("default: true", "unknown_word", "/default")]
    [InlineData("default: [deny]", "unknown_word", "/default")]
    public void Import_PartOfTheWrongShape_IsAnErrorAtItsPlace(string part, string code, string pointer)
    {
        var result = Import(part);
        result.Problems.ShouldContain(problem => problem.IsError && problem.Code == code && problem.Pointer == pointer && problem.Line == 2, string.Join('\n', result.Problems));
        result.Document.ShouldBeNull();
    }

    [Theory]
    [InlineData("hide: null")]
    [InlineData("hide: []")]
    [InlineData("tools: null")]
    [InlineData("tools: {}")]
    [InlineData("tools: {t: null}")]
    [InlineData("tools: {t: {}}")]
    [InlineData("tools: {t: {rules: null}}")]
    [InlineData("tools: {t: {rules: []}}")]
    [InlineData("tools: {t: {rules: [{name: x, action: evaluate}]}}")]
    [InlineData("tools: {t: {rules: [{name: x, action: allow}]}}")]
    public void Import_PartThatSaysNothing_RestrictsNothing(string part)
    {
        var document = Import("default: allow\n" + part).Document.ShouldNotBeNull();
        PolicyLoader.Compile(document).Policy.ShouldNotBeNull().Decide(Given.Call()).Outcome.ShouldBe(DecisionOutcome.Allow);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("'2'")]
    [InlineData("v1")]
    public void Import_AnotherVersion_IsRefusedUnlessItReadsAsOne(string version)
    {
        var result = InterceptImporter.Import(Encoding.UTF8.GetBytes($"version: {version}\ndefault: deny\n"));
        (result.Document is null).ShouldBe(version != "1");
    }

    [Fact]
    public void Import_TextThatIsNotUtf8OrTooLong_IsRefused()
    {
        InterceptImporter.Import(new byte[] { 0xFF, 0xFE }).Problems.ShouldHaveSingleItem().Code.ShouldBe("encoding");
        var result = InterceptImporter.Import(Encoding.UTF8.GetBytes($"description: {new string('x', PolicyDocument.MaxBytes)}"));
        result.Problems.ShouldHaveSingleItem().Message.ShouldContain("1048576 bytes");
        result.Document.ShouldBeNull();
    }

    [Theory]
    // the bound and the step of the counter, the most calls of one that Baton admits
    [InlineData("lte", "10", "1", 10)]
    [InlineData("lte", "10", "3", 3)]
    [InlineData("lte", "0", "1", 0)]
    [InlineData("lt", "10", "1", 9)]
    [InlineData("lt", "0", "1", 0)]
    [InlineData("lt", "1", "1", 0)]
    [InlineData("lte", "2.5", "1", 2.5)]
    public void Import_Counter_BecomesALimit(string op, string bound, string increment, decimal max)
    {
        var document = Import($"tools: {{t: {{rules: [{{conditions: [{{path: state.t.c, op: {op}, value: {bound}}}], state: {{counter: c, window: hour, increment: {increment}}}}}]}}}}").Document.ShouldNotBeNull();
        var limit = document.Tools[0].Entry.Limits.ShouldHaveSingleItem();
        (limit.Counter, limit.Window, limit.Max, limit.Scope).ShouldBe(("t_c", "hour", max, LimitScope.Server));
    }

    [Fact]
    public void Import_CounterDeclaredInAnotherRuleOfTheTool_IsFound()
    {
        var document = Import("tools: {t: {rules: [{conditions: [{path: state.t.c, op: lte, value: 4}]}, {conditions: [{path: args.a, op: exists, value: true}], state: {counter: c, window: day, increment_from: args.n}}]}}").Document.ShouldNotBeNull();
        var limit = document.Tools[0].Entry.Limits.ShouldHaveSingleItem();
        (limit.Window, limit.Max, limit.Cost?.Path).ShouldBe(("day", 4m, "args.n"));
    }

    [Theory]
    [InlineData("delete_*", true)]
    [InlineData("get?", true)]
    [InlineData("delete", false)]
    public void Import_NameThatIsAGlobHere_IsWarnedOf(string name, bool warned)
        => Import($"tools: {{'{name}': {{}}}}").Problems.Any(problem => problem.Code == "glob" && problem.Message.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBe(warned);

    [Theory]
    [InlineData("eq", "'1'", true)]
    [InlineData("eq", "1", true)]
    [InlineData("eq", "'true'", true)]
    [InlineData("eq", "text", false)]
    [InlineData("in", "[usd, eur]", false)]
    [InlineData("in", "[usd, '7']", true)]
    [InlineData("contains", "text", false)]
    [InlineData("exists", "true", false)]
    public void Import_LooseEquality_IsWarnedOfWhereItMatters(string op, string value, bool warned)
        => Import($"tools: {{t: {{rules: [{{conditions: [{{path: args.a, op: {op}, value: {value}}}]}}]}}}}").Problems.Any(problem => problem.Code == "loose_equality").ShouldBe(warned);

    [Fact]
    public void Import_AnchoredPattern_IsNotWarnedOf()
        => Import("tools: {t: {rules: [{conditions: [{path: args.a, op: regex, value: '^a$'}]}]}}").Problems.ShouldNotContain(problem => problem.Code == "unanchored_regex");

    private static ImportResult Import(string part) => InterceptImporter.Import(Encoding.UTF8.GetBytes($"version: \"1\"\n{part}\n"));
}
