using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baton.Cli.Catalog.Reports;

namespace Baton.Cli.Tests.Catalog.Reports;

/// <summary>Markdown for a pull request: what a server wrote stays text in it (CommonMark 0.31 and GitHub's tables and strikethrough).</summary>
public sealed partial class MarkdownReportTests
{
    [Fact]
    public void Write_Tools_HasATableThenASectionEachThenThePolicy()
    {
        var report = Scanned.Of("""
            {"tools":[
              {"name":"read_note","description":"Read a note","inputSchema":{"type":"object","properties":{"path":{"type":"string"}},"required":["path"]}},
              {"name":"delete_note","description":"Delete a note"}]}
            """);
        var lines = MarkdownReport.Write(report).ReplaceLineEndings("\n").Split('\n');

        lines[..3].ShouldBe(["# notes", "", "2 tools from `tools.json`, scanned 2026-03-01 12:00 UTC."]);
        var table = Array.FindIndex(lines, line => line.StartsWith("| tool", StringComparison.Ordinal));
        lines[table..(table + 4)].Select(line => string.Join('|', line.Split('|')[1..6])).ShouldBe(
        [
            " tool | category | severity | reversible | signals ",
            " --- | --- | --- | --- | --- ",
            " delete\\_note | destructive | high | no |  ",
            " read\\_note | read | low | yes | path ",
        ]);
        lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ShouldBe(["## delete\\_note", "## read\\_note", "## Policy for the server: balanced"]);
        Fences(lines).ShouldBe([report.PolicyOf(report.WorstFirst[0]), report.PolicyOf(report.WorstFirst[1]), report.Policy()]);
        lines.ShouldContain(line => line.StartsWith("- **Cannot be undone:** delete\\_note. ", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("- signal `path` on `path`: ", StringComparison.Ordinal));
    }

    public static TheoryData<string> Markup() =>
    [
        "a|b", "*bold*", "_em_", "~~gone~~", "`code`", "[x](https://evil.example)", "![x](https://evil.example/p.png)", "<img src=x onerror=1>", "</td>", "&lt;b&gt;", "# head", "\\|", "\\",
        "a\n# head", "a\r\n\r\n---\r\n", "a\n```\nb", "a\u2028b\u0085c", "\u202Eevil",
    ];

    [Theory, MemberData(nameof(Markup))]
    public void Write_NameWithMarkup_IsThatNameInEveryPlace(string name)
    {
        var tools = new JsonArray(new JsonObject { ["name"] = name, ["description"] = $"Delete {name}", ["inputSchema"] = new JsonObject { ["properties"] = new JsonObject { [name] = new JsonObject { ["type"] = "string" }, ["path"] = new JsonObject { ["type"] = "string" } } } });
        var text = MarkdownReport.Write(Scanned.Of(tools.ToJsonString(), name: name, source: name)).ReplaceLineEndings("\n");
        var outside = string.Concat(("\n" + text).Split("\n```").Where((_, at) => at % 2 == 0));

        outside.Split('\n').Where(line => line.StartsWith('#')).Count().ShouldBe(3);
        var rows = outside.Split('\n').Where(line => line.StartsWith('|')).ToList();
        rows.Count.ShouldBe(3);
        rows.ShouldAllBe(row => Bars().Count(row) == 7);
        outside = Spans().Replace(outside, "");
        outside.ShouldNotMatch(@"<[a-z/]");
        Links().IsMatch(outside).ShouldBeFalse(outside);
        outside.Replace("\\~", "", StringComparison.Ordinal).ShouldNotContain("~~");
    }

    [Fact]
    public void Write_ListWithProblems_QuotesThem()
    {
        var text = MarkdownReport.Write(Scanned.Of("""{"tools":[{"name":"get_a","description":"Get"},{"name":"get_a"},{"name":5}]}""")).ReplaceLineEndings("\n");
        text.ShouldContain("\n> get\\_a: The name appears twice: only the first definition is used, and the server may answer either.\n>\n> Entry 2 has no name of 1 to 256 characters: left out.\n>\n");
    }

    [Fact]
    public void Write_NoTools_IsAnEmptyTableAndAPolicyThatDeniesAll()
    {
        var report = Scanned.Of("""{"tools":[]}""");
        var text = MarkdownReport.Write(report).ReplaceLineEndings("\n");
        text.ShouldStartWith("# notes\n\n0 tools from `tools.json`, scanned 2026-03-01 12:00 UTC.\n\n\n| tool |");
        text.ShouldEndWith($"## Policy for the server: balanced\n\n```json\n{report.Policy()}\n```\n\n");
    }

    [Fact]
    public void Write_ToolThatNothingAttacks_HasNoEmptyLineOfAttacks()
        => MarkdownReport.Write(Scanned.Of("""{"tools":[{"name":"get_time","description":"Get the time"},{"name":"frobnicate"}]}""")).ShouldNotContain("Attacks: .");

    private static List<string> Fences(string[] lines)
    {
        var fences = new List<string>();
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at] != "```json") continue;
            var end = Array.IndexOf(lines, "```", at);
            fences.Add(string.Join('\n', lines[(at + 1)..end]));
            at = end;
        }
        return fences;
    }

    // A bar that no backslash stands before, and none that a backslash stands before itself escaped.
    [GeneratedRegex(@"(?<!\\)(?:\\\\)*\|")]
    private static partial Regex Bars();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex Spans();

    [GeneratedRegex(@"(?<!\\)\]\(")]
    private static partial Regex Links();
}
