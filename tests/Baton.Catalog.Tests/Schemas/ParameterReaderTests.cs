using Baton.Catalog.Schemas;

namespace Baton.Catalog.Tests.Schemas;

/// <summary>What the parameters of a schema are, in the shapes that servers write and in those that attackers do.</summary>
public sealed class ParameterReaderTests
{
    [Theory]
    // schema | path type required array open, one a line
    [InlineData("""{"properties":{"a":{"type":"string"}},"required":["a"]}""", "a Text required")]
    [InlineData("""{"properties":{"a":{"type":["null","integer"]}}}""", "a WholeNumber")]
    [InlineData("""{"properties":{"a":{"type":"array","items":{"type":"number"}}}}""", "a Number array")]
    [InlineData("""{"properties":{"a":{"type":"array"}}}""", "a Any array open")]
    [InlineData("""{"properties":{"a":{"items":{"type":"string"}}}}""", "a Text array")]
    [InlineData("""{"properties":{"a":{"type":"object"}}}""", "a Map open")]
    [InlineData("""{"properties":{"a":{"type":"object","properties":{"b":{"type":"boolean"}},"required":["b"]}},"required":["a"]}""", "a Map required|a.b Boolean required")]
    [InlineData("""{"properties":{"a":{"type":"object","properties":{"b":{"type":"boolean"}},"required":["b"]}}}""", "a Map|a.b Boolean")]
    [InlineData("""{"properties":{"a":{"type":"array","items":{"type":"object","properties":{"b":{"type":"string"}}}}}}""", "a Map array|a[*].b Text")]
    [InlineData("""{"properties":{"a":{"enum":["x","y"]}}}""", "a Text")]
    [InlineData("""{"properties":{"a":{"anyOf":[{"type":"null"},{"type":"string"}]}}}""", "a Text")]
    [InlineData("""{"properties":{"a":{"oneOf":[{"type":"array","items":{"type":"string"}}]}}}""", "a Any array open")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":{"type":"integer"}}}""", "a WholeNumber")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/x~1y"}},"$defs":{"x/y":{"type":"boolean"}}}""", "a Boolean")]
    [InlineData("""{"properties":{"a":{"$ref":"https://elsewhere/x"}}}""", "a Any")]
    [InlineData("""{"$ref":"#/$defs/x","$defs":{"x":{"properties":{"a":{"type":"string"}},"required":["a"]}}}""", "a Text required")]
    [InlineData("""{"allOf":[{"properties":{"a":{"type":"string"}},"required":["a"]}]}""", "a Text required")]
    [InlineData("""{"anyOf":[{"properties":{"a":{"type":"string"}},"required":["a"]}]}""", "a Text")]
    [InlineData("""{"properties":{"a b":{"type":"string"},"c.d":{"type":"string"}}}""", "[\"a b\"] Text|[\"c.d\"] Text")]
    [InlineData("""{"properties":{"a":true,"b":7,"c":"x"}}""", "a Any open|b Any open|c Any open")]
    [InlineData("""{"properties":{"a":{"type":7},"b":{"type":[]}}}""", "a Any|b Any")]
    [InlineData("""{"properties":[]}""", "")]
    [InlineData("""{"required":"a","properties":{"a":{"type":"string"}}}""", "a Text")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    public void Read_Schema_ListsItsParameters(string schema, string expected)
        => string.Join('|', ParameterReader.Read(Tools.Json(schema)).Select(Told)).ShouldBe(expected);

    [Theory]
    [InlineData("""{"properties":{"a":{"$ref":"#"}}}""")]
    [InlineData("""{"properties":{"a":{"$ref":"#/properties/a"}}}""")]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"$defs":{"x":{"properties":{"y":{"$ref":"#/$defs/y"}}},"y":{"properties":{"x":{"$ref":"#/$defs/x"}}}},"properties":{"a":{"$ref":"#/$defs/x"}}}""")]
    [InlineData("""{"allOf":[{"$ref":"#"},{"$ref":"#"}],"properties":{"a":{"type":"string"}}}""")]
    [InlineData("""{"properties":{"a":{"type":"array","items":{"$ref":"#/properties/a"}}}}""")]
    public void Read_SchemaInACircle_Ends(string schema)
    {
        var found = ParameterReader.Read(Tools.Json(schema));
        found.Length.ShouldBeLessThan(20);
        found.Select(parameter => parameter.Path).ShouldBeUnique();
    }

    [Fact]
    public void Read_SchemaWithoutEnd_IsReadToItsBounds()
    {
        ParameterReader.Read(Tools.Json($"{{\"properties\":{{{string.Join(',', Enumerable.Range(0, 1000).Select(number => $"\"p{number}\":{{}}"))}}}}}")).Length.ShouldBe(400);
        var deep = string.Concat(Enumerable.Repeat("{\"properties\":{\"a\":", 30)) + "{}" + new string('}', 60);
        ParameterReader.Read(Tools.Json(deep)).Length.ShouldBe(6);
        var wide = $"{{\"anyOf\":[{string.Join(',', Enumerable.Range(0, 200).Select(number => $"{{\"properties\":{{\"p{number}\":{{}}}}}}"))}]}}";
        ParameterReader.Read(Tools.Json(wide)).Length.ShouldBe(50);
    }

    [Fact]
    public void Read_Values_AreThoseOfTheEnumOrTheConstants()
    {
        Values("""{"enum":["a",1,null]}""").ShouldBe(["a", "1", "null"]);
        Values("""{"const":"a"}""").ShouldBe(["a"]);
        Values("""{"oneOf":[{"const":"a"},{"const":"b"}]}""").ShouldBe(["a", "b"]);
        Values("""{"oneOf":[{"const":"a"},{"type":"string"}]}""").ShouldBeEmpty();
        Values($"{{\"enum\":[{string.Join(',', Enumerable.Range(0, 300))}]}}").Length.ShouldBe(100);
    }

    [Fact]
    public void Read_Description_IsOfThePlaceBeforeThatOfTheReference()
    {
        ParameterReader.Read(Tools.Json("""{"properties":{"a":{"$ref":"#/$defs/x","description":"here"}},"$defs":{"x":{"description":"there"}}}"""))[0].Description.ShouldBe("here");
        ParameterReader.Read(Tools.Json("""{"properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":{"description":"there"}}}"""))[0].Description.ShouldBe("there");
    }

    private static string[] Values(string schema) => [.. ParameterReader.Read(Tools.Json($"{{\"properties\":{{\"a\":{schema}}}}}"))[0].Values];

    private static string Told(Parameter parameter)
        => $"{parameter.Path} {parameter.Type}{(parameter.Required ? " required" : "")}{(parameter.IsArray ? " array" : "")}{(parameter.IsOpen ? " open" : "")}";
}
