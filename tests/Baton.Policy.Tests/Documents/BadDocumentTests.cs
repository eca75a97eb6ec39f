using System.Diagnostics;
using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Documents;

public sealed class BadDocumentTests
{
    [Theory]
    [InlineData("""{"version":"1","default":"deny","defualt":"deny"}""", "unknown_key", "/defualt", "did you mean `default`?")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"requires":[]}}}""", "unknown_key", "/tools/t/requires", "did you mean `require`?")]
    [InlineData("""{"version":"1","default":"deny","Tools":{}}""", "unknown_key", "/Tools", "did you mean `tools`?")]
    [InlineData("""{"version":"1","default":"deny","default":"allow"}""", "duplicate_key", "/default", "second time")]
    [InlineData("""{"version":1,"default":"deny"}""", "wrong_type", "/version", "quotes")]
    [InlineData("""{"version":"2","default":"deny"}""", "version", "/version", "\"1\"")]
    [InlineData("""{"default":"deny"}""", "missing_key", "", "`version` is missing")]
    [InlineData("""{"version":"1"}""", "missing_key", "", "`default` is missing")]
    [InlineData("""{"version":"1","default":"dney"}""", "unknown_word", "/default", "did you mean `deny`?")]
    [InlineData("""{"version":"1","default":"deny","tools":[]}""", "wrong_type", "/tools", "an object")]
    [InlineData("""{"version":"1","default":"deny","hide":"x"}""", "wrong_type", "/hide", "a list")]
    [InlineData("""{"version":"1","default":"deny","hide":[""]}""", "empty_name", "/hide/0", "a name")]
    [InlineData("""{"version":"1","default":"deny","class":{"reads":{}}}""", "unknown_key", "/class/reads", "did you mean `read`?")]
    [InlineData("""{"version":"1","default":"deny","tools":{"a*":{},"*b":{}}}""", "ambiguous_globs", "/tools/*b", "both match `ab`")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"eqq","value":1}]}]}}}""", "unknown_operator", "/tools/t/require/0/conditions/0/op", "did you mean `eq`?")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"eq"}]}]}}}""", "missing_key", "/tools/t/require/0/conditions/0", "needs a `value`")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"eq","value":null}]}]}}}""", "operand", "/tools/t/require/0/conditions/0/value", "use `exists`")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"regex","value":"(?=x)"}]}]}}}""", "operand", "/tools/t/require/0/conditions/0/value", "lookahead")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"lt","value":"x"}]}]}}}""", "operand", "/tools/t/require/0/conditions/0/value", "RFC 3339")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"regex","value":"x","ignore_case":1}]}]}}}""", "wrong_type", "/tools/t/require/0/conditions/0/ignore_case", "true or false")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"lt","value":1,"full":true}]}]}}}""", "condition", "/tools/t/require/0/conditions/0/full", "takes no `full`")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","window":"minutes","max":1}]}}}""", "window", "/tools/t/limits/0/window", "is not a window: did you mean `minute`? Write second, minute,")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","window":"aeon","max":1}]}}}""", "window", "/tools/t/limits/0/window", "is not a window. Write second,")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","window":"day","max":-1}]}}}""", "number", "/tools/t/limits/0/max", "from 0")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","window":"day","max":1,"align":"calendar","tz":"Mars/Base"}]}}}""", "time_zone", "/tools/t/limits/0/tz", "Europe/Berlin")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"rate_limit":"ten/minute"}}}""", "rate_limit", "/tools/t/rate_limit", "10/minute")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"arguments":{"$schema":"http://json-schema.org/draft-04/schema#"}}}}""", "unsupported_dialect", "/tools/t/arguments/$schema", "2020-12")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"approval":{"timeout":"soon"}}}}""", "duration", "/tools/t/approval/timeout", "30m")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"result":{"redact":["secretz"]}}}}""", "unknown_word", "/tools/t/result/redact/0", "secrets")]
    [InlineData("""{"version":"1","default":"deny","tests":[{"name":"n","call":{},"expect":"deny"}]}""", "test", "/tests/0/call", "exactly one")]
    [InlineData("""{"version":"1","default":"deny",}""", "syntax", "", "trailing comma")]
    [InlineData("""{"version":"1","default":"deny"} x""", "syntax", "", "not valid JSON")]
    [InlineData("", "syntax", "", "This is not valid JSON: It is empty. Mend the text at this place.")]
    [InlineData("{", "syntax", "", "This is not valid JSON: It ends before every object and list is closed. Mend")]
    [InlineData("[1,]", "syntax", "", "This is not valid JSON: A trailing comma stands behind the last element of a list. Mend")]
    [InlineData("[]", "wrong_type", "", "an object")]
    [InlineData("""{"version":"1","default":"deny","description":"\ud800"}""", "syntax", "", "surrogate")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","window":"day","max":1e999}]}}}""", "number", "/tools/t/limits/0/max", "exponent")]
    public void Load_BadDocument_NamesThePlaceAndAWayToMendIt(string json, string code, string pointer, string hint)
    {
        var errors = Given.Errors(json);
        var error = errors.FirstOrDefault(problem => problem.Code == code && problem.Pointer == pointer);
        error.ShouldNotBeNull(string.Join('\n', errors.Select(problem => problem.ToString())));
        error.Message.ShouldContain(hint);
        error.Line.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Load_ManyErrors_ListsThemAllAtOnce()
        => Given.Errors("""{"version":"2","defualt":"deny","tools":{"t":{"limits":[{"counter":"c"}],"deny_if":[{"conditions":[{"path":"x","op":"y"}]}]}}}""")
            .Select(problem => problem.Code).Order().ShouldBe(["missing_key", "missing_key", "missing_key", "path", "unknown_key", "unknown_operator", "version"]);

    [Fact]
    public void Load_Error_HasLineAndColumn()
    {
        var error = Given.Errors("{\n  \"version\": \"1\",\n  \"default\": \"deny\",\n  \"tööls\": {}\n}").ShouldHaveSingleItem();
        (error.Line, error.Column).ShouldBe((4, 3));
    }

    [Theory]
    [InlineData("version: \"1\"\ndefault: deny\ntools:\n  t: &x {}\n", "yaml_anchor", 4)]
    [InlineData("version: \"1\"\ndefault: !!str deny\n", "yaml_tag", 2)]
    [InlineData("version: \"1\"\ndefault: deny\nshow_denied: yes\n", "yaml_ambiguous", 3)]
    [InlineData("version: \"1\"\ndefault: deny\ndefault: allow\n", "duplicate_key", 3)]
    [InlineData("version: 1\ndefault: deny\n", "wrong_type", 1)]
    [InlineData("version: \"1\"\ndefault: deny\n---\nversion: \"1\"\n", "syntax", 3)]
    [InlineData("version: \"1\"\n default: deny\n", "syntax", 2)]
    [InlineData("", "syntax", 1)]
    [InlineData("version: \"1\"\ndefault: deny\ntools:\n  t:\n    limits:\n      - {counter: c, window: day, max: 010}\n", "yaml_ambiguous", 6)]
    public void Load_BadYaml_NamesTheLine(string yaml, string code, int line)
        => Given.Errors(yaml, PolicyFormat.Yaml).ShouldContain(problem => problem.Code == code && problem.Line == line);

    [Fact]
    public void Load_DocumentOfFiveMegabytes_IsRefusedAtOnce()
    {
        var time = Stopwatch.StartNew();
        var result = PolicyLoader.Load(Encoding.UTF8.GetBytes($$"""{"version":"1","default":"deny","description":"{{new string('x', 5_000_000)}}"}"""), PolicyFormat.Json);
        result.Problems.ShouldHaveSingleItem().Code.ShouldBe("too_large");
        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(PolicyFormat.Json)]
    [InlineData(PolicyFormat.Yaml)]
    public void Load_DepthOfTenThousand_IsNamedWithItsPlace(PolicyFormat format)
    {
        var error = Given.Errors($$"""{"version":"1","default":"deny","tools":{{new string('[', 10_000)}}{{new string(']', 10_000)}} }""", format).ShouldHaveSingleItem();
        error.Code.ShouldBe("too_deep");
        error.Pointer.ShouldStartWith("/tools/0/0");
        error.Column.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Load_OneLineOfAMegabyte_IsReadInReasonableTime()
    {
        var entries = string.Join(',', Enumerable.Range(0, 30_000).Select(number => $"\"tool_{number}\":{{}}"));
        var time = Stopwatch.StartNew();
        Given.Load($$"""{"version":"1","default":"deny","tools":{ {{entries}} } }""").IsValid.ShouldBeTrue();
        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }
}
