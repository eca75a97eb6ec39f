using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Schemas;

/// <summary>References to the dialects' own schemas: a tool that takes a schema names them, and nothing is fetched for it.</summary>
public sealed class MetaschemaTests
{
    private const string Modern = "https://json-schema.org/draft/2020-12/schema";
    private const string Old = "http://json-schema.org/draft-07/schema#";

    [Theory]
    // JSON Schema Core and Validation 2020-12: the shape of each keyword.
    [InlineData("{}", true)]
    [InlineData("true", true)]
    [InlineData("false", true)]
    [InlineData("1", false)]
    [InlineData("null", false)]
    [InlineData("[]", false)]
    [InlineData("\"string\"", false)]
    [InlineData("""{"type":"string"}""", true)]
    [InlineData("""{"type":["string","null"]}""", true)]
    [InlineData("""{"type":[]}""", false)]
    [InlineData("""{"type":["string","string"]}""", false)]
    [InlineData("""{"type":"text"}""", false)]
    [InlineData("""{"type":1}""", false)]
    [InlineData("""{"minLength":0}""", true)]
    [InlineData("""{"minLength":-1}""", false)]
    [InlineData("""{"minLength":1.5}""", false)]
    [InlineData("""{"minLength":"1"}""", false)]
    [InlineData("""{"maxItems":2.0}""", true)]
    [InlineData("""{"multipleOf":0}""", false)]
    [InlineData("""{"multipleOf":0.1}""", true)]
    [InlineData("""{"maximum":"9"}""", false)]
    [InlineData("""{"exclusiveMaximum":true}""", false)]
    [InlineData("""{"uniqueItems":1}""", false)]
    [InlineData("""{"required":["a"]}""", true)]
    [InlineData("""{"required":[]}""", true)]
    [InlineData("""{"required":["a","a"]}""", false)]
    [InlineData("""{"required":true}""", false)]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", true)]
    [InlineData("""{"dependentRequired":{"a":"b"}}""", false)]
    [InlineData("""{"enum":[]}""", true)]
    [InlineData("""{"enum":"a"}""", false)]
    [InlineData("""{"const":null}""", true)]
    [InlineData("""{"pattern":1}""", false)]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", true)]
    [InlineData("""{"properties":{"a":{"type":"text"}}}""", false)]
    [InlineData("""{"properties":{"a":1}}""", false)]
    [InlineData("""{"properties":[]}""", false)]
    [InlineData("""{"patternProperties":{"^a":{"minimum":"x"}}}""", false)]
    [InlineData("""{"additionalProperties":false}""", true)]
    [InlineData("""{"additionalProperties":"no"}""", false)]
    [InlineData("""{"propertyNames":{"maxLength":3}}""", true)]
    [InlineData("""{"propertyNames":{"maxLength":"3"}}""", false)]
    [InlineData("""{"items":{"type":"string"}}""", true)]
    [InlineData("""{"items":[{"type":"string"}]}""", false)]
    [InlineData("""{"prefixItems":[{"type":"string"}]}""", true)]
    [InlineData("""{"prefixItems":[]}""", false)]
    [InlineData("""{"prefixItems":[{"type":"text"}]}""", false)]
    [InlineData("""{"contains":{"type":"text"}}""", false)]
    [InlineData("""{"minContains":-1}""", false)]
    [InlineData("""{"allOf":[{}]}""", true)]
    [InlineData("""{"allOf":[]}""", false)]
    [InlineData("""{"anyOf":[{"type":"text"}]}""", false)]
    [InlineData("""{"oneOf":{}}""", false)]
    [InlineData("""{"not":{"not":{"not":{"type":"text"}}}}""", false)]
    [InlineData("""{"not":{"not":{"not":{"type":"string"}}}}""", true)]
    [InlineData("""{"if":true,"then":{},"else":false}""", true)]
    [InlineData("""{"if":1}""", false)]
    [InlineData("""{"unevaluatedProperties":{"type":"text"}}""", false)]
    [InlineData("""{"unevaluatedItems":1}""", false)]
    [InlineData("""{"dependentSchemas":{"a":{"type":"text"}}}""", false)]
    [InlineData("""{"$defs":{"a":{"type":"text"}}}""", false)]
    [InlineData("""{"$defs":{"a":{"type":"null"}}}""", true)]
    [InlineData("""{"$ref":1}""", false)]
    [InlineData("""{"$id":"a#b"}""", false)]
    [InlineData("""{"$id":"a#"}""", true)]
    [InlineData("""{"$anchor":"1a"}""", false)]
    [InlineData("""{"$anchor":"a1"}""", true)]
    [InlineData("""{"$comment":1}""", false)]
    [InlineData("""{"title":1}""", false)]
    [InlineData("""{"description":"d","default":1,"examples":[1],"deprecated":true,"readOnly":false,"writeOnly":true}""", true)]
    [InlineData("""{"examples":1}""", false)]
    [InlineData("""{"deprecated":"yes"}""", false)]
    [InlineData("""{"format":1}""", false)]
    [InlineData("""{"contentMediaType":1}""", false)]
    [InlineData("""{"contentSchema":{"type":"text"}}""", false)]
    [InlineData("""{"x-mine":{"type":"text"}}""", true)]
    public void Validate_ReferenceToTheNewerMetaschema_JudgesASchema(string instance, bool valid)
        => (Schema.Validate($$"""{"$ref":"{{Modern}}"}""", instance) is null).ShouldBe(valid);

    [Theory]
    // Draft-07, where some keywords had other shapes.
    [InlineData("{}", true)]
    [InlineData("true", true)]
    [InlineData("1", false)]
    [InlineData("""{"type":"text"}""", false)]
    [InlineData("""{"items":[{"type":"string"}]}""", true)]
    [InlineData("""{"items":[{"type":"text"}]}""", false)]
    [InlineData("""{"items":[]}""", false)]
    [InlineData("""{"additionalItems":{"type":"text"}}""", false)]
    [InlineData("""{"prefixItems":[]}""", true)]
    [InlineData("""{"dependencies":{"a":["b"]}}""", true)]
    [InlineData("""{"dependencies":{"a":{"type":"text"}}}""", false)]
    [InlineData("""{"dependencies":{"a":1}}""", false)]
    [InlineData("""{"definitions":{"a":{"type":"text"}}}""", false)]
    [InlineData("""{"definitions":{"a":{"type":"null"}}}""", true)]
    [InlineData("""{"exclusiveMinimum":true}""", false)]
    [InlineData("""{"required":["a","a"]}""", false)]
    [InlineData("""{"minLength":-1}""", false)]
    [InlineData("""{"multipleOf":0}""", false)]
    [InlineData("""{"if":{"type":"text"}}""", false)]
    [InlineData("""{"propertyNames":1}""", false)]
    [InlineData("""{"not":{"not":{"type":"text"}}}""", false)]
    [InlineData("""{"unevaluatedItems":1}""", true)]
    public void Validate_ReferenceToTheOlderMetaschema_JudgesASchema(string instance, bool valid)
    {
        (Schema.Validate($$"""{"$ref":"{{Old}}"}""", instance) is null).ShouldBe(valid);
        (Schema.Validate(Schema.Old($$"""{"$ref":"{{Old}}"}"""), instance) is null).ShouldBe(valid);
    }

    [Theory]
    // Parts of them, and other spellings of their addresses.
    [InlineData("https://json-schema.org/draft/2020-12/schema#", "1", false)]
    [InlineData("http://json-schema.org/draft/2020-12/schema", "1", false)]
    [InlineData("https://json-schema.org/draft/2020-12/schema#meta", """{"type":"text"}""", false)]
    [InlineData("https://json-schema.org/draft/2020-12/meta/validation", """{"type":"text"}""", false)]
    [InlineData("https://json-schema.org/draft/2020-12/meta/validation", """{"properties":1}""", true)]
    [InlineData("https://json-schema.org/draft/2020-12/meta/applicator", """{"properties":1}""", false)]
    [InlineData("https://json-schema.org/draft/2020-12/meta/applicator", """{"properties":{"a":{"properties":1}}}""", false)]
    [InlineData("https://json-schema.org/draft/2020-12/meta/core", """{"$anchor":"1"}""", false)]
    [InlineData("https://json-schema.org/draft/2020-12/meta/unevaluated", """{"unevaluatedItems":1}""", false)]
    [InlineData("https://json-schema.org/draft/2020-12/meta/meta-data", """{"title":1}""", false)]
    [InlineData("https://json-schema.org/draft/2020-12/meta/content", """{"contentEncoding":1}""", false)]
    [InlineData("https://json-schema.org/draft/2020-12/meta/format-annotation", """{"format":1}""", false)]
    [InlineData("https://json-schema.org/draft/2020-12/meta/validation#/$defs/simpleTypes", "\"integer\"", true)]
    [InlineData("https://json-schema.org/draft/2020-12/meta/validation#/$defs/simpleTypes", "\"text\"", false)]
    [InlineData("https://json-schema.org/draft/2020-12/meta/validation#/$defs/nonNegativeInteger", "-1", false)]
    [InlineData("http://json-schema.org/draft-07/schema", "1", false)]
    [InlineData("https://json-schema.org/draft-07/schema#", "1", false)]
    [InlineData("http://json-schema.org/draft-07/schema#/definitions/simpleTypes", "\"integer\"", true)]
    [InlineData("http://json-schema.org/draft-07/schema#/definitions/simpleTypes", "\"text\"", false)]
    [InlineData("http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger", "-1", false)]
    [InlineData("http://json-schema.org/draft-07/schema#/properties/title", "1", false)]
    public void Validate_PartOfAMetaschema_IsFound(string reference, string instance, bool valid)
        => (Schema.Validate($$"""{"$ref":"{{reference}}"}""", instance) is null).ShouldBe(valid);

    [Theory]
    [InlineData("https://json-schema.org/draft/2020-12/meta/none")]
    [InlineData("https://json-schema.org/draft/2020-12/schema#none")]
    [InlineData("https://json-schema.org/draft/2020-12/schema#/properties/none")]
    [InlineData("https://json-schema.org/draft/2020-12/schema?a=b")]
    [InlineData("https://json-schema.org/draft/2020-12/")]
    [InlineData("https://json-schema.org.example/draft/2020-12/schema")]
    [InlineData("https://json-schema.org:8443/draft/2020-12/schema")]
    [InlineData("ftp://json-schema.org/draft-07/schema")]
    [InlineData("http://json-schema.org/draft-07/schema2#")]
    [InlineData("http://json-schema.org/draft-07/schema#/definitions/none")]
    [InlineData("http://json-schema.org/draft-06/schema#")]
    [InlineData("http://json-schema.org/draft-04/schema#")]
    [InlineData("https://json-schema.org/draft/2019-09/schema")]
    public void Compile_WhatIsNoneOfThem_IsRefusedAndNothingIsFetched(string reference)
        => Schema.Refused($$"""{"$ref":"{{reference}}"}""").Message.ShouldBe($"the reference {reference} leads out of this schema, and nothing is fetched");

    [Theory]
    [InlineData("""{"schema":{"type":"object","properties":{"a":{"type":"string"}}},"name":"x"}""", null)]
    [InlineData("""{"schema":{"type":"thing"},"name":"x"}""", "/schema/type")]
    [InlineData("""{"schema":{"properties":{"a":{"items":{"minLength":-1}}}},"name":"x"}""", "/schema/properties/a/items/minLength")]
    [InlineData("""{"schema":true,"name":1}""", "/name")]
    [InlineData("""{"schema":[]}""", "/schema")]
    public void Validate_ToolThatTakesASchema_SaysWhereItIsWrong(string arguments, string? place)
        => (Schema.Validate($$"""{"properties":{"schema":{"$ref":"{{Modern}}"},"name":{"type":"string"} } }""", arguments)?.Place).ShouldBe(place);

    [Theory]
    // Section 8.2.3.2: what is named as the metaschema's dynamic anchor is used all the way down.
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", false)]
    [InlineData("""{"x":1}""", false)]
    [InlineData("""{"x":"1"}""", true)]
    [InlineData("""{"x":"1","properties":{"a":{}}}""", false)]
    [InlineData("""{"x":"1","properties":{"a":{"x":"2"}}}""", true)]
    [InlineData("""{"x":"1","properties":{"a":{"x":"2","items":{"x":3}}}}""", false)]
    [InlineData("""{"x":"1","type":"text"}""", false)]
    public void Validate_SchemaThatExtendsTheMetaschema_HoldsAtEveryDepth(string instance, bool valid)
        => (Schema.Validate($$"""{"$id":"https://x.test/strict","$dynamicAnchor":"meta","$ref":"{{Modern}}","required":["x"],"properties":{"x":{"type":"string"} } }""", instance) is null).ShouldBe(valid);

    [Fact]
    public void Validate_EachMetaschema_IsValidByItself()
    {
        foreach (var (name, reference) in new[] { ("draft-2020-12", Modern), ("draft-07", Old) })
        {
            using var stream = typeof(Baton.Policy.Schemas.JsonSchema).Assembly.GetManifestResourceStream($"Baton.Policy.Schemas.{name}.json")!;
            using var reader = new StreamReader(stream);
            Schema.Validate($$"""{"$ref":"{{reference}}"}""", reader.ReadToEnd()).ShouldBeNull();
        }
    }

    [Fact]
    public void Validate_SchemaNestedTooDeep_IsRefusedAndDoesNotHang()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"not":""", 60)) + "{}" + new string('}', 60);
        Schema.Validate($$"""{"$ref":"{{Modern}}"}""", deep)!.IsExhausted.ShouldBeTrue();
        var shallow = string.Concat(Enumerable.Repeat("""{"not":""", 15)) + "{}" + new string('}', 15);
        Schema.Validate($$"""{"$ref":"{{Modern}}"}""", shallow).ShouldBeNull();
    }
}
