using System.Diagnostics;
using System.Text;
using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;

namespace Baton.Catalog.Tests.Pins;

/// <summary>Constraints of an input schema: which changes let more through than before.</summary>
public sealed class SchemaConstraintTests
{
    [Theory]
    // Bounds that move outwards admit more.
    [InlineData("\"maximum\":10", "\"maximum\":11", DriftGrade.Widening)]
    [InlineData("\"maximum\":10", "\"maximum\":9", DriftGrade.Textual)]
    [InlineData("\"maximum\":10", "\"maximum\":1e9", DriftGrade.Widening)]
    [InlineData("\"exclusiveMaximum\":0.5", "\"exclusiveMaximum\":0.51", DriftGrade.Widening)]
    [InlineData("\"minimum\":1", "\"minimum\":0", DriftGrade.Widening)]
    [InlineData("\"minimum\":1", "\"minimum\":-1", DriftGrade.Widening)]
    [InlineData("\"minimum\":1", "\"minimum\":2", DriftGrade.Textual)]
    [InlineData("\"exclusiveMinimum\":1", "\"exclusiveMinimum\":0", DriftGrade.Widening)]
    [InlineData("\"maxLength\":5", "\"maxLength\":500", DriftGrade.Widening)]
    [InlineData("\"maxLength\":5", "\"maxLength\":4", DriftGrade.Textual)]
    [InlineData("\"minLength\":5", "\"minLength\":4", DriftGrade.Widening)]
    [InlineData("\"maxItems\":5", "\"maxItems\":6", DriftGrade.Widening)]
    [InlineData("\"minItems\":5", "\"minItems\":6", DriftGrade.Textual)]
    // Others change in ways that only a reader can weigh.
    [InlineData("\"pattern\":\"^a$\"", "\"pattern\":\"^b$\"", DriftGrade.Textual)]
    [InlineData("\"format\":\"uri\"", "\"format\":\"email\"", DriftGrade.Textual)]
    [InlineData("\"multipleOf\":5", "\"multipleOf\":1", DriftGrade.Textual)]
    // Any of them that goes admits more.
    [InlineData("\"pattern\":\"^a$\"", "\"title\":\"x\"", DriftGrade.Widening)]
    [InlineData("\"format\":\"uri\"", "\"title\":\"x\"", DriftGrade.Widening)]
    [InlineData("\"multipleOf\":5", "\"title\":\"x\"", DriftGrade.Widening)]
    [InlineData("\"maxItems\":5", "\"title\":\"x\"", DriftGrade.Widening)]
    [InlineData("\"const\":\"a\"", "\"title\":\"x\"", DriftGrade.Widening)]
    public void Compare_Constraint_WidensWhenItAdmitsMore(string before, string after, DriftGrade grade)
    {
        var keyword = before.Split('"')[1];
        var drift = DefinitionDiff.Compare([Tool(before)], [Tool(after)]).ShouldHaveSingleItem();
        var change = drift.Changes.Single(found => found.Where == $"inputSchema/properties/a/{keyword}");
        change.Grade.ShouldBe(grade);
        drift.IsHeld.ShouldBeTrue();
        drift.Grade.ShouldBe(drift.Changes.Max(found => found.Grade));
        change.Before.ShouldBe(before[(before.IndexOf(':', StringComparison.Ordinal) + 1)..]);
    }

    [Fact]
    public void Compare_ConstraintDeepInside_IsFound()
    {
        var before = Tool("\"items\":{\"anyOf\":[{\"maximum\":1},{\"maximum\":2}]}");
        var after = Tool("\"items\":{\"anyOf\":[{\"maximum\":1},{\"maximum\":3}]}");
        DefinitionDiff.Compare([before], [after])[0].Changes.ShouldContain(change => change.Where == "inputSchema/properties/a/items/anyOf/1/maximum" && change.Grade == DriftGrade.Widening && change.Before == "2" && change.After == "3");
    }

    [Fact]
    public void Compare_PropertyNamedLikeAConstraint_IsAProperty()
    {
        var before = new DeclaredTool("get_note", InputSchema: Tools.Json("""{"type":"object","properties":{"pattern":{"type":"string"},"maximum":{"type":"number"}}}"""));
        var after = before with { InputSchema = Tools.Json("""{"type":"object","properties":{"maximum":{"type":"number"}}}""") };
        DefinitionDiff.Compare([before], [after])[0].Changes.Select(change => (change.Where, change.Meaning)).ShouldBe([("inputSchema.pattern", "a parameter is gone")]);
    }

    [Fact]
    public void Compare_SchemaWithThousandsOfConstraints_EndsSoon()
    {
        var parts = string.Join(',', Enumerable.Range(0, 6_000).Select(number => $"\"p{number}\":{{\"type\":\"string\",\"maxLength\":{number}}}"));
        DeclaredTool Of(string parameters) => new("get_note", Description: "Get", InputSchema: Tools.Json($"{{\"type\":\"object\",\"$defs\":{{{parameters}}}}}"));
        var clock = Stopwatch.StartNew();
        var drift = DefinitionDiff.Compare([Of(parts)], [Of(parts.Replace("\"maxLength\":77}", "\"maxLength\":78}", StringComparison.Ordinal))]).ShouldHaveSingleItem();
        drift.Changes.ShouldHaveSingleItem().Where.ShouldBe("inputSchema/$defs/p77/maxLength");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static DeclaredTool Tool(string constraint)
        => new("get_note", Description: "Get a note.", InputSchema: Tools.Json(new StringBuilder("{\"type\":\"object\",\"properties\":{\"a\":{").Append(constraint).Append("}}}").ToString()));
}
