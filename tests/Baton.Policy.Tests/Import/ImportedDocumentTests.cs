using System.Globalization;
using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Documents.Writing;
using Baton.Policy.Import;
using Baton.Policy.Limits;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Import;

/// <summary>What the importer gives is a document of this language: written and read again it is the same, and its budgets admit no more than Intercept's.</summary>
public sealed class ImportedDocumentTests
{
    [Theory]
    // The comparison, the step of each call; the largest budget that stays under Intercept's bound.
    [InlineData("lte", "60", "1", 60)]
    [InlineData("lte", "60", "2", 30)]
    [InlineData("lte", "61", "2", 30)]
    [InlineData("lte", "5", "10", 0)]
    [InlineData("lte", "0", "1", 0)]
    [InlineData("lt", "60", "1", 59)]
    [InlineData("lt", "60", "2", 29)]
    [InlineData("lt", "1", "1", 0)]
    [InlineData("lt", "0.5", "1", 0)]
    [InlineData("lt", "0", "1", 0)]
    [InlineData("lte", "1e3", "1", 1000)]
    public void Import_Counter_AdmitsSoManyCalls(string op, string value, string step, int calls)
    {
        var policy = Policy(Counter(op, value, step)).Policy;
        var book = new CounterBook();
        var passed = Enumerable.Range(0, 1100).Count(_ => book.Reserve(policy.Decide(Given.Call()).Reservations, Given.Noon).IsReserved);
        passed.ShouldBe(calls);
    }

    [Theory]
    [InlineData("60", "`lt 60` was imported as a limit of 59")]
    [InlineData("2.5", "`lt 2.5` was imported as a limit of 1.5")]
    [InlineData("0.5", "`lt 0.5` was imported as a limit of 0:")]
    public void Import_StrictBound_SaysWhatItBecame_InEveryCulture(string value, string message)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Import(Counter("lt", value, "1")).Problems.Single(problem => problem.Code == "strict_bound").Message.ShouldStartWith(message);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("tools: {t: {rules: [{rate_limit: 1000000000000001/hour}]}}", "rate_limit", "/tools/t/rules/0/rate_limit")]
    [InlineData("tools: {t: {rules: [{conditions: [{path: state.t.c, op: lte, value: 1e16}], state: {counter: c, window: day}}]}}", "counter_condition", "/tools/t/rules/0/conditions/0")]
    public void Import_BoundThatNoDocumentMayHave_IsAnError(string part, string code, string pointer)
    {
        var result = Import("version: \"1\"\n" + part);
        result.Document.ShouldBeNull();
        result.Problems.ShouldContain(problem => problem.IsError && problem.Code == code && problem.Pointer == pointer);
    }

    [Theory]
    [InlineData("tools: {}")]
    [InlineData("default: deny\nhide: [a, b]\ntools: {t: {rules: []}}")]
    [InlineData("tools: {t: {rules: [{name: block, action: deny, on_deny: No.}]}, '*': {rules: [{rate_limit: 5/minute}]}}")]
    [InlineData("tools: {t: {rules: [{rate_limit: 5/hour}, {rate_limit: 50/day}, {conditions: [{path: args.a, op: in, value: [1, x, true]}, {path: args.b, op: exists, value: false}]}]}}")]
    [InlineData("tools: {t: {rules: [{conditions: [{path: state.t.c, op: lte, value: 1000000000000000}], state: {counter: c, window: month, increment_from: args.a}}]}}")]
    [InlineData("tools: {'a b/c~d': {rules: [{conditions: [{path: 'args[\"x.y\"]', op: regex, value: '^a$'}]}]}}")]
    public void Import_Document_IsReadBackTheSame(string part)
    {
        var (policy, document) = Policy("version: \"1\"\n" + part);
        foreach (var indented in (bool[])[false, true])
        {
            var again = PolicyLoader.Load(PolicyWriter.Write(document, indented), PolicyFormat.Json);
            again.Problems.Where(problem => problem.IsError).ShouldBeEmpty();
            again.Document.ShouldBe(document);
            again.Policy!.Revision.ShouldBe(policy.Revision);
        }
    }

    [Theory]
    // Two rules that deny, in either order, and one that requires: the first that refuses speaks.
    [InlineData("[{action: deny, on_deny: First.}, {action: deny, on_deny: Second.}]", "First.")]
    [InlineData("[{conditions: [{path: args.a, op: eq, value: 1}], on_deny: Required.}, {action: deny, on_deny: Denied.}]", "Denied.")]
    [InlineData("[{conditions: [{path: args.a, op: eq, value: 1}], on_deny: Required.}, {conditions: [{path: args.b, op: eq, value: 1}], on_deny: Second.}]", "Required. (`args.a` is missing)")]
    public void Import_Rules_SpeakInOrder(string rules, string message)
        => Policy("version: \"1\"\ntools: {t: {rules: " + rules + "}}").Policy.Decide(Given.Call()).Message.ShouldBe(message);

    [Theory]
    [InlineData("", DecisionOutcome.Allow)]
    [InlineData("default: allow\n", DecisionOutcome.Allow)]
    [InlineData("default: deny\n", DecisionOutcome.Deny)]
    public void Import_Default_IsInterceptsOwn(string line, DecisionOutcome outcome)
        => Policy($"version: \"1\"\n{line}tools: {{}}").Policy.Decide(Given.Call()).Outcome.ShouldBe(outcome);

    private static string Counter(string op, string value, string step)
        => "version: \"1\"\ntools: {t: {rules: [{conditions: [{path: state.t.c, op: " + op + ", value: " + value + "}], state: {counter: c, window: day, increment: " + step + "}}]}}";

    private static ImportResult Import(string yaml) => InterceptImporter.Import(Encoding.UTF8.GetBytes(yaml));

    private static (CompiledPolicy Policy, PolicyDocument Document) Policy(string yaml)
    {
        var result = Import(yaml);
        result.Problems.Where(problem => problem.IsError).ShouldBeEmpty();
        return (PolicyLoader.Compile(result.Document!).Policy.ShouldNotBeNull(), result.Document!);
    }
}
