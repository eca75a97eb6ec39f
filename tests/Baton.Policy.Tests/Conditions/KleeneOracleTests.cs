using Baton.Policy.Conditions;
using Baton.Policy.Decisions;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Conditions;

/// <summary>Any nesting of any, all and not against the tables of three-valued logic, as conditions and as guards.</summary>
public sealed class KleeneOracleTests
{
    private static readonly (string Text, Truth Truth)[] Leaves =
    [
        ("""{"path":"args.one","op":"eq","value":1}""", Truth.True),
        ("""{"path":"args.one","op":"eq","value":2}""", Truth.False),
        ("""{"path":"args.none","op":"eq","value":1}""", Truth.Undecided),
        ("""{"path":"args.one","op":"starts_with","value":"1"}""", Truth.Undecided),
        ("""{"path":"args.none","op":"exists"}""", Truth.False),
        ("""{"path":"args.none","op":"exists","value":false}""", Truth.True),
    ];

    [Fact]
    public void Evaluate_AnyTree_AgreesWithTheTables()
    {
        var random = new Random(1);
        var seen = new Dictionary<Truth, int>();
        for (var run = 0; run < 1500; run++)
        {
            var (text, truth) = Tree(random, 4);
            Verdict.Of(text, """{"one":1}""").ShouldBe(truth, text);
            seen[truth] = seen.GetValueOrDefault(truth) + 1;
        }
        seen.Values.ShouldAllBe(count => count > 100);
        seen.Count.ShouldBe(3);
    }

    [Fact]
    public void Judge_AnyGuardAndConditions_FollowsTheRule()
    {
        var random = new Random(2);
        for (var run = 0; run < 1500; run++)
        {
            var guard = Tree(random, 2);
            var body = Tree(random, 2);
            foreach (var kind in new[] { "require", "deny_if" })
            {
                var satisfied = body.Truth == (kind == "require" ? Truth.True : Truth.False);
                var expected = guard.Truth == Truth.False || satisfied ? "allowed"
                    : body.Truth == Truth.Undecided || guard.Truth == Truth.Undecided ? "undecided"
                    : kind == "require" ? "requirement_not_met" : "rule_denied";
                var entry = $$"""{"{{kind}}":[{"when":[{{guard.Text}}],"conditions":[{{body.Text}}]}]}""";
                Given.Decide(entry, """{"one":1}""").Code.ShouldBe(expected, entry);
            }
        }
    }

    [Fact]
    public void Judge_SeveralConditionsOfOneRule_AreAnded()
    {
        var random = new Random(3);
        for (var run = 0; run < 500; run++)
        {
            var parts = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Tree(random, 1)).ToArray();
            var least = parts.Min(part => part.Truth);
            var conditions = string.Join(',', parts.Select(part => part.Text));
            Given.Decide($$"""{"require":[{"conditions":[{{conditions}}]}]}""", """{"one":1}""").Outcome.ShouldBe(least == Truth.True ? DecisionOutcome.Allow : DecisionOutcome.Deny, conditions);
            Given.Decide($$"""{"deny_if":[{"conditions":[{{conditions}}]}]}""", """{"one":1}""").Outcome.ShouldBe(least == Truth.False ? DecisionOutcome.Allow : DecisionOutcome.Deny, conditions);
        }
    }

    [Theory]
    [InlineData("""{"any":[]}""", "at least one")]
    [InlineData("""{"all":[]}""", "at least one")]
    [InlineData("""{"any":[{"path":"args.a","op":"exists"}],"path":"args.b","op":"exists"}""", "stands alone")]
    [InlineData("""{"any":[{"path":"args.a","op":"exists"}],"not":{"path":"args.b","op":"exists"}}""", "stands alone")]
    [InlineData("""{"not":[{"path":"args.a","op":"exists"}]}""", "an object")]
    [InlineData("""{"op":"exists"}""", "`path` is missing")]
    [InlineData("""{"path":"args.a"}""", "`op` is missing")]
    public void Load_NestingThatIsNone_SaysWhy(string condition, string why)
        => Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{{condition}}]}]} } }""").ShouldContain(error => error.Message.Contains(why, StringComparison.Ordinal), condition);

    private static (string Text, Truth Truth) Tree(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0) return Leaves[random.Next(Leaves.Length)];
        if (random.Next(3) == 0)
        {
            var inner = Tree(random, depth - 1);
            var negated = inner.Truth switch { Truth.True => Truth.False, Truth.False => Truth.True, _ => Truth.Undecided };
            return ($$"""{"not":{{inner.Text}} }""", negated);
        }
        var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Tree(random, depth - 1)).ToArray();
        var any = random.Next(2) == 0;
        var list = string.Join(',', parts.Select(part => part.Text));
        return ($$"""{"{{(any ? "any" : "all")}}":[{{list}}]}""", any ? parts.Max(part => part.Truth) : parts.Min(part => part.Truth));
    }
}
