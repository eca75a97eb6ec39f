using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Schemas;

/// <summary>Keywords that look at one value: what each accepts, what it refuses, and the words it refuses with.</summary>
public sealed class AssertionKeywordTests
{
    private static readonly string[] OneOfEach = ["null", "true", "1", "1.5", "\"x\"", "[]", "{}"];

    [Theory]
    [InlineData("null", "null")]
    [InlineData("boolean", "true")]
    [InlineData("number", "1 1.5")]
    [InlineData("integer", "1")]
    [InlineData("string", "\"x\"")]
    [InlineData("array", "[]")]
    [InlineData("object", "{}")]
    public void Type_Name_AcceptsItsValuesOnly(string type, string accepted)
    {
        foreach (var instance in OneOfEach)
        {
            var failure = Schema.Validate($$"""{"type":"{{type}}"}""", instance);
            (failure is null).ShouldBe(accepted.Split(' ').Contains(instance), instance);
            if (failure is not null) failure.Message.ShouldBe($"{type} is expected");
        }
    }

    [Theory]
    [InlineData("""["string","null"]""", "null", true)]
    [InlineData("""["string","null"]""", "\"x\"", true)]
    [InlineData("""["string","null"]""", "1", false)]
    [InlineData("""["integer"]""", "1.0", true)]
    [InlineData("""["integer"]""", "1e3", true)]
    [InlineData("""["integer"]""", "1e-1", false)]
    public void Type_List_AcceptsEither(string types, string instance, bool accepted)
        => (Schema.Validate($$"""{"type":{{types}} }""", instance) is null).ShouldBe(accepted);

    [Fact]
    public void Type_List_IsNamedWhole() => Schema.Validate("""{"type":["string","null"]}""", "1")!.Message.ShouldBe("string or null is expected");

    [Theory]
    // keyword and bound, what is accepted, what is refused, the words
    [InlineData("\"maximum\":10", "10 9.999 -1e300", "10.0000000000000000000000001 11", "a number of at most 10 is expected")]
    [InlineData("\"exclusiveMaximum\":10", "9.99999999999999999999", "10 10.0 1e1", "a number under 10 is expected")]
    [InlineData("\"minimum\":-0.5", "-0.5 0 1e300", "-0.50000000000000000001", "a number of at least -0.5 is expected")]
    [InlineData("\"exclusiveMinimum\":0", "1e-400 1", "0 -0.0 -1", "a number over 0 is expected")]
    [InlineData("\"multipleOf\":3", "0 3 -6 9e2 3.0", "1 3.5 1e1", "a multiple of 3 is expected")]
    [InlineData("\"multipleOf\":0.1", "0.3 1 -0.7", "0.35 0.01", "a multiple of 0.1 is expected")]
    [InlineData("\"multipleOf\":1e2", "100 1e3 0", "50 1", "a multiple of 1e2 is expected")]
    [InlineData("\"maxLength\":2", "\"\" \"ab\" \"😀😀\" \"e\u0301\"", "\"abc\" \"😀😀😀\"", "a string of at most 2 characters is expected")]
    [InlineData("\"minLength\":2", "\"ab\" \"\\ud83d\\ude00x\"", "\"\" \"a\" \"😀\"", "a string of at least 2 characters is expected")]
    [InlineData("\"pattern\":\"^a+$\"", "\"a\" \"aaa\"", "\"\" \"ab\" \"a\\n\"", "a string that matches ^a+$ is expected")]
    [InlineData("\"pattern\":\"b\"", "\"abc\" \"b\"", "\"\" \"B\"", "a string that matches b is expected")]
    [InlineData("\"maxItems\":1", "[] [1]", "[1,2]", "at most 1 elements are expected")]
    [InlineData("\"minItems\":1", "[1] [[]]", "[]", "at least 1 elements are expected")]
    [InlineData("\"maxProperties\":1", "{} {\"a\":1}", "{\"a\":1,\"b\":2}", "at most 1 members are expected")]
    [InlineData("\"minProperties\":1", "{\"a\":null}", "{}", "at least 1 members are expected")]
    [InlineData("\"uniqueItems\":true", "[] [1,\"1\"] [{\"a\":1},{\"a\":2}] [true,1]", "[1,1.0] [{\"a\":1,\"b\":2},{\"b\":2,\"a\":1}] [\"a\",\"\\u0061\"]", "the elements are not all different")]
    [InlineData("\"uniqueItems\":false", "[1,1]", "", "")]
    [InlineData("\"required\":[\"a\"]", "{\"a\":null} {\"\\u0061\":1}", "{} {\"A\":1}", "\"a\" is missing")]
    [InlineData("\"required\":[]", "{}", "", "")]
    [InlineData("\"const\":{\"a\":[1]}", "{\"a\":[1.0]}", "{\"a\":[1,2]} {\"a\":[\"1\"]} null", "another value is expected")]
    [InlineData("\"const\":null", "null", "0 false \"\"", "another value is expected")]
    [InlineData("\"enum\":[1,\"a\",null]", "1 1.0 \"a\" null", "2 \"A\" false", "it is not one of the values that are allowed")]
    [InlineData("\"enum\":[]", "", "1 null", "it is not one of the values that are allowed")]
    public void Keyword_Value_IsAcceptedOrRefusedWithItsWords(string keyword, string accepted, string refused, string message)
    {
        foreach (var schema in new[] { $"{{{keyword}}}", Schema.Old($"{{{keyword}}}") })
        {
            foreach (var instance in accepted.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Schema.Validate(schema, instance).ShouldBeNull(instance);
            foreach (var instance in refused.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var failure = Schema.Validate(schema, instance).ShouldNotBeNull(instance);
                (failure.Message, failure.Place, failure.IsExhausted).ShouldBe((message, "", false));
            }
        }
    }

    [Theory]
    // Each keyword lets values of other kinds pass.
    [InlineData("\"maximum\":0", "\"9\" null [] {} true")]
    [InlineData("\"multipleOf\":7", "\"9\" null [] {} true")]
    [InlineData("\"maxLength\":0", "9 null [1] {\"a\":1} true")]
    [InlineData("\"pattern\":\"^$\"", "9 null [1] {\"a\":1} true")]
    [InlineData("\"maxItems\":0", "9 null \"abc\" {\"a\":1} true")]
    [InlineData("\"uniqueItems\":true", "9 null \"aa\" {\"a\":1,\"b\":1} true")]
    [InlineData("\"maxProperties\":0", "9 null \"abc\" [1] true")]
    [InlineData("\"required\":[\"a\"]", "9 null \"abc\" [1] true")]
    [InlineData("\"properties\":{\"a\":false}", "9 null \"a\" [\"a\"] true")]
    [InlineData("\"additionalProperties\":false", "9 null \"a\" [\"a\"] true")]
    [InlineData("\"propertyNames\":false", "9 null \"a\" [\"a\"] true {}")]
    [InlineData("\"items\":false", "9 null \"a\" {\"0\":1} true []")]
    [InlineData("\"contains\":false", "9 null \"a\" {\"0\":1} true")]
    public void Keyword_OfAnotherKind_IsPassedOver(string keyword, string instances)
    {
        foreach (var instance in instances.Split(' ')) Schema.Validate($"{{{keyword}}}", instance).ShouldBeNull(instance);
    }

    [Theory]
    [InlineData("\"maximum\":\"10\"", "`maximum` needs a number")]
    [InlineData("\"minimum\":null", "`minimum` needs a number")]
    [InlineData("\"exclusiveMaximum\":true", "`exclusiveMaximum` needs a number")]
    [InlineData("\"exclusiveMinimum\":[]", "`exclusiveMinimum` needs a number")]
    [InlineData("\"multipleOf\":0", "`multipleOf` needs a number over 0")]
    [InlineData("\"multipleOf\":-1", "`multipleOf` needs a number over 0")]
    [InlineData("\"multipleOf\":\"1\"", "`multipleOf` needs a number over 0")]
    [InlineData("\"maxLength\":1.5", "`maxLength` needs a whole number from 0")]
    [InlineData("\"minLength\":-1", "`minLength` needs a whole number from 0")]
    [InlineData("\"maxItems\":\"1\"", "`maxItems` needs a whole number from 0")]
    [InlineData("\"minItems\":1e20", "`minItems` needs a whole number from 0")]
    [InlineData("\"maxProperties\":null", "`maxProperties` needs a whole number from 0")]
    [InlineData("\"minProperties\":[]", "`minProperties` needs a whole number from 0")]
    [InlineData("\"required\":\"a\"", "`required` needs a list of strings")]
    [InlineData("\"required\":[1]", "`required` needs a list of strings")]
    [InlineData("\"enum\":\"a\"", "`enum` needs a list")]
    [InlineData("\"type\":5", "`type` needs a list of strings")]
    [InlineData("\"type\":\"int\"", "\"int\" is not a type")]
    [InlineData("\"type\":[\"string\",\"any\"]", "\"any\" is not a type")]
    [InlineData("\"pattern\":\"[\"", "the pattern [ cannot be read")]
    [InlineData("\"pattern\":5", "the pattern 5 cannot be read")]
    [InlineData("\"patternProperties\":{\"(\":true}", "the pattern ( cannot be read")]
    [InlineData("\"patternProperties\":[]", "`patternProperties` needs an object of schemas")]
    [InlineData("\"properties\":[]", "`properties` needs an object of schemas")]
    [InlineData("\"properties\":{\"a\":\"string\"}", "a schema is an object, true or false, at most 128 levels deep")]
    [InlineData("\"items\":\"string\"", "a schema is an object, true or false, at most 128 levels deep")]
    [InlineData("\"not\":1", "a schema is an object, true or false, at most 128 levels deep")]
    [InlineData("\"allOf\":{}", "`allOf` needs a list of schemas")]
    [InlineData("\"oneOf\":[]", "`oneOf` needs a list of schemas")]
    [InlineData("\"prefixItems\":[]", "`prefixItems` needs a list of schemas")]
    [InlineData("\"minContains\":-1,\"contains\":true", "`minContains` needs a whole number from 0")]
    [InlineData("\"$ref\":5", "a reference is a string")]
    [InlineData("\"$ref\":\"other.json\"", "the reference other.json leads out of this schema, and nothing is fetched")]
    [InlineData("\"dependentRequired\":{\"a\":\"b\"}", "`dependentRequired` needs a list of strings")]
    public void Compile_KeywordOfTheWrongShape_SaysWhatItNeeds(string keyword, string message)
    {
        var problem = Schema.Refused($"{{{keyword}}}");
        (problem.Code, problem.Message).ShouldBe(("invalid_schema", message));
        var error = Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"arguments":{ {{keyword}} } } } }""").ShouldHaveSingleItem();
        (error.Code, error.Pointer, error.Message).ShouldBe(("invalid_schema", "/tools/t/arguments", $"This JSON Schema cannot be used: {message}."));
    }

    [Theory]
    [InlineData("\"maxLength\":2.0", "\"abc\"")]
    [InlineData("\"minItems\":1e0", "[]")]
    public void Compile_WholeNumberInAnySpelling_IsRead(string keyword, string refused) => Schema.Validate($"{{{keyword}}}", refused).ShouldNotBeNull();

    [Theory]
    [InlineData("\"format\":\"email\"")]
    [InlineData("\"title\":5")]
    [InlineData("\"x-own\":{\"type\":5}")]
    [InlineData("\"default\":{\"maximum\":\"x\"}")]
    [InlineData("\"examples\":[{\"type\":\"nothing\"}]")]
    [InlineData("\"$comment\":\"a\"")]
    [InlineData("\"contentMediaType\":\"text/html\"")]
    public void Compile_KeywordThatAssertsNothing_AcceptsAnything(string keyword)
    {
        foreach (var instance in OneOfEach) Schema.Validate($"{{{keyword}}}", instance).ShouldBeNull();
    }
}
