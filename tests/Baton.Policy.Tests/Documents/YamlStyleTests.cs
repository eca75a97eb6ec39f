using Baton.Policy.Documents;
using Baton.Policy.Documents.Syntax;
using Baton.Policy.Json;

namespace Baton.Policy.Tests.Documents;

/// <summary>YAML 1.2's styles and the traps in them, told by the JSON that says the same; and what is refused with its words and place.</summary>
public sealed class YamlStyleTests
{
    [Theory]
    // Block scalars: kept, clipped and stripped line ends, indentation that is given, and folding.
    [InlineData("a: |\n  one\n  two\n", """{"a":"one\ntwo\n"}""")]
    [InlineData("a: |\n  one\n\n\nb: 1\n", """{"a":"one\n","b":1}""")]
    [InlineData("a: |+\n  one\n\n\nb: 1\n", """{"a":"one\n\n\n","b":1}""")]
    [InlineData("a: |-\n  one\n\n\nb: 1\n", """{"a":"one","b":1}""")]
    [InlineData("a: |2\n    one\n   two\n", """{"a":"  one\n two\n"}""")]
    [InlineData("a: |\n  one\n    two\n  three\n", """{"a":"one\n  two\nthree\n"}""")]
    [InlineData("a: >\n  one\n  two\n", """{"a":"one two\n"}""")]
    [InlineData("a: >\n  one\n\n  two\n", """{"a":"one\ntwo\n"}""")]
    [InlineData("a: >\n  one\n    two\n  three\n", """{"a":"one\n  two\nthree\n"}""")]
    [InlineData("a: >-\n  # no comment\n  x\n", """{"a":"# no comment x"}""")]
    [InlineData("a: |\n  yes\n", """{"a":"yes\n"}""")]
    [InlineData("a: |-\n  5\n", """{"a":"5"}""")]
    // Quoted scalars: escapes, folding, and what looks like something else.
    [InlineData("a: \"\\0\\a\\b\\t\\n\\v\\f\\r\\e\\\"\\/\\\\\\_\"", """{"a":"\u0000\u0007\b\t\n\u000b\f\r\u001b\"/\\\u00a0"}""")]
    [InlineData("a: \"\\N\\L\\P\"", """{"a":"\u0085\u2028\u2029"}""")]
    [InlineData("a: \"\\x41\\u00e9\\U0001F600\"", """{"a":"Aé😀"}""")]
    [InlineData("a: \"one\n  two\"", """{"a":"one two"}""")]
    [InlineData("a: \"one\\\n  two\"", """{"a":"onetwo"}""")]
    [InlineData("a: \"one\n\n  two\"", """{"a":"one\ntwo"}""")]
    [InlineData("a: 'one\n  two'", """{"a":"one two"}""")]
    [InlineData("a: 'it''s \"so\" \\n'", """{"a":"it's \"so\" \\n"}""")]
    [InlineData("a: ''", """{"a":""}""")]
    [InlineData("a: \"\"", """{"a":""}""")]
    [InlineData("a: 'null'", """{"a":"null"}""")]
    [InlineData("a: \"~\"", """{"a":"~"}""")]
    [InlineData("a: '<<'", """{"a":"<<"}""")]
    [InlineData("a: '*x'", """{"a":"*x"}""")]
    // Plain scalars.
    [InlineData("a: one\n  two\n", """{"a":"one two"}""")]
    [InlineData("a: a#b", """{"a":"a#b"}""")]
    [InlineData("a: a #b", """{"a":"a"}""")]
    [InlineData("a: http://x.test:80/y?z#w", """{"a":"http://x.test:80/y?z#w"}""")]
    [InlineData("a: -x", """{"a":"-x"}""")]
    [InlineData("a: ?x", """{"a":"?x"}""")]
    [InlineData("a: :x", """{"a":":x"}""")]
    [InlineData("a: C:\\dir", """{"a":"C:\\dir"}""")]
    [InlineData("a: x{y}[z]", """{"a":"x{y}[z]"}""")]
    [InlineData("a: 'é 中 😀'", """{"a":"é 中 😀"}""")]
    [InlineData("a: nullable", """{"a":"nullable"}""")]
    [InlineData("a: truest", """{"a":"truest"}""")]
    [InlineData("a: 10/minute", """{"a":"10/minute"}""")]
    [InlineData("a: 30m", """{"a":"30m"}""")]
    [InlineData("a: 1e", """{"a":"1e"}""")]
    [InlineData("a: 1.2.3.4", """{"a":"1.2.3.4"}""")]
    [InlineData("a: 10.0.0.0/8", """{"a":"10.0.0.0/8"}""")]
    [InlineData("a: 0.5e-3", """{"a":0.5e-3}""")]
    [InlineData("a: -0", """{"a":-0}""")]
    [InlineData("a: 1E+2", """{"a":1E+2}""")]
    [InlineData("a: null", """{"a":null}""")]
    [InlineData("a: ~", """{"a":null}""")]
    [InlineData("a:", """{"a":null}""")]
    // Collections.
    [InlineData("- a\n- - b\n  - c\n-\n  d: 1\n", """["a",["b","c"],{"d":1}]""")]
    [InlineData("a:\n- 1\n- 2\n", """{"a":[1,2]}""")]
    [InlineData("a: [1,[2,{b: 3}],]", """{"a":[1,[2,{"b":3}]]}""")]
    [InlineData("{a: 1, \"b\": 2, 'c': 3,}", """{"a":1,"b":2,"c":3}""")]
    [InlineData("{a, b: 1}", """{"a":null,"b":1}""")]
    [InlineData("[a: 1]", """[{"a":1}]""")]
    [InlineData("a: {\n  b: [\n    1\n  ]\n}", """{"a":{"b":[1]}}""")]
    [InlineData("? a\n: 1\n? b\n", """{"a":1,"b":null}""")]
    [InlineData("\"a\\u0020b\": 1", """{"a b":1}""")]
    [InlineData("a b c: 1", """{"a b c":1}""")]
    [InlineData("\"\": 1", """{"":1}""")]
    [InlineData("a/b~c: 1", """{"a/b~c":1}""")]
    [InlineData("5xx: 1", """{"5xx":1}""")]
    [InlineData("'yes': 1\n\"<<\": 2\n'5': 3", """{"yes":1,"<<":2,"5":3}""")]
    [InlineData("a: 1 # c\n# c\n\n  # c\nb: 2", """{"a":1,"b":2}""")]
    [InlineData("--- # c\na: 1\n...", """{"a":1}""")]
    [InlineData("---\n- 1\n...\n# behind\n", "[1]")]
    public void Read_Style_MeansWhatTheJsonMeans(string yaml, string json)
    {
        var problems = new ProblemList();
        var node = YamlSyntax.Read(yaml, problems);
        problems.Items.ShouldBeEmpty();
        node.ShouldNotBeNull().ToLiteral().ShouldBe(JsonLiteral.Parse(json));
    }

    [Theory]
    // One document, its only error, where it stands, and its words.
    [InlineData("a: &x 1\n", "yaml_anchor", "/a", 1, 4, "Anchors and aliases are not read in a policy: write the value out.")]
    [InlineData("a: 1\nb: *a\n", "yaml_anchor", "/b", 2, 4, "Anchors and aliases are not read in a policy: write the value out.")]
    [InlineData("&x a: 1\n", "syntax", "", 1, 1, "A key must be a plain name.")]
    [InlineData("a: [1, &y [2]]\n", "yaml_anchor", "/a/1", 1, 8, "Anchors and aliases are not read in a policy: write the value out.")]
    [InlineData("a: !!int 5\n", "yaml_tag", "/a", 1, 4, "The tag tag:yaml.org,2002:int is not read in a policy: remove it, and quote the value if it is a string.")]
    [InlineData("a: !secret x\n", "yaml_tag", "/a", 1, 4, "The tag !secret is not read in a policy: remove it, and quote the value if it is a string.")]
    [InlineData("a: !!map {}\n", "yaml_tag", "/a", 1, 4, "The tag tag:yaml.org,2002:map is not read in a policy: remove it, and quote the value if it is a string.")]
    [InlineData("a: !!binary aGk=\n", "yaml_tag", "/a", 1, 4, "The tag tag:yaml.org,2002:binary is not read in a policy: remove it, and quote the value if it is a string.")]
    [InlineData("a: !<tag:x.test,2026:t> x\n", "yaml_tag", "/a", 1, 4, "The tag tag:x.test,2026:t is not read in a policy: remove it, and quote the value if it is a string.")]
    [InlineData("!!str a: 1\n", "yaml_tag", "/a", 1, 1, "The tag tag:yaml.org,2002:str is not read in a policy: remove it, and quote the value if it is a string.")]
    [InlineData("b:\n  !secret a: 1\n", "yaml_tag", "/b/a", 2, 3, "The tag !secret is not read in a policy: remove it, and quote the value if it is a string.")]
    [InlineData("a: 1\na: 2\n", "duplicate_key", "/a", 2, 1, "`a` stands here a second time: remove one of the two.")]
    [InlineData("a: 1\n'a': 2\n", "duplicate_key", "/a", 2, 1, "`a` stands here a second time: remove one of the two.")]
    [InlineData("{b: {a: 1, \"\\x61\": 2}}\n", "duplicate_key", "/b/a", 1, 12, "`a` stands here a second time: remove one of the two.")]
    [InlineData("[a]: 1\n", "syntax", "", 1, 1, "A key must be a plain name.")]
    [InlineData("{[a]: 1}\n", "syntax", "", 1, 2, "A key must be a plain name.")]
    [InlineData("a: 1\n---\nb: 2\n", "syntax", "", 2, 1, "A file holds one policy: remove the second document.")]
    [InlineData("a: 1\n...\n---\nb: 2\n", "syntax", "", 3, 1, "A file holds one policy: remove the second document.")]
    [InlineData("", "syntax", "", 1, 1, "The document is empty: begin with `version: \"1\"` and `default: deny`.")]
    [InlineData("\n# only this\n\n", "syntax", "", 1, 1, "The document is empty: begin with `version: \"1\"` and `default: deny`.")]
    [InlineData("a: 1e999\n", "number", "/a", 1, 4, "A number may have 64 digits and an exponent of 400 at most.")]
    [InlineData("a: \"x\\uD800\"\n", "syntax", "", 1, 4, "This is not valid YAML: While scanning a quoted scalar, found invalid Unicode surrogates. Mend the text at this place.")]
    [InlineData("\"\\uD800\": 1\n", "syntax", "", 1, 1, "This is not valid YAML: While scanning a quoted scalar, found invalid Unicode surrogates. Mend the text at this place.")]
    [InlineData("a: \u0001\n", "syntax", "", 1, 4, "This is not valid YAML: the control character U+0001 stands here. Mend the text at this place.")]
    [InlineData("a: 1\nb: \"x\0\"\n", "syntax", "", 2, 6, "This is not valid YAML: the control character U+0000 stands here. Mend the text at this place.")]
    [InlineData("a: 1\nb:\n  - \u001b[31m\n", "syntax", "", 3, 5, "This is not valid YAML: the control character U+001B stands here. Mend the text at this place.")]
    [InlineData("a: ! yes\n", "yaml_tag", "/a", 1, 4, "The tag ! is not read in a policy: remove it, and quote the value if it is a string.")]
    [InlineData("a: ! 5\n", "yaml_tag", "/a", 1, 4, "The tag ! is not read in a policy: remove it, and quote the value if it is a string.")]
    // Keys that one reader takes for a name and another for something else.
    [InlineData("yes: 1\n", "yaml_ambiguous", "/yes", 1, 1, "`yes` means different things to different YAML readers: put it in quotes if it is a string, or write true, false or a plain number.")]
    [InlineData("a:\n  on: 1\n", "yaml_ambiguous", "/a/on", 2, 3, "`on` means different things to different YAML readers: put it in quotes if it is a string, or write true, false or a plain number.")]
    [InlineData("{a: {0x10: 1}}\n", "yaml_ambiguous", "/a/0x10", 1, 6, "`0x10` means different things to different YAML readers: put it in quotes if it is a string, or write true, false or a plain number.")]
    [InlineData("a: {<<: {b: 1}}\n", "yaml_merge", "/a/<<", 1, 5, "`<<` merges another mapping in some YAML readers and is a name in others: write the members out, or put it in quotes.")]
    [InlineData("a:\n  b: 1\n  <<: {c: 2}\n", "yaml_merge", "/a/<<", 3, 3, "`<<` merges another mapping in some YAML readers and is a name in others: write the members out, or put it in quotes.")]
    public void Read_WhatReadersDisagreeOn_IsToldAtItsPlace(string yaml, string code, string pointer, int line, int column, string message)
    {
        var problems = new ProblemList();
        YamlSyntax.Read(yaml, problems);
        var problem = problems.Items.ShouldHaveSingleItem();
        (problem.Code, problem.Pointer, problem.Line, problem.Column, problem.Message).ShouldBe((code, pointer, line, column, message));
    }

    [Theory]
    [InlineData("a: b: c\n")]
    [InlineData("a: [1\n")]
    [InlineData("a: {b: 1\n")]
    [InlineData("a: \"b\n")]
    [InlineData("a: 'b\n")]
    [InlineData("a: @b\n")]
    [InlineData("a: `b\n")]
    [InlineData("a: %b\n")]
    [InlineData("a: \"\\q\"\n")]
    [InlineData("a: \"\\x4\"\n")]
    [InlineData("a: 1\n b: 2\n")]
    [InlineData("a:\n  - 1\n b: 2\n")]
    [InlineData("a: |x\n  b\n")]
    [InlineData("a: ]\n")]
    [InlineData("a: }\n")]
    [InlineData("a: 1\n- 2\n")]
    [InlineData("- 1\na: 2\n")]
    [InlineData("a: \"b\" c\n")]
    [InlineData("%YAML 1.2\n%YAML 1.2\n---\na: 1\n")]
    [InlineData("a: &\n")]
    [InlineData("a: *\n")]
    [InlineData("a: \"\\U00110000\"\n")]
    [InlineData("a: \"\\U0000D800\"\n")]
    [InlineData("a: \"\\UFFFFFFFF\"\n")]
    [InlineData("\"\\uDC00\\uD800\": 1\n")]
    public void Read_BrokenText_IsOneSyntaxErrorWithAPlace(string yaml)
    {
        var problems = new ProblemList();
        YamlSyntax.Read(yaml, problems).ShouldBeNull();
        var problem = problems.Items.ShouldHaveSingleItem();
        problem.Code.ShouldBe("syntax");
        problem.Message.ShouldStartWith("This is not valid YAML: ");
        problem.Line.ShouldBeGreaterThan(0);
        problem.Column.ShouldBeGreaterThan(0);
    }

    [Theory]
    // Aliases of aliases, which other readers unfold to gigabytes: the first anchor ends the reading.
    [InlineData(2, 9)]
    [InlineData(10, 10)]
    [InlineData(60, 60)]
    public void Read_AliasesOfAliases_EndAtTheFirstAnchor(int levels, int width)
    {
        var yaml = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, levels).Select(level => $"a{level}: &a{level} [{string.Join(',', Enumerable.Repeat($"*a{level - 1}", width))}]\n"));
        var problems = new ProblemList();
        YamlSyntax.Read(yaml, problems).ShouldBeNull();
        var problem = problems.Items.ShouldHaveSingleItem();
        (problem.Code, problem.Pointer, problem.Line, problem.Column).ShouldBe(("yaml_anchor", "/a0", 1, 5));
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    [InlineData("- ", "")]
    public void Read_Depth_IsBoundedInEveryStyle(string open, string close)
    {
        var problems = new ProblemList();
        YamlSyntax.Read(string.Concat(Enumerable.Repeat(open, 64)) + "1" + string.Concat(Enumerable.Repeat(close, 64)), problems).ShouldNotBeNull();
        problems.Items.ShouldBeEmpty();
        YamlSyntax.Read(string.Concat(Enumerable.Repeat(open, 65)) + "1" + string.Concat(Enumerable.Repeat(close, 65)), problems).ShouldBeNull();
        var problem = problems.Items.ShouldHaveSingleItem();
        (problem.Code, problem.Line, problem.Column).ShouldBe(("too_deep", 1, (64 * open.Length) + 1));
        problem.Message.ShouldBe("The document is nested deeper than 64 levels: flatten it.");
    }
}
