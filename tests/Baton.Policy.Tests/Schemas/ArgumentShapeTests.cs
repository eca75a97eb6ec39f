using System.Diagnostics;
using System.Text;
using Baton.Policy.Json;
using Baton.Policy.Schemas;

namespace Baton.Policy.Tests.Schemas;

/// <summary>What conditions and lint learn from a tool's own schema.</summary>
public sealed class ArgumentShapeTests
{
    [Theory]
    // schema, path, what is known of the last step: optional, required, unknown; with the shape open or closed.
    [InlineData("""{"properties":{"a":{}}}""", "a", "optional closed")]
    [InlineData("""{"properties":{"a":{}},"required":["a"]}""", "a", "required closed")]
    [InlineData("""{"properties":{"a":{}}}""", "b", "unknown closed")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":true}""", "b", "unknown open")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":{"type":"string"}}""", "b", "unknown open")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", "b", "unknown closed")]
    [InlineData("""{"properties":{"a":{}},"patternProperties":{"^x":{}}}""", "b", "unknown open")]
    [InlineData("""{"properties":{"a":{}},"anyOf":[{}]}""", "b", "unknown open")]
    [InlineData("{}", "b", "unknown open")]
    [InlineData("""{"additionalProperties":false}""", "b", "unknown closed")]
    [InlineData("""{"properties":{"a":{"properties":{"b":{}},"required":["b"]}}}""", "a.b", "required closed")]
    [InlineData("""{"properties":{"a":{"items":{"properties":{"b":{}}}}}}""", "a.[].b", "optional closed")]
    [InlineData("""{"allOf":[{"properties":{"a":{}}},{"required":["a"]}]}""", "a", "required closed")]
    [InlineData("""{"$ref":"#/$defs/x","$defs":{"x":{"properties":{"a":{}},"required":["a"]}}}""", "a", "required closed")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":{"properties":{"b":{}}}}}""", "a.b", "optional closed")]
    [InlineData("""{"properties":{"a":{"$ref":"https://elsewhere/"}}}""", "a.b", "unknown open")]
    [InlineData("""{"properties":{"a":{"$ref":"#/no/where"}}}""", "a.b", "unknown open")]
    [InlineData("""{"properties":{"a":{"$ref":"#"}}}""", "a.a.a.a", "optional closed")]
    [InlineData("""{"properties":{"a":{"$ref":"#"}}}""", "a.a.b", "unknown closed")]
    [InlineData("""{"properties":{"a":true}}""", "a", "optional closed")]
    public void Of_Schema_KnowsItsParameters(string schema, string path, string expected)
    {
        var shape = ArgumentShape.Of(JsonTape.Parse(Encoding.UTF8.GetBytes(schema)).Root);
        var steps = path.Split('.');
        foreach (var step in steps[..^1]) shape = step == "[]" ? shape!.Items : shape!.Find(step)!.Inner;
        var last = steps[^1];
        var known = shape!.Find(last) is null ? "unknown" : shape.IsOptional(last) ? "optional" : "required";
        $"{known} {(shape.IsOpen ? "open" : "closed")}".ShouldBe(expected);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("7")]
    public void Of_WhatIsNoObject_IsNothingKnown(string schema)
        => ArgumentShape.Of(JsonTape.Parse(Encoding.UTF8.GetBytes(schema)).Root).ShouldBeNull();

    // A hostile server may refer a schema to itself in any number of ways; reading it must not multiply them.
    [Theory]
    [InlineData("\"properties\":{PARTS}", "\"pNUMBER\":{\"$ref\":\"#\"}")]
    [InlineData("\"allOf\":[PARTS]", "{\"$ref\":\"#\"}")]
    [InlineData("\"properties\":{PARTS}", "\"pNUMBER\":{\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}")]
    [InlineData("\"properties\":{PARTS}", "\"pNUMBER\":{\"items\":{\"$ref\":\"#\"}}")]
    public void ToolFacts_SchemaThatRefersToItselfInManyWays_IsReadAtOnce(string schema, string part)
    {
        var parts = string.Join(',', Enumerable.Range(0, 60).Select(number => part.Replace("NUMBER", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        var time = Stopwatch.StartNew();
        var facts = new Policy.Decisions.ToolFacts("t", default, null, Encoding.UTF8.GetBytes("{" + schema.Replace("PARTS", parts, StringComparison.Ordinal) + "}"));
        facts.Name.ShouldBe("t");
        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
