using Baton.Policy.Decisions;
using Baton.Policy.Regexes;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Regexes;

/// <summary>
/// The engine keeps a hundred kilobytes and more for each pattern that was used once, and megabytes for one with large classes: a
/// document and a schema hold only so many.
/// </summary>
public sealed class PatternBoundTests
{
    [Theory]
    [InlineData("^a{0}$", 1_990, true)]
    [InlineData("^a{0}$", 2_010, false)]
    [InlineData(@"(?i)^\\p{L}{0}$", 100, true)]
    [InlineData(@"(?i)^\\p{L}{0}$", 300, false)]
    [InlineData(@"^[\\p{Lu}\\p{Nd}]{0}$", 300, false)]
    // Those that are written again are the same.
    [InlineData("^a$", 2_500, true)]
    [InlineData(@"(?i)^\\p{L}$", 2_500, true)]
    public void Load_ManyPatterns_AreBoundedTogether(string pattern, int count, bool isValid)
    {
        var rules = string.Join(',', Enumerable.Range(0, count).Select(number => $$"""{"conditions":[{"path":"args.a","op":"regex","value":"{{Numbered(pattern, number)}}"}]}"""));
        var result = Given.Load($$"""{"version":"1","default":"deny","tools":{"t":{"require":[{{rules}}]} } }""");
        result.IsValid.ShouldBe(isValid);
        if (!isValid) result.Problems[0].Message.ShouldBe("`regex` cannot use this pattern: the document's patterns are too many and too large together: join some with |, or let several rules share one. Write it in RE2's syntax.");
    }

    [Theory]
    [InlineData("redact")]
    [InlineData("deny_if_contains")]
    public void Load_ManyPatternsForResults_AreBoundedToo(string key)
    {
        var patterns = string.Join(',', Enumerable.Range(0, 2_100).Select(number => $$"""{"pattern":"^a{{number}}$"}"""));
        Given.Load($$"""{"version":"1","default":"deny","tools":{"t":{"result":{"{{key}}":[{{patterns}}]} } } }""").IsValid.ShouldBeFalse();
    }

    [Theory]
    [InlineData("^a{0}$", 490, true)]
    [InlineData("^a{0}$", 510, false)]
    [InlineData(@"^\\p{L}{0}$", 30, true)]
    [InlineData(@"^\\p{L}{0}$", 300, false)]
    [InlineData(@"^\\p{Alphabetic}{0}$", 300, false)]
    [InlineData("^(?=x)a{0}$", 510, false)]
    [InlineData(@"^\\p{L}$", 2_500, true)]
    public void Compile_ManyPatternsInASchema_AreBoundedTogether(string pattern, int count, bool isValid)
    {
        var (values, names) = (Parts("{\"pattern\":\"P\"}"), Parts("\"P\":{}"));
        Judge($$"""{"allOf":[{{values}}]}""");
        if (isValid && count > 1_000) return;
        Judge($$"""{"patternProperties":{ {{names}} } }""");

        string Parts(string part) => string.Join(',', Enumerable.Range(0, count).Select(number => part.Replace("P", Numbered(pattern, number), StringComparison.Ordinal)));
        void Judge(string schema)
        {
            if (isValid) Schema.Compile(schema);
            else Schema.Refused(schema).Message.ShouldBe("its patterns are too many and too large together");
        }
    }

    [Fact]
    public void Decide_ToolWhoseSchemaHasTooManyPatterns_IsRefusedWithTheReason()
    {
        var parts = string.Join(',', Enumerable.Range(0, 3_000).Select(number => $$"""{"pattern":"^\\p{L}{{number}}$"}"""));
        var decision = Given.Policy("""{"version":"1","default":"allow"}""").Decide(Given.Call("""{"a":"x"}""", schema: $$"""{"properties":{"a":{"anyOf":[{{parts}}]} } }"""));
        (decision.Outcome, decision.Code).ShouldBe((DecisionOutcome.Deny, "invalid_schema"));
        decision.Message.ShouldBe("The tool's own input schema cannot be used to check the call: its patterns are too many and too large together. The server's author must mend it.");
    }

    [Fact]
    public void Parse_SamePattern_IsMadeOnceForEachMeaning()
    {
        var store = new PatternStore();
        var first = store.Parse("^a$", ignoreCase: false, full: false, out _).ShouldNotBeNull();
        store.Parse("^a$", ignoreCase: false, full: false, out _).ShouldBeSameAs(first);
        store.Parse("^a$", ignoreCase: true, full: false, out _)!.IsMatch("A").ShouldBeTrue();
        store.Parse("a", ignoreCase: false, full: true, out _)!.IsMatch("ab").ShouldBeFalse();
        store.Parse("a", ignoreCase: false, full: false, out _)!.IsMatch("ab").ShouldBeTrue();
        first.IsMatch("A").ShouldBeFalse();
        store.Parse("(", ignoreCase: false, full: false, out var error).ShouldBeNull();
        error.ShouldBe("a group is not closed");
    }

    private static string Numbered(string pattern, int number) => pattern.Replace("{0}", $"({number})?", StringComparison.Ordinal);
}
