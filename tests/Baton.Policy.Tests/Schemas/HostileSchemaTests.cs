using System.Diagnostics;
using System.Globalization;
using System.Text;
using Baton.Policy.Json;
using Baton.Policy.Schemas;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Schemas;

/// <summary>Schemas and arguments made to cost time, depth or memory: each ends within its bounds, and what was not judged is refused.</summary>
public sealed class HostileSchemaTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Theory]
    // References in circles, which have no end.
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"allOf":[{"$ref":"#"}]}""")]
    [InlineData("""{"anyOf":[{"$ref":"#"}]}""")]
    [InlineData("""{"oneOf":[{"$ref":"#"}]}""")]
    [InlineData("""{"not":{"$ref":"#"}}""")]
    [InlineData("""{"if":{"$ref":"#"}}""")]
    [InlineData("""{"if":true,"then":{"$ref":"#"}}""")]
    [InlineData("""{"if":false,"else":{"$ref":"#"}}""")]
    [InlineData("""{"$dynamicAnchor":"a","$dynamicRef":"#a"}""")]
    [InlineData("""{"$anchor":"a","$ref":"#a"}""")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"allOf":[{"$ref":"#/$defs/a"}]}}}""")]
    [InlineData("""{"dependentSchemas":{"a":{"$ref":"#"}}}""")]
    public void Validate_Circle_EndsAndRefuses(string schema)
    {
        var failure = Schema.Validate(schema, """{"a":1}""").ShouldNotBeNull();
        (failure.IsExhausted, failure.Message).ShouldBe((true, "validation takes too long"));
    }

    [Theory]
    // Circles that go deeper into the value with each turn end where the value does.
    [InlineData("""{"properties":{"a":{"$ref":"#"}}}""", true)]
    [InlineData("""{"additionalProperties":{"$ref":"#"}}""", true)]
    [InlineData("""{"patternProperties":{"a":{"$ref":"#"}}}""", true)]
    [InlineData("""{"unevaluatedProperties":{"$ref":"#"}}""", true)]
    [InlineData("""{"anyOf":[{"properties":{"a":{"$ref":"#"}}},{"type":"null"}]}""", true)]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"}}}""", false)]
    public void Validate_CircleIntoTheValue_EndsWithIt(string schema, bool valid)
    {
        var instance = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40);
        var failure = Schema.Validate(schema, instance);
        (failure is null).ShouldBe(valid);
        (failure?.IsExhausted ?? false).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"items":{"enum":[ENUM]}}""", 2_000, 2_000)]
    [InlineData("""{"items":{"anyOf":[ANY]}}""", 2_000, 2_000)]
    [InlineData("""{"contains":{"enum":[ENUM]}}""", 2_000, 2_000)]
    public void Validate_ManyTimesMany_EndsWithinItsSteps(string schema, int parts, int elements)
    {
        var numbers = Enumerable.Range(0, parts).ToArray();
        var text = schema.Replace("ENUM", string.Join(',', numbers.Select(number => $"\"e{number}\"")), StringComparison.Ordinal)
            .Replace("ANY", string.Join(',', numbers.Select(number => $"{{\"const\":\"e{number}\"}}")), StringComparison.Ordinal);
        var instance = $"[{string.Join(',', Enumerable.Range(0, elements).Select(number => $"\"x{number}\""))}]";
        var (compiled, value) = (Schema.Compile(text), JsonLiteral.Parse(instance));
        var time = Stopwatch.StartNew();
        compiled.Validate(value.View).ShouldNotBeNull();
        time.Elapsed.ShouldBeLessThan(Soon);
    }

    [Fact]
    public void Validate_ManyNamesAgainstManyPatterns_EndsWithinItsSteps()
    {
        var patterns = string.Join(',', Enumerable.Range(0, 300).Select(number => $"\"^p{number}_\":{{\"type\":\"string\"}}"));
        var members = string.Join(',', Enumerable.Range(0, 3_000).Select(number => $"\"m{number}\":{number}"));
        var compiled = Schema.Compile($"{{\"patternProperties\":{{{patterns}}}}}");
        var time = Stopwatch.StartNew();
        compiled.Validate(JsonLiteral.Parse($"{{{members}}}").View).ShouldBeNull();
        time.Elapsed.ShouldBeLessThan(Soon);
    }

    [Fact]
    public void Validate_ManyEqualElements_AreFoundAtOnce()
    {
        var elements = string.Join(',', Enumerable.Range(0, 20_000).Select(number => number.ToString(CultureInfo.InvariantCulture)));
        var compiled = Schema.Compile("""{"uniqueItems":true}""");
        var time = Stopwatch.StartNew();
        compiled.Validate(JsonLiteral.Parse($"[{elements}]").View).ShouldBeNull();
        compiled.Validate(JsonLiteral.Parse($"[{elements},19999.0]").View)!.Message.ShouldBe("the elements are not all different");
        time.Elapsed.ShouldBeLessThan(Soon);
    }

    [Theory]
    // Patterns that backtracking dreads: linear where RE2 can do them, and ended where it cannot.
    [InlineData("^(a+)+$", false)]
    [InlineData("^(a|aa)+$", false)]
    [InlineData("^(a|a?)+$", false)]
    [InlineData("^(.*a){20}$", false)]
    [InlineData("(a*)*b$", false)]
    [InlineData("^(?=(a+)+$)a+$", true)]
    [InlineData("^(?!x)(a+)+$", true)]
    [InlineData("^(a+)+\\\\1$", true)]
    public void Validate_PatternThatExplodes_EndsSoonAndRefuses(string pattern, bool mayBeExhausted)
    {
        var compiled = Schema.Compile($$"""{"pattern":"{{pattern}}"}""");
        var instance = JsonLiteral.Parse($"\"{new string('a', 3_000)}!\"");
        var time = Stopwatch.StartNew();
        var failure = compiled.Validate(instance.View).ShouldNotBeNull();
        time.Elapsed.ShouldBeLessThan(Soon);
        if (!mayBeExhausted) failure.IsExhausted.ShouldBeFalse();
    }

    [Theory]
    // What a choice swallows must not swallow that it was never judged.
    [InlineData("""{"not":{"$ref":"#/$defs/circle"}}""")]
    [InlineData("""{"anyOf":[{"$ref":"#/$defs/circle"},true]}""")]
    [InlineData("""{"oneOf":[{"$ref":"#/$defs/circle"},true]}""")]
    [InlineData("""{"oneOf":[true,{"$ref":"#/$defs/circle"}]}""")]
    [InlineData("""{"if":{"$ref":"#/$defs/circle"},"then":false,"else":true}""")]
    [InlineData("""{"contains":{"$ref":"#/$defs/circle"},"minContains":0}""")]
    [InlineData("""{"not":{"pattern":"^(?!x)(a+)+$"}}""")]
    [InlineData("""{"if":{"pattern":"^(?!x)(a+)+$"},"then":false}""")]
    public void Validate_ChoiceThatCannotBeJudged_IsNeverAllowed(string schema)
    {
        var text = schema[..^1] + ""","$defs":{"circle":{"allOf":[{"$ref":"#/$defs/circle"}]}}}""";
        var instance = schema.Contains("contains", StringComparison.Ordinal) ? "[1]" : $"\"{new string('a', 40)}!\"";
        Schema.Validate(text, instance).ShouldNotBeNull().IsExhausted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(SchemaLimits.MaxBytes, true)]
    [InlineData(SchemaLimits.MaxBytes + 1, false)]
    public void Compile_Size_IsBoundedToTheByte(int size, bool good)
    {
        const string Head = """{"$comment":" """;
        var text = Head + new string('x', size - Head.Length - 2) + "\"}";
        text.Length.ShouldBe(size);
        JsonSchema.TryCompile(JsonLiteral.Parse(text), out _, out var problem).ShouldBe(good);
        problem?.Message.ShouldBe("the schema has 1048577 bytes, more than 1048576");
    }

    [Fact]
    public void Compile_LongChainOfReferences_IsReadAndJudgedToItsDepth()
    {
        Validates(100).ShouldBeTrue();
        Validates(2_000).ShouldBeFalse();

        static bool Validates(int links)
        {
            var chain = string.Join(',', Enumerable.Range(0, links).Select(link => $"\"s{link}\":{{\"$ref\":\"#/$defs/s{link + 1}\"}}"));
            var schema = JsonLiteral.Parse($"{{\"$ref\":\"#/$defs/s0\",\"$defs\":{{{chain},\"s{links}\":true}}}}");
            return JsonSchema.TryCompile(schema, out var compiled, out _) && compiled.Validate(JsonLiteral.Parse("1").View) is null;
        }
    }

    [Fact]
    public void Compile_ManyAnchorsAndIdentifiers_AreReadAtOnce()
    {
        var definitions = new StringBuilder();
        for (var number = 0; number < 3_000; number++) definitions.Append(CultureInfo.InvariantCulture, $"\"d{number}\":{{\"$id\":\"https://x.test/{number}\",\"$anchor\":\"a{number}\",\"$dynamicAnchor\":\"n\",\"type\":\"object\"}},");
        var time = Stopwatch.StartNew();
        Schema.Validate($"{{\"$ref\":\"https://x.test/2999#a2999\",\"$defs\":{{{definitions}\"last\":true}}}}", "1")!.Message.ShouldBe("object is expected");
        time.Elapsed.ShouldBeLessThan(Soon);
    }

    [Theory]
    // Numbers at the edges of what is exact.
    [InlineData("""{"multipleOf":1e-400}""", "1e400", true)]
    [InlineData("""{"multipleOf":1e400}""", "1e-400", false)]
    [InlineData("""{"multipleOf":7e-400}""", "7e400", true)]
    [InlineData("""{"maximum":1e400}""", "9.99e399", true)]
    [InlineData("""{"minimum":1e-400}""", "0", false)]
    [InlineData("""{"type":"integer"}""", "1e400", true)]
    [InlineData("""{"type":"integer"}""", "1.5e400", true)]
    [InlineData("""{"type":"integer"}""", "1e-400", false)]
    [InlineData("""{"const":1000000000000000000000000000000000000000000000000000000000000001}""", "1000000000000000000000000000000000000000000000000000000000000002", false)]
    [InlineData("""{"enum":[0]}""", "-0.0e5", true)]
    public void Validate_NumberAtTheEdge_IsExact(string schema, string instance, bool valid) => (Schema.Validate(schema, instance) is null).ShouldBe(valid);
}
