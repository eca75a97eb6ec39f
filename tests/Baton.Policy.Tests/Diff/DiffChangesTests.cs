using System.Text;
using Baton.Policy.Decisions;
using Baton.Policy.Diff;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Diff;

/// <summary>Each part of a document that can change, by the entry and the key, and the calls whose outcome changes with it.</summary>
public sealed class DiffChangesTests
{
    [Theory]
    // two documents' parts behind the default, and the changes: pointer kind keys
    [InlineData("", ",\"mode\":\"observe\"", " changed mode")]
    [InlineData("", ",\"hide\":[\"a\"]", " changed hide")]
    [InlineData(",\"hide\":[\"a\",\"b\"]", ",\"hide\":[\"b\",\"a\"]", " changed hide")]
    [InlineData("", ",\"show_denied\":true", " changed show_denied")]
    [InlineData(",\"show_denied\":false", ",\"show_denied\":true", " changed show_denied")]
    [InlineData("", ",\"definitions\":\"any\"", " changed definitions")]
    [InlineData("", ",\"server_requests\":{\"roots\":\"deny\"}", " changed server_requests")]
    [InlineData("", ",\"resources\":{}", " changed resources")]
    [InlineData("", ",\"prompts\":{\"p\":{}}", " changed prompts;/prompts/p added ")]
    [InlineData("", ",\"all_tools\":{}", "/all_tools added ")]
    [InlineData(",\"class\":{\"read\":{}}", ",\"class\":{\"write\":{}}", "/class/read removed ;/class/write added ")]
    [InlineData(",\"tools\":{\"a/b~\":{}}", ",\"tools\":{}", "/tools/a~1b~0 removed ")]
    [InlineData("", ",\"description\":\"d\",\"$schema\":\"s\"", "")]
    [InlineData(",\"tools\":{\"a\":{},\"b\":{}}", ",\"tools\":{\"b\":{},\"a\":{}}", "")]
    public void Compare_Documents_NamesWhatChanged(string before, string after, string changes)
    {
        var difference = PolicyDiff.Compare(Policy(before), Policy(after));
        string.Join(';', difference.Entries.Select(entry => $"{entry.Pointer} {entry.Kind} {string.Join(' ', entry.Keys)}")).ShouldBe(changes);
    }

    [Theory]
    [InlineData("\"action\":\"deny\"", "action")]
    [InlineData("\"reason\":\"r\"", "reason")]
    [InlineData("\"require\":[{\"conditions\":[{\"path\":\"args.a\",\"op\":\"exists\"}]}]", "require")]
    [InlineData("\"deny_if\":[{}]", "deny_if")]
    [InlineData("\"arguments\":{\"type\":\"object\"}", "arguments")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":\"day\",\"max\":1}]", "limits")]
    [InlineData("\"rate_limit\":\"1/day\"", "rate_limit")]
    [InlineData("\"approval\":{}", "approval")]
    [InlineData("\"result\":{\"max_bytes\":5}", "result")]
    [InlineData("\"mode\":\"observe\"", "mode")]
    public void Compare_Entries_NamesTheKeyThatChanged(string part, string key)
    {
        var (without, with) = (Policy(",\"tools\":{\"t\":{}}"), Policy($",\"tools\":{{\"t\":{{{part}}}}}"));
        foreach (var (before, after) in new[] { (without, with), (with, without) })
        {
            var change = PolicyDiff.Compare(before, after).Entries.ShouldHaveSingleItem();
            (change.Pointer, change.Kind).ShouldBe(("/tools/t", "changed"));
            change.Keys.ShouldBe([key]);
        }
        PolicyDiff.Compare(with, with).IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("\"value\":1", "\"value\":1.0", false)]
    [InlineData("\"value\":1", "\"value\":2", true)]
    [InlineData("\"op\":\"eq\"", "\"op\":\"neq\"", true)]
    [InlineData("\"path\":\"args.a\"", "\"path\":\"args.b\"", true)]
    public void Compare_Conditions_AreComparedByWhatTheyMean(string part, string becomes, bool changed)
    {
        const string Rule = ",\"tools\":{\"t\":{\"require\":[{\"conditions\":[{\"path\":\"args.a\",\"op\":\"eq\",\"value\":1}]}]}}";
        PolicyDiff.Compare(Policy(Rule), Policy(Rule.Replace(part, becomes, StringComparison.Ordinal))).Entries.Any().ShouldBe(changed);
    }

    [Theory]
    [InlineData(",\"tools\":{\"t\":{}}", ",\"tools\":{\"t\":{\"action\":\"hide\"}}", "t: allow to hide by (hidden)")]
    [InlineData(",\"tools\":{\"t\":{}}", ",\"tools\":{\"t\":{\"action\":\"require_approval\"}}", "t: allow to ask by /tools/t/action")]
    [InlineData(",\"tools\":{\"get_*\":{}}", "", "get_x: allow to deny by (default deny)")]
    [InlineData(",\"class\":{\"read\":{}}", "", "(any read tool): allow to deny by (default deny)")]
    [InlineData(",\"resources\":{\"file:///**\":{}}", ",\"resources\":{\"file:///**\":{\"action\":\"deny\"}}", "file:///x: allow to deny by /resources/file:~1~1~1**/action")]
    [InlineData(",\"prompts\":{\"p\":{}}", ",\"prompts\":{}", "p: allow to deny by (default deny)")]
    [InlineData(",\"tools\":{\"t\":{}}", ",\"tools\":{\"t\":{\"reason\":\"x\"}}", "")]
    public void Compare_Calls_NamesThoseWhoseOutcomeChanges(string before, string after, string calls)
        => string.Join(';', PolicyDiff.Compare(Policy(before), Policy(after)).Calls.Select(call => $"{call.Name}: {call.Before} to {call.After} by {call.RuleAfter}")).ShouldBe(calls);

    [Fact]
    public void Compare_WithTheServersTools_JudgesEachOfThem()
    {
        ToolCatalogue.TryRead(Encoding.UTF8.GetBytes("""[{"name":"r1","category":"read"},{"name":"r2","category":"read"},{"name":"w","category":"write"}]"""), out var tools, out _).ShouldBeTrue();
        var calls = PolicyDiff.Compare(Policy(",\"class\":{\"read\":{}}"), Policy(""), tools).Calls;
        calls.Select(call => call.Name).ShouldBe(["r1", "r2", "(any read tool)"]);
    }

    [Fact]
    public void Compare_TestsOfBoth_AreRunOnBoth()
    {
        const string One = ",\"tools\":{\"t\":{}},\"tests\":[{\"name\":\"old\",\"call\":{\"tool\":\"t\",\"args\":{\"a\":1}},\"expect\":\"allow\"}]";
        const string Two = ",\"tools\":{\"t\":{\"deny_if\":[{\"conditions\":[{\"path\":\"args.a\",\"op\":\"gt\",\"value\":0,\"missing\":\"pass\"}]}]}},\"tests\":[{\"name\":\"new\",\"call\":{\"tool\":\"t\",\"args\":{\"a\":2}},\"expect\":\"deny\"},{\"name\":\"same\",\"call\":{\"tool\":\"t\",\"args\":{\"a\":0}},\"expect\":\"allow\"}]";
        PolicyDiff.Compare(Policy(One), Policy(Two)).Tests.Select(test => (test.Name, test.Arguments, test.Before, test.After)).ShouldBe([("old", """{"a":1}""", "allow", "deny"), ("new", """{"a":2}""", "allow", "deny")]);
    }

    private static Policy.Compilation.CompiledPolicy Policy(string parts) => Given.Policy($$"""{"version":"1","default":"deny"{{parts}} }""");
}
