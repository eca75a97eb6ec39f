using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Documents;

/// <summary>What YAML means here, told by the JSON that means the same.</summary>
public sealed class YamlReadingTests
{
    [Theory]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("5", "5")]
    [InlineData("-1.50", "-1.50")]
    [InlineData("1e3", "1e3")]
    [InlineData("\"5\"", "\"5\"")]
    [InlineData("'5'", "\"5\"")]
    [InlineData("'it''s'", "\"it's\"")]
    [InlineData("\"a\\tb\\u00e9\\x41\"", "\"a\\tb\\u00e9A\"")]
    [InlineData("plain words", "\"plain words\"")]
    [InlineData("a:b", "\"a:b\"")]
    [InlineData("2026-03-04", "\"2026-03-04\"")]
    [InlineData("2026-03-04T12:00:00Z", "\"2026-03-04T12:00:00Z\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("yesterday", "\"yesterday\"")]
    [InlineData("nothing", "\"nothing\"")]
    [InlineData("\"yes\"", "\"yes\"")]
    [InlineData("[1, two, \"3\"]", "[1, \"two\", \"3\"]")]
    [InlineData("{a: 1, \"b c\": [x]}", "{\"a\": 1, \"b c\": [\"x\"]}")]
    [InlineData("|\n              one\n              two\n", "\"one\\ntwo\\n\"")]
    [InlineData("|-\n              one\n              two\n", "\"one\\ntwo\"")]
    [InlineData(">-\n              one\n              two\n", "\"one two\"")]
    [InlineData("5 # five", "5")]
    public void Read_Scalar_MeansTheSameAsJson(string yaml, string json)
    {
        var fromYaml = Given.Load($"version: \"1\"\ndefault: deny\ntools:\n  t:\n    deny_if:\n      - conditions:\n          - path: args.a\n            op: eq\n            value: {yaml}\n", PolicyFormat.Yaml);
        var fromJson = Given.Load($$"""{"version":"1","default":"deny","tools":{"t":{"deny_if":[{"conditions":[{"path":"args.a","op":"eq","value":{{json}} }]}]} } }""");
        fromYaml.Problems.ShouldBeEmpty();
        fromYaml.Document.ShouldBe(fromJson.Document);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("No")]
    [InlineData("ON")]
    [InlineData("off")]
    [InlineData("y")]
    [InlineData("True")]
    [InlineData("NULL")]
    [InlineData("010")]
    [InlineData("0o17")]
    [InlineData("0xFF")]
    [InlineData("1_000")]
    [InlineData("+5")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData(".inf")]
    [InlineData("-.INF")]
    [InlineData(".NaN")]
    [InlineData("1:30")]
    [InlineData("12:30:45")]
    public void Read_ScalarThatReadersDisagreeOn_IsRefusedAndSaysHowToWriteIt(string yaml)
    {
        var errors = Given.Errors($"version: \"1\"\ndefault: deny\ndescription: {yaml}\n", PolicyFormat.Yaml);
        var error = errors.FirstOrDefault(found => found.Code == "yaml_ambiguous").ShouldNotBeNull(string.Join(" | ", errors.Select(found => found.ToString())));
        error.Message.ShouldContain("in quotes");
        error.Pointer.ShouldBe("/description");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("")]
    public void Read_Null_IsNull(string yaml)
        => Given.Errors($"version: \"1\"\ndefault: deny\ndescription: {yaml}\n", PolicyFormat.Yaml).ShouldHaveSingleItem().Message.ShouldContain("not null");

    [Theory]
    [InlineData("version: \"1\"\r\ndefault: deny\r\ntools:\r\n  t: {}\r\n")]
    [InlineData("---\nversion: \"1\"\ndefault: deny\ntools: {t: {}}\n...\n")]
    [InlineData("# first\n\nversion: \"1\" # one\ndefault: deny\n\ntools:\n  # the only one\n  t: {}\n")]
    [InlineData("%YAML 1.2\n---\nversion: \"1\"\ndefault: deny\ntools: {t: {}}\n")]
    [InlineData("\"version\": '1'\n'default': \"deny\"\n\"tools\":\n    \"t\":\n        {}\n")]
    [InlineData("{\"version\":\"1\",\"default\":\"deny\",\"tools\":{\"t\":{}}}")]
    public void Read_WaysToLayItOut_AreOneDocument(string yaml)
    {
        var result = Given.Load(yaml, PolicyFormat.Yaml);
        result.Problems.ShouldBeEmpty();
        result.Document.ShouldBe(Given.Load("""{"version":"1","default":"deny","tools":{"t":{}}}""").Document);
    }

    [Theory]
    [InlineData("version: \"1\"\ndefault: deny\n<<: {tools: {}}\n", "unknown_key")]
    [InlineData("- version\n- default\n", "wrong_type")]
    [InlineData("just words", "wrong_type")]
    [InlineData("version: \"1\"\n\tdefault: deny\n", "syntax")]
    [InlineData("version: \"1\"\ndefault: 'deny\n", "syntax")]
    [InlineData("version: \"1\"\ndefault: deny\ndescription: \"\\ud800\"\n", "syntax")]
    [InlineData("version: \"1\"\ndefault: deny\ntools:\n  ? t\n  : {}\n  t: {}\n", "duplicate_key")]
    [InlineData("version: \"1\"\ndefault: deny\n\"default\": deny\n", "duplicate_key")]
    [InlineData("%TAG ! tag:x,2000:\n---\nversion: \"1\"\ndefault: !y deny\n", "yaml_tag")]
    [InlineData("# nothing but words\n", "syntax")]
    public void Read_WhatMustNotBeRead_IsAnError(string yaml, string code)
        => Given.Errors(yaml, PolicyFormat.Yaml).ShouldContain(error => error.Code == code);

    [Fact]
    public void Read_SixtyFourLevels_IsTheDeepest()
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat("{not: ", depth)) + "{path: args.a, op: exists}" + new string('}', depth);
        string Document(int depth) => $"version: \"1\"\ndefault: deny\ntools:\n  t:\n    require:\n      - conditions:\n          - {Nested(depth)}\n";
        // The document, tools, t, require, its rule and conditions are six levels; the innermost condition is one.
        Given.Errors(Document(57), PolicyFormat.Yaml).ShouldBeEmpty();
        Given.Errors(Document(58), PolicyFormat.Yaml).ShouldHaveSingleItem().Code.ShouldBe("too_deep");
    }
}
