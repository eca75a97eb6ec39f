using System.Text;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Schemas;

/// <summary>Keywords that hand parts of a value to other schemas: what each accepts, and where a failure is said to stand.</summary>
public sealed class ApplicatorKeywordTests
{
    [Theory]
    // schema, instance, place, message; no message: accepted
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"a":1}""", "/a", "string is expected")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"b":1}""", "", null)]
    [InlineData("""{"properties":{"a/b~":{"properties":{"c":{"items":{"type":"string"}}}}}}""", """{"a/b~":{"c":["x",5]}}""", "/a~1b~0/c/1", "string is expected")]
    [InlineData("""{"properties":{"a":false}}""", """{"a":1}""", "/a", "nothing is allowed here")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{"a":1,"b":2}""", "/b", "this name is not allowed")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":{"type":"string"}}""", """{"a":1,"b":2}""", "/b", "string is expected")]
    [InlineData("""{"additionalProperties":false}""", "{}", "", null)]
    [InlineData("""{"patternProperties":{"^x_":{"type":"string"}}}""", """{"x_a":1}""", "/x_a", "string is expected")]
    [InlineData("""{"patternProperties":{"^x_":{"type":"string"}},"additionalProperties":false}""", """{"x_a":"v"}""", "", null)]
    [InlineData("""{"patternProperties":{"^x_":{"type":"string"}},"additionalProperties":false}""", """{"y":"v"}""", "/y", "this name is not allowed")]
    [InlineData("""{"properties":{"x_a":{"maxLength":1}},"patternProperties":{"^x_":{"type":"string"},"a$":{"minLength":2}}}""", """{"x_a":"v"}""", "/x_a", "a string of at least 2 characters is expected")]
    [InlineData("""{"propertyNames":{"maxLength":2}}""", """{"ab":1,"abc":1}""", "/abc", "a string of at most 2 characters is expected")]
    [InlineData("""{"propertyNames":{"pattern":"^[a-z]$"}}""", """{"a":1,"\u0062":1}""", "", null)]
    [InlineData("""{"dependentRequired":{"a":["b","c"]}}""", """{"a":1,"b":1}""", "", "\"c\" is missing")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"b":1}""", "", null)]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"b":{"type":"string"}}}}}""", """{"a":1,"b":1}""", "/b", "string is expected")]
    [InlineData("""{"items":{"type":"integer"}}""", """[1,2,"x"]""", "/2", "integer is expected")]
    [InlineData("""{"prefixItems":[{"type":"string"},{"type":"integer"}]}""", """["a","b",null]""", "/1", "integer is expected")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", """["a",1,null]""", "/2", "integer is expected")]
    [InlineData("""{"prefixItems":[true,true]}""", """[1]""", "", null)]
    [InlineData("""{"prefixItems":[true],"items":false}""", """[1,2]""", "/1", "nothing is allowed here")]
    [InlineData("""{"contains":{"type":"string"}}""", """[1,2]""", "", "the elements it must contain are not there in the right number")]
    [InlineData("""{"contains":{"type":"string"}}""", """[1,"a"]""", "", null)]
    [InlineData("""{"contains":true}""", "[]", "", "the elements it must contain are not there in the right number")]
    [InlineData("""{"contains":{"type":"string"},"minContains":0}""", "[]", "", null)]
    [InlineData("""{"contains":{"type":"string"},"minContains":2}""", """["a"]""", "", "the elements it must contain are not there in the right number")]
    [InlineData("""{"contains":{"type":"string"},"maxContains":1}""", """["a","b"]""", "", "the elements it must contain are not there in the right number")]
    [InlineData("""{"minContains":5}""", "[]", "", null)]
    [InlineData("""{"contains":{"type":"string"},"maxContains":1}""", """["a",1]""", "", null)]
    [InlineData("""{"allOf":[{"type":"string"},{"minLength":2}]}""", "\"a\"", "", "a string of at least 2 characters is expected")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "1", "", "none of the alternatives fits")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "null", "", null)]
    [InlineData("""{"oneOf":[{"type":"number"},{"minimum":5}]}""", "5", "", "more than one of the alternatives fits")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"null"}]}""", "5", "", "none of the alternatives fits")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"null"}]}""", "null", "", null)]
    [InlineData("""{"not":{"type":"string"}}""", "\"x\"", "", "this value is not allowed")]
    [InlineData("""{"not":{}}""", "1", "", "this value is not allowed")]
    [InlineData("""{"not":false}""", "1", "", null)]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"a":1}""", "", "\"b\" is missing")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", "{}", "", "\"c\" is missing")]
    [InlineData("""{"if":{"required":["a"]}}""", "{}", "", null)]
    [InlineData("""{"then":{"required":["b"]},"else":{"required":["c"]}}""", "{}", "", null)]
    [InlineData("""{"properties":{"o":{"anyOf":[{"properties":{"x":{"type":"string"}}},{"type":"null"}]}}}""", """{"o":{"x":1}}""", "/o", "none of the alternatives fits")]
    [InlineData("""{"unevaluatedProperties":false}""", """{"a":1}""", "/a", "nothing is allowed here")]
    [InlineData("""{"anyOf":[{"properties":{"a":true},"required":["a"]},{"properties":{"b":true},"required":["b"]}],"unevaluatedProperties":false}""", """{"a":1,"b":1}""", "", null)]
    [InlineData("""{"anyOf":[{"properties":{"a":true},"required":["a"]},{"properties":{"b":true},"required":["b"]}],"unevaluatedProperties":false}""", """{"a":1,"c":1}""", "/c", "nothing is allowed here")]
    [InlineData("""{"not":{"properties":{"a":true},"required":["z"]},"unevaluatedProperties":false}""", """{"a":1}""", "/a", "nothing is allowed here")]
    [InlineData("""{"properties":{"a":true},"unevaluatedProperties":{"type":"string"}}""", """{"a":1,"b":2}""", "/b", "string is expected")]
    [InlineData("""{"prefixItems":[true],"unevaluatedItems":false}""", "[1,2]", "/1", "nothing is allowed here")]
    [InlineData("""{"allOf":[{"prefixItems":[true,true]}],"unevaluatedItems":false}""", "[1,2]", "", null)]
    [InlineData("""{"contains":{"type":"string"},"unevaluatedItems":{"type":"integer"}}""", """["a",1]""", "", null)]
    [InlineData("false", "1", "", "nothing is allowed here")]
    [InlineData("true", "1", "", null)]
    [InlineData("{}", "1", "", null)]
    public void Validate_Instance_IsAcceptedOrRefusedAtItsPlace(string schema, string instance, string place, string? message)
    {
        var failure = Schema.Validate(schema, instance);
        (failure?.Place ?? "", failure?.Message).ShouldBe((place, message));
    }

    [Theory]
    // What draft-07 says otherwise.
    [InlineData("""{"items":[{"type":"string"},{"type":"integer"}]}""", """["a","b"]""", false)]
    [InlineData("""{"items":[{"type":"string"}],"additionalItems":false}""", """["a","b"]""", false)]
    [InlineData("""{"items":[{"type":"string"}],"additionalItems":{"type":"null"}}""", """["a",null]""", true)]
    [InlineData("""{"items":{"type":"string"},"additionalItems":false}""", """["a","b"]""", true)]
    [InlineData("""{"additionalItems":false}""", "[1]", true)]
    [InlineData("""{"prefixItems":[{"type":"string"}]}""", "[1]", true)]
    [InlineData("""{"dependencies":{"a":["b"]}}""", """{"a":1}""", false)]
    [InlineData("""{"dependencies":{"a":{"required":["b"]}}}""", """{"a":1}""", false)]
    [InlineData("""{"dependencies":{"a":["b"]}}""", """{"c":1}""", true)]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", true)]
    [InlineData("""{"contains":{"type":"string"},"minContains":2}""", """["a"]""", true)]
    [InlineData("""{"unevaluatedProperties":false}""", """{"a":1}""", true)]
    [InlineData("""{"if":{"type":"string"},"then":{"minLength":2}}""", "\"a\"", false)]
    [InlineData("""{"$defs":{"n":{"type":"string"}},"$ref":"#/$defs/n"}""", "1", false)]
    [InlineData("""{"definitions":{"n":{"type":"string"}},"$ref":"#/definitions/n","maxLength":1}""", "\"abc\"", true)]
    public void Validate_Draft07_HasItsOwnMeaning(string schema, string instance, bool valid) => (Schema.Validate(Schema.Old(schema), instance) is null).ShouldBe(valid);

    [Theory]
    // What 2020-12 says otherwise.
    [InlineData("""{"items":[{"type":"string"}]}""")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","items":[true]}""")]
    public void Compile_ListOfItemsInTheNewDialect_IsRefused(string schema) => Schema.Refused(schema).Message.ShouldContain("a schema is an object, true or false");

    [Theory]
    [InlineData("""{"dependencies":{"a":["b"]}}""", """{"a":1}""")]
    [InlineData("""{"additionalItems":false,"prefixItems":[true]}""", "[1,2]")]
    public void Validate_OldKeywordsInTheNewDialect_AssertNothing(string schema, string instance) => Schema.Validate(schema, instance).ShouldBeNull();

    [Theory]
    [InlineData("https://json-schema.org/draft/2020-12/schema", true)]
    [InlineData("https://json-schema.org/draft/2020-12/schema#", true)]
    [InlineData("http://json-schema.org/draft-07/schema#", true)]
    [InlineData("http://json-schema.org/draft-07/schema", true)]
    [InlineData("https://json-schema.org/draft-07/schema#", true)]
    [InlineData("http://json-schema.org/draft-06/schema#", false)]
    [InlineData("http://json-schema.org/schema#", false)]
    [InlineData("https://json-schema.org/draft/next/schema", false)]
    [InlineData("", false)]
    public void Compile_Dialect_IsValidatedOrNamed(string dialect, bool supported)
    {
        var schema = $$"""{"$schema":"{{dialect}}","type":"string"}""";
        if (supported) Schema.Validate(schema, "1").ShouldNotBeNull();
        else (Schema.Refused(schema).Code, Schema.Refused(schema).Pointer, Schema.Refused(schema).Message).ShouldBe(("unsupported_dialect", "/$schema", $"the dialect {dialect} is not validated; 2020-12 and draft-07 are"));
    }

    [Fact]
    public void Compile_Depth_IsBounded()
    {
        Schema.Validate(Nested(40), "{}").ShouldBeNull();
        var error = Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"arguments":{{Nested(80)}} } } }""").ShouldHaveSingleItem();
        error.Code.ShouldBe("too_deep");
    }

    private static string Nested(int levels)
    {
        var schema = new StringBuilder();
        for (var level = 0; level < levels; level++) schema.Append("{\"not\":");
        return schema.Append("{}").Append('}', levels).ToString().Replace("\"not\"", "\"items\"", StringComparison.Ordinal);
    }
}
