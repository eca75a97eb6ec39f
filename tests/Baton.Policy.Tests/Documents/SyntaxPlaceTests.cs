using System.Text;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Documents;

/// <summary>Where broken JSON and YAML is broken: the line and the column an editor shows, also behind letters of several bytes.</summary>
public sealed class SyntaxPlaceTests
{
    [Theory]
    // the text with | where the error is told
    [InlineData("""{"version":"1","default":"deny",|}""")]
    [InlineData("""{"description":"é",|}""")]
    [InlineData("""{"description":"中文",|}""")]
    [InlineData("""{"description":"😀",|}""")]
    [InlineData("{\n  \"description\": \"ünïcödé\",\n  \"naïve\": |x\n}")]
    [InlineData("{\r\n  \"é\": |x\r\n}")]
    [InlineData("""{"a":1|;"b":2}""")]
    [InlineData("""{"a":0|1}""")]
    [InlineData("""{|a:1}""")]
    [InlineData("""{"version":"1","default":"deny"} |x""")]
    [InlineData("""|x""")]
    [InlineData("{\"é\":\"\",\n\"b\":tru|x}")]
    public void Load_BrokenJson_IsToldAtItsLineAndColumn(string marked)
    {
        var at = marked.IndexOf('|', StringComparison.Ordinal);
        var before = marked[..at];
        var line = before.Count(letter => letter == '\n') + 1;
        var column = at - before.LastIndexOf('\n');
        var error = Given.Errors(marked.Remove(at, 1)).ShouldHaveSingleItem();
        (error.Code, error.Line, error.Column).ShouldBe(("syntax", line, column), error.Message);
        error.Message.ShouldStartWith("This is not valid JSON: ");
        error.Message.ShouldEndWith(" Mend the text at this place.");
        error.Message.ShouldNotContain("reader options");
    }

    [Theory]
    [InlineData("{\"é\":1,\n \"b\":\"\\ud800\"}", 2, 6)]
    [InlineData("{\"é\":\"\\udc00\"}", 1, 6)]
    [InlineData("{\"\\ud800\":1}", 1, 2)]
    public void Load_HalfASurrogatePair_IsToldWhereItsStringBegins(string json, int line, int column)
    {
        var error = Given.Errors(json).ShouldHaveSingleItem();
        (error.Code, error.Line, error.Column).ShouldBe(("syntax", line, column));
        error.Message.ShouldBe("A string holds half of a surrogate pair: write the whole character.");
    }

    [Theory]
    [InlineData("version: \"1\"\ndefault: [\n", 3)]
    [InlineData("version: \"1\"\ndefault: \"deny\n", 2)]
    [InlineData("version: \"1\"\ndefault: deny: x\n", 2)]
    [InlineData("? [a]\n: b\n", 1)]
    [InlineData("version: \"1\"\n? {a: b}\n: c\n", 2)]
    public void Load_BrokenYaml_IsToldAtItsLine(string yaml, int line)
    {
        var error = Given.Errors(yaml, PolicyFormat.Yaml)[0];
        (error.Code, error.Line).ShouldBe(("syntax", line), error.Message);
    }

    [Theory]
    [InlineData("tools:\n  é: {}\n  ü: {x: 1}\n", "/tools/ü/x", 5, 7)]
    [InlineData("tools: {ä: {}, ö: {x: 1}}\n", "/tools/ö/x", 3, 20)]
    [InlineData("hide:\n  - ok\n  - 5\n", "/hide/1", 5, 5)]
    [InlineData("tools:\n  t:\n    deny_if:\n      - conditions:\n          - path: nowhere\n            op: exists\n", "/tools/t/deny_if/0/conditions/0/path", 7, 13)]
    public void Load_WrongYaml_IsToldAtItsLineAndColumn(string part, string pointer, int line, int column)
    {
        var errors = Given.Errors("version: \"1\"\ndefault: deny\n" + part, PolicyFormat.Yaml);
        errors.Select(error => (error.Pointer, error.Line, error.Column)).ShouldContain((pointer, line, column), string.Join('\n', errors.AsEnumerable()));
    }

    [Fact]
    public void ToString_Problem_IsALineThatTerminalsLink()
    {
        new PolicyProblem(ProblemSeverity.Error, "code", "/a/0", 3, 7, "Why.").ToString().ShouldBe("3:7: error code at /a/0: Why.");
        new PolicyProblem(ProblemSeverity.Warning, "code", "", 0, 0, "Why.").ToString().ShouldBe("warning code: Why.");
        new PolicyProblem(ProblemSeverity.Warning, "code", "", 1, 1, "Why.").ToString().ShouldBe("1:1: warning code: Why.");
    }

    [Fact]
    public void Load_LongWrongText_IsShownInPart()
    {
        var error = Given.Errors($$"""{"version":"1","default":"{{new string('d', 500)}}"}""").ShouldHaveSingleItem();
        error.Message.ShouldStartWith($"`{new string('d', 40)}...` is not one of \"deny\", \"allow\"");
        Encoding.UTF8.GetByteCount(error.Message).ShouldBeLessThan(200);
    }
}
