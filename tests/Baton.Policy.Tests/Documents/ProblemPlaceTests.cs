using System.Text;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Documents;

/// <summary>
/// Where each kind of error points: the mark ◆ stands in front of the place that must be named, and is taken out before the
/// document is read.
/// </summary>
public sealed class ProblemPlaceTests
{
    [Theory]
    [InlineData("syntax", """
        {
          "version": "1",
          "default": "deny",
        ◆}
        """)]
    [InlineData("syntax", """
        { "version": "1",
          "default": ◆deny }
        """)]
    [InlineData("duplicate_key", """
        { "version": "1", "default": "deny",
          "tools": { "t": { "action": "deny",
                            ◆"action": "allow" } } }
        """)]
    [InlineData("unknown_key", """
        { "version": "1", "default": "deny",
          "tools": { "t": {},
            "ü": { ◆"limitz": [] } } }
        """)]
    [InlineData("wrong_type", """
        { "version": "1", "default": "deny",
          "tools": { "t": { ◆"require": {} } } }
        """)]
    [InlineData("wrong_type", """
        { "version": "1", "default": "deny",
          "hide": [ "a",
                    ◆7 ] }
        """)]
    [InlineData("unknown_word", """
        { "version": "1",
          ◆"default": "maybe" }
        """)]
    [InlineData("missing_key", """
        { "version": "1", "default": "deny",
          "tools": { "t": { "limits": [ ◆{ "window": "day", "max": 1 } ] } } }
        """)]
    [InlineData("unknown_operator", """
        { "version": "1", "default": "deny", "tools": { "t": { "deny_if": [ { "conditions": [
          { "path": "args.a", "op": "exists" },
          { "path": "args.a", ◆"op": "like", "value": 1 } ] } ] } } }
        """)]
    [InlineData("path", """
        { "version": "1", "default": "deny", "tools": { "t": { "require": [ { "when": [
          { ◆"path": "args..a", "op": "exists" } ] } ] } } }
        """)]
    [InlineData("operand", """
        { "version": "1", "default": "deny", "tools": { "t": { "require": [ { "conditions": [
          { "any": [ { "not": { "path": "args.a", "op": "cidr",
            ◆"value": ["10.0.0.1/8"] } } ] } ] } ] } } }
        """)]
    [InlineData("number", """
        { "version": "1", "default": "deny", "tools": { "t": { "result": {
          ◆"max_bytes": 0 } } } }
        """)]
    [InlineData("window", """
        { "version": "1", "default": "deny", "tools": { "t": { "limits": [ { "counter": "c", "max": 1,
          ◆"window": "fortnight" } ] } } }
        """)]
    [InlineData("time_zone", """
        { "version": "1", "default": "deny", "tools": { "t": { "require": [ { "conditions": [
          { "path": "time.hour", "op": "gt", "value": 8, ◆"tz": "Berlin" } ] } ] } } }
        """)]
    [InlineData("session_scope", """
        { "version": "1", "default": "deny", "tools": { "t": { "limits": [ { "counter": "c", "max": 1, "window": "day",
          ◆"scope": "session" } ] } } }
        """)]
    [InlineData("limit", """
        { "version": "1", "default": "deny", "tools": { "t": { "limits": [ { "counter": "c", ◆"concurrent": 1, "window": "day" } ] } } }
        """)]
    [InlineData("duration", """
        { "version": "1", "default": "deny", "tools": { "t": { "approval": { "timeout": "1h",
          ◆"wait": "a while" } } } }
        """)]
    [InlineData("approval", """
        { "version": "1", "default": "deny", "tools": { "t": { "approval": {
          ◆"remember_on": ["args.a"] } } } }
        """)]
    [InlineData("each_in_denial", """
        { "version": "1", "default": "deny", "tools": { "t": { "deny_if": [ { "conditions": [
          { ◆"path": "args.a[*]", "op": "eq", "value": 1 } ] } ] } } }
        """)]
    [InlineData("ambiguous_globs", """
        { "version": "1", "default": "deny", "tools": { "a*": {},
          ◆"*a": {} } }
        """)]
    [InlineData("empty_name", """
        { "version": "1", "default": "deny", "tools": {
          ◆"": {} } }
        """)]
    [InlineData("unsupported_dialect", """
        { "version": "1", "default": "deny", "tools": { "t": { "arguments": {
          ◆"$schema": "https://json-schema.org/draft/2019-09/schema" } } } }
        """)]
    [InlineData("test", """
        { "version": "1", "default": "deny", "tests": [ { "name": "n", "expect": "deny",
          ◆"call": { "tool": "t", "prompt": "p" } } ] }
        """)]
    [InlineData("rate_limit", """
        { "version": "1", "default": "deny", "tools": { "t": {
          ◆"rate_limit": "10 per minute" } } }
        """)]
    public void Load_Json_PointsAtThePlace(string code, string marked) => Points(code, marked, PolicyFormat.Json);

    [Theory]
    [InlineData("syntax", "version: \"1\"\n? ◆[a, b]\n: c\n")]
    [InlineData("duplicate_key", "version: \"1\"\ndefault: deny\ntools:\n  t:\n    action: deny\n    ◆action: allow\n")]
    [InlineData("unknown_key", "version: \"1\"\ndefault: deny\ntools:\n  t:\n    limits:\n      - counter: c\n        ◆windw: day\n        max: 1\n")]
    [InlineData("unknown_word", "version: \"1\"\n◆default: \"yes\"\n")]
    [InlineData("yaml_ambiguous", "version: \"1\"\ndefault: deny\nshow_denied: ◆off\n")]
    [InlineData("yaml_ambiguous", "version: \"1\"\ndefault: deny\ntools: {t: {deny_if: [{conditions: [{path: args.a, op: eq, value: ◆0x1F}]}]}}\n")]
    [InlineData("yaml_anchor", "version: \"1\"\ndefault: deny\ntools:\n  a: ◆&x {}\n")]
    [InlineData("yaml_anchor", "version: \"1\"\ndefault: deny\ntools:\n  a: ◆*x\n")]
    [InlineData("yaml_tag", "version: \"1\"\ndefault: ◆!!str deny\n")]
    [InlineData("wrong_type", "version: \"1\"\ndefault: deny\n◆hide: secret\n")]
    [InlineData("wrong_type", "# a comment\n◆version: 1\ndefault: deny\n")]
    [InlineData("operand", "version: \"1\"\ndefault: deny\ntools:\n  t:\n    require:\n      - conditions:\n          - {path: args.a, op: regex, ◆value: \"(\"}\n")]
    [InlineData("syntax", "version: \"1\"\ndefault: deny\n◆---\nversion: \"1\"\n")]
    public void Load_Yaml_PointsAtThePlace(string code, string marked) => Points(code, marked, PolicyFormat.Yaml);

    [Theory]
    [InlineData(PolicyFormat.Json)]
    [InlineData(PolicyFormat.Yaml)]
    public void Load_TextThatIsNotUtf8_IsNamed(PolicyFormat format)
        => Policy.Compilation.PolicyLoader.Load([0x7B, 0xFF, 0xFE], format).Problems.ShouldHaveSingleItem().Code.ShouldBe("encoding");

    [Theory]
    [InlineData(1024 * 1024, true)]
    [InlineData((1024 * 1024) + 1, false)]
    public void Load_Size_IsBoundedToTheByte(int size, bool isRead)
    {
        const string Head = """{"version":"1","default":"deny","description":" """;
        var text = Head + new string('x', size - Head.Length - 2) + "\"}";
        Encoding.UTF8.GetByteCount(text).ShouldBe(size);
        Given.Load(text).IsValid.ShouldBe(isRead);
    }

    [Fact]
    public void Load_ByteOrderMark_IsTakenForWhatItIs()
    {
        const string Text = "\uFEFF{\"version\":\"1\",\"default\":\"deny\"}";
        Given.Load(Text).IsValid.ShouldBeTrue();
        Given.Load("\uFEFFversion: \"1\"\ndefault: deny\n", PolicyFormat.Yaml).IsValid.ShouldBeTrue();
    }

    [Fact]
    public void Load_MoreErrorsThanAnyoneReads_StopsAtTwoHundred()
    {
        var entries = string.Join(',', Enumerable.Range(0, 500).Select(number => $"\"t{number}\":{{\"bad\":1}}"));
        Given.Errors($$"""{"version":"1","default":"deny","tools":{ {{entries}} } }""").Length.ShouldBe(200);
    }

    [Theory]
    [InlineData("policy.json", "version: \"1\"", PolicyFormat.Json)]
    [InlineData("policy.YAML", "{}", PolicyFormat.Yaml)]
    [InlineData("policy.yml", "{}", PolicyFormat.Yaml)]
    [InlineData("policy", " \r\n\t{}", PolicyFormat.Json)]
    [InlineData("policy.txt", "version: \"1\"", PolicyFormat.Yaml)]
    [InlineData("-", "", PolicyFormat.Yaml)]
    [InlineData("-", "\uFEFF{}", PolicyFormat.Json)]
    [InlineData("-", "\uFEFF\n {}", PolicyFormat.Json)]
    [InlineData("-", "\uFEFFversion: \"1\"", PolicyFormat.Yaml)]
    [InlineData("policy.jsonc", "# x", PolicyFormat.Yaml)]
    public void FormatOf_Name_IsKnownByItsEndingOrItsFirstLetter(string name, string text, PolicyFormat format)
        => PolicyReader.FormatOf(name, Encoding.UTF8.GetBytes(text)).ShouldBe(format);

    private static void Points(string code, string marked, PolicyFormat format)
    {
        var at = marked.IndexOf('◆', StringComparison.Ordinal);
        var before = marked[..at];
        var (line, column) = (before.Count(letter => letter == '\n') + 1, at - before.LastIndexOf('\n'));
        var errors = Given.Errors(marked.Remove(at, 1), format);
        errors.ShouldContain(error => error.Code == code && error.Line == line && error.Column == column,
            $"{code} at {line}:{column}; got {string.Join(" | ", errors.Select(error => error.ToString()))}");
    }
}
