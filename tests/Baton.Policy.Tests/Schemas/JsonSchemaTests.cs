using System.Text;
using Baton.Policy.Json;
using Baton.Policy.Schemas;

namespace Baton.Policy.Tests.Schemas;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"$defs":{"n":{"type":"integer"}},"properties":{"a":{"$ref":"#/$defs/n"}}}""", """{"a":1}""", true)]
    [InlineData("""{"$defs":{"n":{"type":"integer"}},"properties":{"a":{"$ref":"#/$defs/n"}}}""", """{"a":"1"}""", false)]
    [InlineData("""{"properties":{"next":{"$ref":"#"}},"required":["v"]}""", """{"v":1,"next":{"v":2}}""", true)]
    [InlineData("""{"properties":{"next":{"$ref":"#"}},"required":["v"]}""", """{"v":1,"next":{}}""", false)]
    [InlineData("""{"$id":"https://x.test/a","$defs":{"n":{"$id":"n","type":"string"}},"$ref":"https://x.test/n"}""", "1", false)]
    [InlineData("""{"$defs":{"n":{"$anchor":"here","type":"string"}},"$ref":"#here"}""", "\"x\"", true)]
    [InlineData("""{"$ref":"#/$defs/a~1b%25","$defs":{"a/b%":{"type":"null"}}}""", "1", false)]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/n","type":"string","definitions":{"n":{"type":"integer"}}}""", "1", true)]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema","definitions":{"n":{"$id":"#n","type":"integer"}},"properties":{"a":{"$ref":"#n"}}}""", """{"a":"x"}""", false)]
    [InlineData("""{"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}""", """{"a":1}""", true)]
    [InlineData("""{"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}""", """{"a":1,"b":1}""", false)]
    [InlineData("""{"if":{"properties":{"a":{"const":1}},"required":["a"]},"then":{"properties":{"b":true}},"unevaluatedProperties":false}""", """{"a":1,"b":2}""", true)]
    [InlineData("""{"prefixItems":[true],"contains":{"type":"string"},"unevaluatedItems":false}""", """[1,"a"]""", true)]
    [InlineData("""{"multipleOf":0.01}""", "19.99", true)]
    [InlineData("""{"multipleOf":0.01}""", "19.999", false)]
    [InlineData("""{"multipleOf":1e-300}""", "1e300", true)]
    [InlineData("""{"maximum":9007199254740992}""", "9007199254740993", false)]
    [InlineData("""{"const":1}""", "1.0", true)]
    [InlineData("""{"maxLength":1}""", "\"😀\"", true)]
    [InlineData("""{"pattern":"^\\p{L}+$"}""", "\"é\"", true)]
    [InlineData("""{"pattern":"^(?!x)"}""", "\"xy\"", false)]
    [InlineData("""{"pattern":"a$"}""", "\"a\\n\"", false)]
    [InlineData("""{"pattern":"^a\\s$"}""", "\"a\\u00a0\"", true)]
    [InlineData("""{"format":"email"}""", "\"no address\"", true)]
    public void Validate_Instance(string schema, string instance, bool valid)
        => (Compile(schema).Validate(JsonLiteral.Parse(instance).View) is null).ShouldBe(valid);

    [Fact]
    public void Validate_DynamicReference_FindsTheOutermostAnchor()
    {
        var schema = Compile("""
            {"$id":"https://x.test/strict","$dynamicAnchor":"node","$ref":"tree","unevaluatedProperties":false,
             "$defs":{"tree":{"$id":"tree","$dynamicAnchor":"node","type":"object","properties":{"data":true,"children":{"items":{"$dynamicRef":"#node"}}}}}}
            """);
        schema.Validate(JsonLiteral.Parse("""{"children":[{"data":1}]}""").View).ShouldBeNull();
        schema.Validate(JsonLiteral.Parse("""{"children":[{"daat":1}]}""").View).ShouldNotBeNull();
    }

    [Fact]
    public void Validate_Failure_NamesThePlace()
    {
        var failure = Compile("""{"properties":{"a":{"items":{"type":"integer"}}}}""").Validate(JsonLiteral.Parse("""{"a":[1,"x"]}""").View).ShouldNotBeNull();
        failure.Place.ShouldBe("/a/1");
        failure.Message.ShouldContain("integer");
    }

    [Theory]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema#"}""", "unsupported_dialect")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2019-09/schema"}""", "unsupported_dialect")]
    [InlineData("""{"$ref":"https://example.com/other.json"}""", "invalid_schema")]
    [InlineData("""{"$ref":"file:///etc/passwd"}""", "invalid_schema")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "invalid_schema")]
    [InlineData("""{"type":"integr"}""", "invalid_schema")]
    [InlineData("""{"pattern":"("}""", "invalid_schema")]
    [InlineData("""{"minLength":-1}""", "invalid_schema")]
    [InlineData("""{"multipleOf":0}""", "invalid_schema")]
    [InlineData("""{"properties":{"a":5}}""", "invalid_schema")]
    [InlineData("""{"anyOf":[]}""", "invalid_schema")]
    public void TryCompile_SchemaThatCannotBeUsed_SaysWhy(string schema, string code)
    {
        JsonSchema.TryCompile(JsonLiteral.Parse(schema), out _, out var problem).ShouldBeFalse();
        problem!.Code.ShouldBe(code);
    }

    [Fact]
    public void Validate_ReferenceInACircle_Ends()
    {
        var failure = Compile("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}""").Validate(JsonLiteral.Parse("1").View);
        failure.ShouldNotBeNull().IsExhausted.ShouldBeTrue();
    }

    [Fact]
    public void Validate_ExponentialChoice_EndsWithinItsBounds()
    {
        var schema = new StringBuilder("""{"$ref":"#/$defs/s0","$defs":{""");
        for (var level = 0; level < 40; level++) schema.Append($$"""{{(level > 0 ? "," : "")}}"s{{level}}":{"anyOf":[{"$ref":"#/$defs/s{{level + 1}}"},{"$ref":"#/$defs/s{{level + 1}}"}]}""");
        schema.Append(""","s40":false}}""");
        Compile(schema.ToString()).Validate(JsonLiteral.Parse("1").View).ShouldNotBeNull().IsExhausted.ShouldBeTrue();
    }

    [Fact]
    public void Validate_BacktrackingPattern_EndsWithinItsTime()
    {
        var schema = Compile("""{"pattern":"^(?!x)(a+)+$"}""");
        var instance = JsonLiteral.Parse($"\"{new string('a', 60)}b\"");
        schema.Validate(instance.View).ShouldNotBeNull();
    }

    private static JsonSchema Compile(string schema)
    {
        JsonSchema.TryCompile(JsonLiteral.Parse(schema), out var compiled, out var problem).ShouldBeTrue(problem?.Message);
        return compiled!;
    }
}
