using Baton.Policy.Decisions;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Schemas;

/// <summary>References within one schema, patterns in the words of ECMA-262, and how a tool's own schema enters a decision.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"type":"string"}}}""", "1", false)]
    [InlineData("""{"$ref":"#/$defs/a","maxLength":1,"$defs":{"a":{"type":"string"}}}""", "\"ab\"", false)]
    [InlineData("""{"$ref":"#/items/0","items":{"0":{"type":"string"}}}""", "1", false)]
    [InlineData("""{"prefixItems":[{"type":"string"},{"$ref":"#/prefixItems/0"}]}""", """["a",1]""", false)]
    [InlineData("""{"$defs":{"":{"type":"string"}},"$ref":"#/$defs/"}""", "1", false)]
    [InlineData("""{"$defs":{"a b":{"type":"string"}},"$ref":"#/$defs/a%20b"}""", "1", false)]
    [InlineData("""{"$defs":{"é":{"type":"string"}},"$ref":"#/$defs/%C3%A9"}""", "1", false)]
    [InlineData("""{"$id":"https://x.test/root.json","$ref":"root.json#/$defs/a","$defs":{"a":{"type":"string"}}}""", "1", false)]
    [InlineData("""{"$id":"https://x.test/root.json","$ref":"https://x.test/root.json#/$defs/a","$defs":{"a":{"type":"string"}}}""", "1", false)]
    [InlineData("""{"$id":"urn:example:root","$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}}""", "1", false)]
    [InlineData("""{"$id":"https://x.test/a/","$ref":"b","$defs":{"b":{"$id":"b","type":"string"}}}""", "1", false)]
    [InlineData("""{"$ref":"#here","$defs":{"a":{"$anchor":"here","type":"string"}}}""", "\"x\"", true)]
    [InlineData("""{"$dynamicRef":"#here","$defs":{"a":{"$anchor":"here","type":"string"}}}""", "1", false)]
    [InlineData("""{"properties":{"a":{"$ref":"#"}},"additionalProperties":false}""", """{"a":{"a":{}}}""", true)]
    [InlineData("""{"properties":{"a":{"$ref":"#"}},"additionalProperties":false}""", """{"a":{"a":{"b":1}}}""", false)]
    [InlineData("""{"$ref":"#/$defs/t","$defs":{"t":true}}""", "1", true)]
    [InlineData("""{"$ref":"#/$defs/f","$defs":{"f":false}}""", "1", false)]
    [InlineData("""{"properties":{"$ref":{"type":"string"}}}""", """{"$ref":1}""", false)]
    [InlineData("""{"enum":[{"$ref":"#/nowhere"}]}""", """{"$ref":"#/nowhere"}""", true)]
    public void Validate_Reference_IsFollowed(string schema, string instance, bool valid) => (Schema.Validate(schema, instance) is null).ShouldBe(valid);

    [Theory]
    [InlineData("#/$defs/none")]
    [InlineData("#/$defs/a/none")]
    [InlineData("#nowhere")]
    [InlineData("other.json")]
    [InlineData("https://example.com/schema.json")]
    [InlineData("file:///etc/passwd")]
    [InlineData("#/prefixItems/7")]
    public void Compile_ReferenceThatLeadsNowhere_IsRefusedAndNothingIsFetched(string reference)
        => Schema.Refused($$"""{"$ref":"{{reference}}","$defs":{"a":{} },"prefixItems":[true]}""").Message.ShouldBe($"the reference {reference} leads out of this schema, and nothing is fetched");

    [Theory]
    // ECMA-262's classes are ASCII but for white space, and its $ is the very end.
    [InlineData(@"^\\d+$", "\"123\"", true)]
    [InlineData(@"^\\d+$", "\"١٢٣\"", false)]
    [InlineData(@"^\\w+$", "\"é\"", false)]
    [InlineData(@"^\\s$", "\"\\u00a0\"", true)]
    [InlineData(@"^\\s$", "\"\\ufeff\"", true)]
    [InlineData(@"^\\s$", "\"\\u0085\"", false)]
    [InlineData(@"^[\\s\\d]+$", "\"1 \\ufeff\\t\"", true)]
    [InlineData(@"^\\S$", "\"\\u0085\"", true)]
    [InlineData(@"^\\S+$", "\"a\\u2003b\"", false)]
    [InlineData(@"^a$", "\"a\\n\"", false)]
    [InlineData(@"^(?=.*\\d)[a-z0-9]+$", "\"abc1\"", true)]
    [InlineData(@"^(?=.*\\d)[a-z0-9]+$", "\"abc\"", false)]
    [InlineData(@"^(?=.*\\d)\\w+$", "\"é1\"", false)]
    [InlineData(@"^(?!x)[^\\W\\d]+$", "\"ab\"", true)]
    [InlineData(@"^(a)\\1$", "\"aa\"", true)]
    [InlineData(@"^\\u0041$", "\"A\"", true)]
    [InlineData(@"^[\\u0041-\\u0043]$", "\"B\"", true)]
    [InlineData(@"^a\\/b$", "\"a/b\"", true)]
    [InlineData(@"^[[]$", "\"[\"", true)]
    [InlineData(@"(?=x)[[a]", "\"x\"", false)]
    [InlineData(@"^(?<name>a)\\k<name>$", "\"aa\"", true)]
    [InlineData(@"^\\p{Lu}$", "\"É\"", true)]
    [InlineData(@"^.$", "\"😀\"", true)]
    [InlineData(@"^(?=.)a$", "\"a\\n\"", false)]
    public void Validate_Pattern_HasTheMeaningOfJsonSchema(string pattern, string instance, bool valid)
        => (Schema.Validate($$"""{"pattern":"{{pattern}}"}""", instance) is null).ShouldBe(valid);

    [Theory]
    // the tool's own schema, arguments, the code, the words
    [InlineData("""{"type":"object","required":["a"]}""", "{}", "invalid_arguments", "The arguments are not valid: \"a\" is missing.")]
    [InlineData("""{"properties":{"a":{"properties":{"b":{"type":"integer"}}}}}""", """{"a":{"b":"x"}}""", "invalid_arguments", "The arguments are not valid: at /a/b, integer is expected.")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema#"}""", "{}", "unsupported_dialect", "The operator can have it skipped for this server (--skip-dialects).")]
    [InlineData("""{"type":"nothing"}""", "{}", "invalid_schema", "The tool's own input schema cannot be used to check the call: \"nothing\" is not a type.")]
    [InlineData("""{"type":""", "{}", "invalid_schema", "it is not valid JSON")]
    [InlineData("""{"type":"object"}""", "{}", "allowed", "")]
    public void Decide_ToolsOwnSchema_IsCheckedFirst(string schema, string args, string code, string message)
    {
        var decision = Given.Entry("""{"deny_if":[{"id":"later","conditions":[{"path":"args.zz","op":"exists"}]}]}""").Decide(Given.Call(args, schema: schema));
        decision.Code.ShouldBe(code);
        decision.Message.ShouldContain(message);
        if (code != "allowed") decision.Rule.ShouldBe(RuleIds.InputSchema);
    }

    [Fact]
    public void Decide_OwnSchemaAndThatOfTheEntry_BothHold()
    {
        var policy = Given.Entry("""{"arguments":{"required":["b"]}}""");
        policy.Decide(Given.Call("""{"b":1}""", schema: """{"required":["a"]}""")).Rule.ShouldBe("(input schema)");
        policy.Decide(Given.Call("""{"a":1}""", schema: """{"required":["a"]}""")).Rule.ShouldBe("/tools/t/arguments");
        policy.Decide(Given.Call("""{"a":1,"b":1}""", schema: """{"required":["a"]}""")).Outcome.ShouldBe(DecisionOutcome.Allow);
    }
}
