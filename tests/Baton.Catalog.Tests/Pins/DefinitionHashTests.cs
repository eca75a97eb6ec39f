using Baton.Catalog.Pins;

namespace Baton.Catalog.Tests.Pins;

public sealed class DefinitionHashTests
{
    [Theory]
    [InlineData("""{"type":"object","minimum":1}""", """{"minimum":1.0,"type":"object"}""")]
    [InlineData("""{"a":{"b":1,"c":2}}""", """{ "a" : { "c":2, "b":1 } }""")]
    [InlineData("""{"default":"\u0041"}""", """{"default":"A"}""")]
    public void Of_SameSchemaWrittenDifferently_IsEqual(string left, string right) => Hash(left).ShouldBe(Hash(right));

    [Theory]
    [InlineData("""{"minimum":1}""", """{"minimum":"1"}""")]
    [InlineData("""{"required":["a","b"]}""", """{"required":["b","a"]}""")]
    public void Of_DifferentSchemas_Differs(string left, string right) => Hash(left).ShouldNotBe(Hash(right));

    [Fact]
    public void Of_AnyFieldThatAModelReads_ChangesTheHash()
    {
        var tool = Tools.Of("get_note", "Get");
        var hashes = new[] { tool, tool with { Name = "x" }, tool with { Title = "t" }, tool with { Description = "d" }, tool with { OutputSchema = Tools.Json("{}") }, tool with { AnnotationsJson = Tools.Json("""{"readOnlyHint":true}""") } };
        hashes.Select(DefinitionHash.Of).ShouldBeUnique();
    }

    private static string Hash(string schema) => DefinitionHash.Of(Tools.Of("t") with { InputSchema = Tools.Json(schema) });
}
