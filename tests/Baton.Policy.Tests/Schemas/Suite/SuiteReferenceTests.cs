using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Schemas.Suite;

/// <summary>What the public JSON Schema test suite says of references, anchors and identifiers.</summary>
public sealed class SuiteReferenceTests
{
    private const string Escaped = """{"$defs":{"tilde~field":{"type":"integer"},"slash/field":{"type":"integer"},"percent%field":{"type":"integer"}},"properties":{"tilde":{"$ref":"#/$defs/tilde~0field"},"slash":{"$ref":"#/$defs/slash~1field"},"percent":{"$ref":"#/$defs/percent%25field"}}}""";
    private const string Tree = """{"$id":"http://localhost:1234/tree","properties":{"meta":{"type":"string"},"nodes":{"type":"array","items":{"$ref":"node"}}},"required":["meta","nodes"],"$defs":{"node":{"$id":"http://localhost:1234/node","properties":{"value":{"type":"number"},"subtree":{"$ref":"tree"}},"required":["value"]}}}""";
    private const string Urn = """{"$id":"urn:uuid:deadbeef-1234-ff00-00ff-4321feebdaed","properties":{"foo":{"$ref":"urn:uuid:deadbeef-1234-ff00-00ff-4321feebdaed#/$defs/bar"}},"$defs":{"bar":{"type":"string"}}}""";
    private const string UrnParts = """{"$id":"urn:example:weather?=op=map&lat=39.56","properties":{"foo":{"$ref":"#/$defs/bar"}},"$defs":{"bar":{"type":"string"}}}""";
    private const string UrnAnchor = """{"$id":"urn:uuid:deadbeef-1234-ff00-00ff-4321feebdaed","properties":{"foo":{"$ref":"urn:uuid:deadbeef-1234-ff00-00ff-4321feebdaed#something"}},"$defs":{"bar":{"$anchor":"something","type":"string"}}}""";
    private const string IdBase = """{"$id":"https://example.com/schema-relative-uri-defs1.json","properties":{"foo":{"$id":"schema-relative-uri-defs2.json","$defs":{"inner":{"properties":{"bar":{"type":"string"}}}},"$ref":"#/$defs/inner"}},"$ref":"schema-relative-uri-defs2.json"}""";
    private const string SameAnchor = """{"$id":"http://localhost:1234/foobar","$defs":{"A":{"$id":"child1","allOf":[{"$id":"child2","$anchor":"my_anchor","type":"number"},{"$anchor":"my_anchor","type":"string"}]}},"$ref":"child1#my_anchor"}""";
    private const string IdInEnum = """{"$defs":{"id_in_enum":{"enum":[{"$id":"https://localhost:1234/id/my_identifier.json","type":"null"}]},"real_id_in_schema":{"$id":"https://localhost:1234/id/my_identifier.json","type":"string"},"zzz_id_in_const":{"const":{"$id":"https://localhost:1234/id/my_identifier.json","type":"null"}}},"anyOf":[{"$ref":"#/$defs/id_in_enum"},{"$ref":"https://localhost:1234/id/my_identifier.json"}]}""";
    private const string NotAnId = """{"$defs":{"a":{"not":{"const":{"$id":"x"}}},"string_to_const":{"const":{"$ref":"#/$defs/a"}}},"properties":{"$id":{"type":"string"}},"if":{"required":["$id"]},"then":{"maxProperties":1}}""";

    [Theory]
    [InlineData("""{"properties":{"foo":{"$ref":"#"}},"additionalProperties":false}""", """{"foo":{"foo":false}}""", true)]
    [InlineData("""{"properties":{"foo":{"$ref":"#"}},"additionalProperties":false}""", """{"bar":false}""", false)]
    [InlineData("""{"properties":{"foo":{"$ref":"#"}},"additionalProperties":false}""", """{"foo":{"bar":false}}""", false)]
    [InlineData("""{"properties":{"foo":{"type":"integer"},"bar":{"$ref":"#/properties/foo"}}}""", """{"bar":3}""", true)]
    [InlineData("""{"properties":{"foo":{"type":"integer"},"bar":{"$ref":"#/properties/foo"}}}""", """{"bar":true}""", false)]
    [InlineData(Escaped, """{"slash":"aoeu"}""", false)]
    [InlineData(Escaped, """{"tilde":"aoeu"}""", false)]
    [InlineData(Escaped, """{"percent":"aoeu"}""", false)]
    [InlineData(Escaped, """{"slash":123,"tilde":123,"percent":123}""", true)]
    [InlineData("""{"$defs":{"a":{"type":"integer"},"b":{"$ref":"#/$defs/a"},"c":{"$ref":"#/$defs/b"}},"$ref":"#/$defs/c"}""", "5", true)]
    [InlineData("""{"$defs":{"a":{"type":"integer"},"b":{"$ref":"#/$defs/a"},"c":{"$ref":"#/$defs/b"}},"$ref":"#/$defs/c"}""", "\"a\"", false)]
    [InlineData("""{"$defs":{"reffed":{"type":"array"}},"properties":{"foo":{"$ref":"#/$defs/reffed","maxItems":2}}}""", """{"foo":[1,2,3]}""", false)]
    [InlineData("""{"$defs":{"reffed":{"type":"array"}},"properties":{"foo":{"$ref":"#/$defs/reffed","maxItems":2}}}""", """{"foo":"string"}""", false)]
    [InlineData("""{"properties":{"$ref":{"type":"string"}}}""", """{"$ref":"a"}""", true)]
    [InlineData("""{"properties":{"$ref":{"$ref":"#/$defs/is-string"}},"$defs":{"is-string":{"type":"string"}}}""", """{"$ref":2}""", false)]
    [InlineData("""{"$ref":"#/$defs/bool","$defs":{"bool":true}}""", "\"foo\"", true)]
    [InlineData("""{"$ref":"#/$defs/bool","$defs":{"bool":false}}""", "\"foo\"", false)]
    [InlineData(Tree, """{"meta":"root","nodes":[{"value":1,"subtree":{"meta":"child","nodes":[{"value":1.1},{"value":1.2}]}},{"value":2}]}""", true)]
    [InlineData(Tree, """{"meta":"root","nodes":[{"value":1,"subtree":{"meta":"child","nodes":[{"value":"string is invalid"},{"value":1.2}]}}]}""", false)]
    [InlineData("""{"properties":{"foo\"bar":{"$ref":"#/$defs/foo%22bar"}},"$defs":{"foo\"bar":{"type":"number"}}}""", """{"foo\"bar":"1"}""", false)]
    [InlineData("""{"$ref":"#/$defs/","$defs":{"":{"$defs":{"":{"type":"number"}}}}}""", "\"x\"", true)]
    [InlineData("""{"$defs":{"":{"$defs":{"":{"type":"number"}}}},"allOf":[{"$ref":"#/$defs//$defs/"}]}""", "\"a\"", false)]
    [InlineData("""{"$defs":{"":{"$defs":{"":{"type":"number"}}}},"allOf":[{"$ref":"#/$defs//$defs/"}]}""", "1", true)]
    [InlineData(IdBase, """{"foo":{"bar":1},"bar":"a"}""", false)]
    [InlineData(IdBase, """{"foo":{"bar":"a"},"bar":1}""", false)]
    [InlineData(IdBase, """{"foo":{"bar":"a"},"bar":"a"}""", true)]
    [InlineData("""{"$id":"http://localhost:1234/refs-with-id.json","$defs":{"A":{"unevaluatedProperties":false}},"properties":{"prop1":{"type":"string"}},"$ref":"#/$defs/A"}""", """{"prop1":"match"}""", false)]
    [InlineData(Urn, """{"foo":"bar"}""", true)]
    [InlineData(Urn, """{"foo":12}""", false)]
    [InlineData(UrnParts, """{"foo":12}""", false)]
    [InlineData(UrnAnchor, """{"foo":12}""", false)]
    [InlineData(UrnAnchor, """{"foo":"bar"}""", true)]
    [InlineData("""{"$id":"http://example.com/ref/if","$ref":"http://example.com/ref/inner","if":{"$id":"http://example.com/ref/inner","type":"integer"}}""", "\"foo\"", false)]
    [InlineData("""{"$ref":"http://example.com/ref/then","then":{"$id":"http://example.com/ref/then","type":"integer"}}""", "\"foo\"", false)]
    [InlineData("""{"$ref":"http://example.com/ref/else","else":{"$id":"http://example.com/ref/else","type":"integer"}}""", "12", true)]
    [InlineData("""{"$id":"http://example.com/ref/absref.json","$defs":{"a":{"$id":"http://example.com/ref/absref/foobar.json","type":"number"},"b":{"$id":"http://example.com/absref/foobar.json","type":"string"}},"$ref":"/absref/foobar.json"}""", "\"foo\"", true)]
    [InlineData("""{"$id":"http://example.com/ref/absref.json","$defs":{"a":{"$id":"http://example.com/ref/absref/foobar.json","type":"number"},"b":{"$id":"http://example.com/absref/foobar.json","type":"string"}},"$ref":"/absref/foobar.json"}""", "12", false)]
    [InlineData("""{"$id":"https://example.com/ref-and-id1/base.json","$ref":"int.json","$defs":{"bigint":{"$id":"int.json","maximum":10},"smallint":{"$id":"/ref-and-id1-int.json","maximum":2}}}""", "5", true)]
    [InlineData("""{"$id":"https://example.com/ref-and-id1/base.json","$ref":"int.json","$defs":{"bigint":{"$id":"int.json","maximum":10},"smallint":{"$id":"/ref-and-id1-int.json","maximum":2}}}""", "50", false)]
    [InlineData("""{"$id":"https://example.com/ref-and-id2/base.json","$ref":"#bigint","$defs":{"bigint":{"$anchor":"bigint","maximum":10},"smallint":{"$id":"https://example.com/ref-and-id2/","$anchor":"bigint","maximum":2}}}""", "5", true)]
    [InlineData("""{"$ref":"#foo","$defs":{"A":{"$anchor":"foo","type":"integer"}}}""", "\"a\"", false)]
    [InlineData("""{"$ref":"http://localhost:1234/bar#foo","$defs":{"A":{"$id":"http://localhost:1234/bar","$anchor":"foo","type":"integer"}}}""", "1", true)]
    [InlineData("""{"$ref":"http://localhost:1234/bar#foo","$defs":{"A":{"$id":"http://localhost:1234/bar","$anchor":"foo","type":"integer"}}}""", "\"a\"", false)]
    [InlineData("""{"$id":"http://localhost:1234/root","$ref":"http://localhost:1234/nested.json#foo","$defs":{"A":{"$id":"nested.json","$defs":{"B":{"$anchor":"foo","type":"integer"}}}}}""", "\"a\"", false)]
    [InlineData(SameAnchor, "\"a\"", true)]
    [InlineData(SameAnchor, "1", false)]
    [InlineData(IdInEnum, """{"$id":"https://localhost:1234/id/my_identifier.json","type":"null"}""", true)]
    [InlineData(IdInEnum, "\"a string to match #/$defs/id_in_enum\"", true)]
    [InlineData(IdInEnum, "1", false)]
    [InlineData(NotAnId, """{"$id":"skip not_a_real_anchor"}""", true)]
    [InlineData("""{"$defs":{"a_string":{"type":"string"}},"enum":[{"$ref":"#/$defs/a_string"}]}""", "\"this is a string\"", false)]
    [InlineData("""{"$defs":{"a_string":{"type":"string"}},"enum":[{"$ref":"#/$defs/a_string"}]}""", """{"$ref":"#/$defs/a_string"}""", true)]
    [InlineData("""{"$defs":{"int":{"type":"integer"}},"allOf":[{"properties":{"foo":{"$ref":"#/$defs/int"}}},{"additionalProperties":{"$ref":"#/$defs/int"}}]}""", """{"foo":123}""", true)]
    [InlineData("""{"$defs":{"int":{"type":"integer"}},"allOf":[{"properties":{"foo":{"$ref":"#/$defs/int"}}},{"additionalProperties":{"$ref":"#/$defs/int"}}]}""", """{"foo":"a string"}""", false)]
    public void Validate_Reference_AsThePublicSuiteSays(string schema, string instance, bool valid)
        => (Schema.Validate(schema, instance) is null).ShouldBe(valid);

    private const string OldBase = """{"$id":"http://localhost:1234/sibling_id/base/","definitions":{"foo":{"$id":"http://localhost:1234/sibling_id/foo.json","type":"string"},"base_foo":{"$comment":"here","$id":"foo.json","type":"number"}},"allOf":[{"$comment":"an id beside a reference is ignored","$id":"http://localhost:1234/sibling_id/","$ref":"foo.json"}]}""";
    private const string OldAnchor = """{"$id":"http://localhost:1234/root","allOf":[{"$ref":"http://localhost:1234/nested.json#foo"}],"definitions":{"A":{"$id":"nested.json","definitions":{"B":{"$id":"#foo","type":"integer"}}}}}""";

    [Theory]
    // draft-07, where what stands beside a reference is ignored and anchors are identifiers
    [InlineData("""{"definitions":{"reffed":{"type":"array"}},"properties":{"foo":{"$ref":"#/definitions/reffed","maxItems":2}}}""", """{"foo":[1,2,3]}""", true)]
    [InlineData("""{"definitions":{"reffed":{"type":"array"}},"properties":{"foo":{"$ref":"#/definitions/reffed","maxItems":2}}}""", """{"foo":"string"}""", false)]
    [InlineData("""{"items":[{"type":"integer"},{"$ref":"#/items/0"}]}""", """[1,"foo"]""", false)]
    [InlineData("""{"items":[{"type":"integer"},{"$ref":"#/items/0"}]}""", "[1,2]", true)]
    [InlineData(OldBase, "\"a\"", false)]
    [InlineData(OldBase, "1", true)]
    [InlineData("""{"allOf":[{"$ref":"#foo"}],"definitions":{"A":{"$id":"#foo","type":"integer"}}}""", "\"a\"", false)]
    [InlineData("""{"allOf":[{"$ref":"http://localhost:1234/bar#foo"}],"definitions":{"A":{"$id":"http://localhost:1234/bar#foo","type":"integer"}}}""", "1", true)]
    [InlineData("""{"allOf":[{"$ref":"http://localhost:1234/bar#foo"}],"definitions":{"A":{"$id":"http://localhost:1234/bar#foo","type":"integer"}}}""", "\"a\"", false)]
    [InlineData(OldAnchor, "\"a\"", false)]
    [InlineData(OldAnchor, "1", true)]
    [InlineData("""{"$ref":"#/definitions/a","$defs":{},"definitions":{"a":{"$anchor":"x","type":"null"}}}""", "null", true)]
    [InlineData("""{"$id":"http://example.com/root.json","definitions":{"A":{"$id":"t/inner.json","definitions":{"B":{"type":"boolean"}},"allOf":[{"$ref":"#/definitions/B"}]}},"properties":{"x":{"$ref":"t/inner.json"}}}""", """{"x":1}""", false)]
    [InlineData("""{"$id":"http://example.com/root.json","definitions":{"A":{"$id":"t/inner.json","definitions":{"B":{"type":"boolean"}},"allOf":[{"$ref":"#/definitions/B"}]}},"properties":{"x":{"$ref":"t/inner.json"}}}""", """{"x":true}""", true)]
    public void Validate_OldReference_AsThePublicSuiteSays(string schema, string instance, bool valid)
        => (Schema.Validate(Schema.Old(schema), instance) is null).ShouldBe(valid);

    private const string Item = """{"$id":"https://test.json-schema.org/typical/root","$ref":"list","$defs":{"foo":{"$dynamicAnchor":"items","type":"string"},"list":{"$id":"list","type":"array","items":{"$dynamicRef":"#items"},"$defs":{"items":{"$dynamicAnchor":"items"}}}}}""";
    private const string PlainAnchor = """{"$id":"https://test.json-schema.org/plain/root","$ref":"list","$defs":{"foo":{"$anchor":"items","type":"string"},"list":{"$id":"list","type":"array","items":{"$dynamicRef":"#items"},"$defs":{"items":{"$dynamicAnchor":"items"}}}}}""";
    private const string NoBookend = """{"$id":"https://test.json-schema.org/unbookended/root","$ref":"list","$defs":{"foo":{"$dynamicAnchor":"items","type":"string"},"list":{"$id":"list","type":"array","items":{"$dynamicRef":"#items"},"$defs":{"items":{"$anchor":"items"}}}}}""";
    private const string Intermediate = """{"$id":"https://test.json-schema.org/multiple/root","$ref":"intermediate-scope","$defs":{"foo":{"$dynamicAnchor":"items","type":"string"},"intermediate-scope":{"$id":"intermediate-scope","$ref":"list"},"list":{"$id":"list","type":"array","items":{"$dynamicRef":"#items"},"$defs":{"items":{"$dynamicAnchor":"items"}}}}}""";
    private const string Meta = """{"$id":"https://test.json-schema.org/relative-dynamic-reference/root","$dynamicAnchor":"meta","type":"object","properties":{"foo":{"const":"pass"}},"$ref":"extended","$defs":{"extended":{"$id":"extended","$dynamicAnchor":"meta","type":"object","properties":{"bar":{"$ref":"bar"}}},"bar":{"$id":"bar","type":"object","properties":{"baz":{"$dynamicRef":"extended#meta"}}}}}""";
    private const string MetaWithout = """{"$id":"https://test.json-schema.org/without-bookend/root","$dynamicAnchor":"meta","type":"object","properties":{"foo":{"const":"pass"}},"$ref":"extended","$defs":{"extended":{"$id":"extended","$anchor":"meta","type":"object","properties":{"bar":{"$ref":"bar"}}},"bar":{"$id":"bar","type":"object","properties":{"baz":{"$dynamicRef":"extended#meta"}}}}}""";
    private const string TwoPaths = """{"$id":"https://test.json-schema.org/two/main","if":{"properties":{"kindOfList":{"const":"numbers"}},"required":["kindOfList"]},"then":{"$ref":"numberList"},"else":{"$ref":"stringList"},"$defs":{"genericList":{"$id":"genericList","properties":{"list":{"items":{"$dynamicRef":"#itemType"}}},"$defs":{"default":{"$dynamicAnchor":"itemType"}}},"numberList":{"$id":"numberList","$defs":{"itemType":{"$dynamicAnchor":"itemType","type":"number"}},"$ref":"genericList"},"stringList":{"$id":"stringList","$defs":{"itemType":{"$dynamicAnchor":"itemType","type":"string"}},"$ref":"genericList"}}}""";
    private const string Left = """{"$id":"https://test.json-schema.org/leaving/main","if":{"$id":"first_scope","$defs":{"thingy":{"$dynamicAnchor":"thingy","type":"number"}}},"then":{"$id":"second_scope","$ref":"start","$defs":{"thingy":{"$dynamicAnchor":"thingy","type":"null"}}},"$defs":{"start":{"$id":"start","$dynamicRef":"inner_scope#thingy"},"thingy":{"$id":"inner_scope","$dynamicAnchor":"thingy","type":"string"}}}""";
    private const string Detached = """{"$id":"https://test.json-schema.org/detached/main","$ref":"detached#/$defs/foo","$defs":{"d":{"$id":"detached","$defs":{"foo":{"$dynamicRef":"#detached"},"detached":{"$dynamicAnchor":"detached","type":"integer"}}}}}""";

    [Theory]
    [InlineData(Item, """["foo","bar"]""", true)]
    [InlineData(Item, """["foo",42]""", false)]
    [InlineData(PlainAnchor, """["foo",42]""", true)]
    [InlineData(NoBookend, """["foo",42]""", true)]
    [InlineData(Intermediate, """["foo",42]""", false)]
    [InlineData(Intermediate, """["foo","bar"]""", true)]
    [InlineData(Meta, """{"foo":"pass","bar":{"baz":{"foo":"pass"}}}""", true)]
    [InlineData(Meta, """{"foo":"pass","bar":{"baz":{"foo":"fail"}}}""", false)]
    [InlineData(MetaWithout, """{"foo":"pass","bar":{"baz":{"foo":"fail"}}}""", true)]
    [InlineData(TwoPaths, """{"kindOfList":"numbers","list":[1.1]}""", true)]
    [InlineData(TwoPaths, """{"kindOfList":"numbers","list":["foo"]}""", false)]
    [InlineData(TwoPaths, """{"kindOfList":"strings","list":[1.1]}""", false)]
    [InlineData(TwoPaths, """{"kindOfList":"strings","list":["foo"]}""", true)]
    [InlineData(Left, "\"a string\"", false)]
    [InlineData(Left, "42", false)]
    [InlineData(Left, "null", true)]
    [InlineData(Detached, "1", true)]
    [InlineData(Detached, "\"a string\"", false)]
    [InlineData("""{"$id":"https://x.test/r","type":"array","items":{"$dynamicRef":"#items"},"$defs":{"foo":{"$dynamicAnchor":"items","type":"string"}}}""", """["foo",42]""", false)]
    [InlineData("""{"$id":"https://x.test/r","type":"array","items":{"$ref":"#items"},"$defs":{"foo":{"$dynamicAnchor":"items","type":"string"}}}""", """["foo","bar"]""", true)]
    [InlineData("""{"$defs":{"true":true},"properties":{"true":{"$dynamicRef":"#/$defs/true"},"false":{"$dynamicRef":"#/$defs/false"}},"$comment":"by pointer","$anchor":"x","not":{"required":["z"]},"allOf":[{"$ref":"#x/"}]}""", "{}", null)]
    public void Validate_DynamicReference_AsThePublicSuiteSays(string schema, string instance, bool? valid)
    {
        if (valid is null) Schema.Refused(schema).Code.ShouldBe("invalid_schema");
        else (Schema.Validate(schema, instance) is null).ShouldBe(valid.Value);
    }
}
