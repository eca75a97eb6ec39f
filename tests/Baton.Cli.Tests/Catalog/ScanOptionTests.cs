using System.Text;
using System.Text.Json;
using Baton.Cli.Output;

namespace Baton.Cli.Tests.Catalog;

/// <summary>Every flag of <c>baton scan</c> is obeyed or refused, never passed over; what is written is whole or not there.</summary>
public sealed class ScanOptionTests : IDisposable
{
    private const string Tools = """
        {"tools":[
          {"name":"read_note","description":"Read a note","inputSchema":{"type":"object","properties":{"path":{"type":"string"}},"required":["path"]}},
          {"name":"delete_note","description":"Delete a note"},
          {"name":"delete_all","description":"Delete all notes for ever"}]}
        """;

    private readonly CliHarness _cli = new();

    public ScanOptionTests() => _cli.Write("tools.json", Tools);

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("nothing to scan: give a file, --url URL, or a command after --.", "scan")]
    [InlineData("nothing to scan: give a file, --url URL, or a command after --.", "scan", "--")]
    [InlineData("more than one target: 'b.json'. A command goes after --.", "scan", "a.json", "b.json")]
    [InlineData("--url and a target exclude each other.", "scan", "tools.json", "--url", "https://example.com")]
    [InlineData("--url: 'ftp://example.com' is no http or https URL.\n       Write it whole, such as https://api.example.com/mcp.", "scan", "--url", "ftp://example.com")]
    [InlineData("--url: 'example.com/mcp' is no http or https URL.\n       Write it whole, such as https://api.example.com/mcp.", "scan", "--url", "example.com/mcp")]
    [InlineData("--url: '' is no http or https URL.\n       Write it whole, such as https://api.example.com/mcp.", "scan", "--url", "")]
    [InlineData("--url: the URL has credentials in it.\n       Take them out and give them as --header, such as --header \"Authorization=Bearer …\".", "scan", "--url", "https://ada:s3cret@example.com/mcp")]
    [InlineData("--header takes NAME=VALUE, not 'Authorization: Bearer'.", "scan", "--url", "https://example.com", "--header", "Authorization: Bearer")]
    [InlineData("--header takes NAME=VALUE, not '=x'.", "scan", "--url", "https://example.com", "--header", "=x")]
    [InlineData("--env takes NAME=VALUE, not 'DEBUG'.", "scan", "--env", "DEBUG", "--", "npx")]
    [InlineData("--env is for a server that is started by a command.", "scan", "--url", "https://example.com", "--env", "A=1")]
    [InlineData("--header is for a server that is reached by a URL.", "scan", "--header", "A=1", "--", "npx")]
    [InlineData("--header and --env are for servers, not for a file.", "scan", "tools.json", "--header", "A=1")]
    [InlineData("--header and --env are for servers, not for a file.", "scan", "tools.json", "--env", "A=1")]
    public async Task Scan_WhatCannotBeMeant_IsSaid(string says, params string[] line)
    {
        var result = await _cli.RunAsync(line);
        (result.Code, result.Out, result.Error).ShouldBe((2, "", $"baton: {says}\n"));
    }

    [Theory]
    [InlineData("--markdown, --html, --sarif and --policy exclude one another.", "--markdown", "--policy")]
    [InlineData("--markdown, --html, --sarif and --policy exclude one another.", "--sarif", "--html", "--json")]
    [InlineData("--json and a page exclude each other: leave out --json, --markdown or --html.", "--json", "--html")]
    [InlineData("--json and a page exclude each other: leave out --json, --markdown or --html.", "--markdown", "--json")]
    [InlineData("--timeout takes 1 to 3600 seconds.", "--timeout", "3601")]
    [InlineData("--timeout takes 1 to 3600 seconds.", "--timeout", "-1")]
    [InlineData("'9999999999' is no whole number for --timeout.", "--timeout", "9999999999")]
    [InlineData("'1m' is no whole number for --timeout.", "--timeout", "1m")]
    public async Task Scan_FlagsThatDoNotGoTogether_AreWrongUsage(string says, params string[] flags)
    {
        var result = await _cli.RunAsync(["scan", "tools.json", .. flags]);
        (result.Code, result.Out).ShouldBe((2, ""));
        Said(result).ShouldBe(says);
    }

    [Theory]
    [InlineData("--sarif", "runs")]
    [InlineData("--policy", "version")]
    public async Task Scan_FaceThatIsJson_TakesTheFlagToo(string face, string member)
    {
        var result = await _cli.RunAsync("scan", "tools.json", face, "--json");
        result.Code.ShouldBe(0, result.Error);
        JsonDocument.Parse(result.Out).RootElement.TryGetProperty(member, out _).ShouldBeTrue();
        result.Out.ShouldBe((await _cli.RunAsync("scan", "tools.json", face)).Out);
    }

    [Theory]
    [InlineData("low", 1, "3 tools are low or worse: delete_all, delete_note, read_note.")]
    [InlineData("medium", 1, "2 tools are medium or worse: delete_all, delete_note.")]
    [InlineData("critical", 1, "1 tool is critical or worse: delete_all.")]
    public async Task Scan_FailOn_NamesTheToolsWorstFirst(string severity, int code, string says)
    {
        var result = await _cli.RunAsync("scan", "tools.json", "--fail-on", severity);
        (result.Code, result.Error).ShouldBe((code, $"baton: {says}\n"));
        result.Out.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Scan_FailOnOneOrMany_CountsThemInWords()
    {
        _cli.Write("one.json", """[{"name":"delete_a","description":"Delete it for ever"}]""");
        (await _cli.RunAsync("scan", "one.json", "--fail-on", "high")).Error.ShouldBe("baton: 1 tool is high or worse: delete_a.\n");
        _cli.Write("many.json", $"[{string.Join(',', Enumerable.Range(0, 9).Select(number => $$"""{"name":"delete_{{number}}","description":"Delete it for ever"}"""))}]");
        var many = await _cli.RunAsync("scan", "many.json", "--fail-on", "high", "--json");
        many.Code().ShouldBe("severity");
        many.Error.ShouldContain("9 tools are high or worse: delete_0, delete_1, delete_2, delete_3, delete_4, delete_5, delete_6, delete_7, ….");
    }

    [Theory]
    [InlineData("Read a note.", 0, "")]
    [InlineData("Read a note and more", 1, "baton: 1 tool differs from the snapshot, the worst textual.\n")]
    public async Task Scan_Against_AnswersByWhatWouldBeHeld(string description, int code, string error)
    {
        _cli.Write("new.json", Tools.Replace("Read a note", description, StringComparison.Ordinal));
        var result = await _cli.RunAsync("scan", "new.json", "--against", "tools.json", "--html", "--output", "report.html");
        (result.Code, result.Out, result.Error).ShouldBe((code, "", error));
    }

    [Fact]
    public async Task Scan_AgainstASnapshotWithMore_SaysWhatIsGone()
    {
        _cli.Write("new.json", """{"tools":[{"name":"read_note","description":"Read a note","inputSchema":{"type":"object","properties":{"path":{"type":"string"}},"required":["path"]}}]}""");
        var result = await _cli.RunAsync("scan", "new.json", "--against", "tools.json", "--json");
        result.Code.ShouldBe(1);
        result.Error.ShouldContain("2 tools differ from the snapshot");
        JsonDocument.Parse(result.Out).RootElement.GetProperty("drift").EnumerateArray().Select(drift => (drift.Text("tool"), drift.Text("kind"), drift.Text("held")))
            .ShouldBe([("delete_all", "removed", "False"), ("delete_note", "removed", "False")]);
    }

    [Fact]
    public async Task Scan_AgainstTheSame_SaysThatNothingDiffers()
    {
        var result = await _cli.RunAsync("scan", "tools.json", "--against", "tools.json");
        (result.Code, result.Error).ShouldBe((0, "No differences from the snapshot.\n"));
        JsonDocument.Parse((await _cli.RunAsync("scan", "tools.json", "--against", "tools.json", "--json")).Out).RootElement.GetProperty("drift").GetArrayLength().ShouldBe(0);
    }

    // A snapshot holds the definitions: what is scanned from it is what was scanned.
    [Fact]
    public async Task Scan_OfAnEarlierScan_IsTheSameScan()
    {
        await _cli.RunAsync("scan", "tools.json", "--json", "--output", "snapshot.json");
        var (first, again) = (await _cli.RunAsync("scan", "tools.json", "--json"), await _cli.RunAsync("scan", "snapshot.json", "--json"));
        again.Out.Replace("\"source\":\"snapshot.json\"", "\"source\":\"tools.json\"", StringComparison.Ordinal).ShouldBe(first.Out);
        File.ReadAllText(_cli.At("snapshot.json")).ShouldBe(first.Out);
    }

    [Fact]
    public async Task Scan_Json_HasItsMembersInTheirOrder()
    {
        var scan = (await _cli.JsonAsync("scan", "tools.json")).Single();
        scan.EnumerateObject().Select(member => member.Name).ShouldBe(["server", "scanned_at", "summary", "problems", "tools"]);
        scan.GetProperty("server").GetRawText().ShouldBe("""{"name":"tools","source":"tools.json","incomplete":false}""");
        scan.GetProperty("scanned_at").GetDateTimeOffset().ShouldBe(_cli.Time.GetUtcNow());
        scan.GetProperty("summary").GetProperty("by_category").EnumerateObject().Select(member => (member.Name, member.Value.GetInt32())).Where(count => count.Item2 > 0)
            .ShouldBe([("read", 1), ("destructive", 2)], ignoreOrder: true);
        scan.GetProperty("summary").GetProperty("by_severity").EnumerateObject().Sum(member => member.Value.GetInt32()).ShouldBe(3);
        foreach (var tool in scan.GetProperty("tools").EnumerateArray())
        {
            tool.EnumerateObject().Select(member => member.Name).ShouldBe(
                ["name", "category", "severity", "confidence", "evidence", "reversible", "signals", "annotations", "definition_hash", "attacks", "policy", "definition"]);
            tool.Text("definition_hash").ShouldMatch("^[0-9a-f]{64}$");
        }
    }

    [Theory]
    [InlineData("""{"tools":[]}""")]
    [InlineData("[]")]
    [InlineData("""{"result":{"tools":[]}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"tools":[]}}""")]
    public async Task Scan_ListWithoutTools_IsEmptyInEveryFace(string list)
    {
        _cli.Write("none.json", list);
        (await _cli.RunAsync("scan", "none.json")).Out.ShouldBe("tool\tcategory\tseverity\tsignals\twhy\n");
        (await _cli.RunAsync("scan", "none.json", "--policy")).Out.ShouldContain("\"tools\": {}");
        JsonDocument.Parse((await _cli.RunAsync("scan", "none.json", "--sarif")).Out).RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength().ShouldBe(0);
        (await _cli.RunAsync("scan", "none.json", "--fail-on", "low")).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"tools\": [")]
    [InlineData("\"tools\"")]
    public async Task Scan_FileThatIsNoJsonList_IsNamedWithWhatToGive(string text)
    {
        _cli.Write("odd.json", text);
        var result = await _cli.RunAsync("scan", "odd.json");
        (result.Code, result.Out).ShouldBe((3, ""));
        result.Error.ShouldStartWith("baton: odd.json: No");
        result.Error.ShouldEndWith("       Save the answer to tools/list, or the output of `baton scan --json`.\n");
    }

    [Fact]
    public async Task Scan_BytesThatAreNoText_AreRefused()
    {
        File.WriteAllBytes(_cli.At("latin.json"), [.. "{\"tools\":[{\"name\":\"caf"u8, 0xE9, .. "\"}]}"u8]);
        var result = await _cli.RunAsync("scan", "latin.json");
        (result.Code, result.Out).ShouldBe((3, ""));
        result.Error.ShouldBe("baton: latin.json is not UTF-8.\n       Save the answer to tools/list, or the output of `baton scan --json`.\n");
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--markdown")]
    [InlineData("--html")]
    [InlineData("--sarif")]
    [InlineData("--policy")]
    public async Task Scan_Output_IsTheSameTextInAFileWithoutAMark(string face)
    {
        var printed = await _cli.RunAsync("scan", "tools.json", face);
        var written = await _cli.RunAsync("scan", "tools.json", face, "-o", "report");
        (written.Code, written.Out, written.Error).ShouldBe((0, "", ""));
        File.ReadAllBytes(_cli.At("report")).ShouldBe(Encoding.UTF8.GetBytes(printed.Out));
    }

    [Theory]
    [InlineData("no/such/folder/report.json")]
    [InlineData(".")]
    public async Task Scan_OutputThatCannotBeWritten_IsTheEnvironment(string output)
    {
        var result = await _cli.RunAsync("scan", "tools.json", "--sarif", "-o", output, "--json");
        (result.Code, result.Out, result.Code()).ShouldBe((3, "", "unavailable"));
    }

    [Fact]
    public async Task Scan_OnATerminal_SumsUpAndSaysWhatNext()
    {
        _cli.Terminal = new Terminal(true, 200, false);
        var lines = (await _cli.RunAsync("scan", "tools.json")).Out.Split('\n').Select(line => line.TrimEnd()).ToList();
        lines[0].ShouldMatch("^TOOL +CATEGORY +SEVERITY +SIGNALS +WHY$");
        lines[1].ShouldMatch("^delete_all +destructive +critical ");
        lines[^3].ShouldBe("tools: 3 tools, 1 read, 0 write, 2 destructive, 0 execute, 0 financial, 0 other.");
        lines[^2].ShouldBe("Next: --policy for the policy to start from, --html --output report.html for a page per tool.");
    }

    [Fact]
    public async Task Scan_OnATerminal_ShowsHostileNamesAndProblemsAsCodes()
    {
        _cli.Terminal = new Terminal(true, 200, false);
        _cli.Write("hostile.json", """{"server":{"name":"own\u001b[2Jed"},"tools":[{"name":"a\u001b[31m","definition":{"name":"a\u001b[31m"}},{"name":"b","definition":{"name":"a\u001b[31m"}}]}""");
        foreach (var flags in (string[][])[[], ["--against", "tools.json"], ["--fail-on", "low"], ["--policy"], ["--markdown"]])
        {
            var result = await _cli.RunAsync(["scan", "hostile.json", .. flags]);
            (result.Out + result.Error).Where(letter => char.IsControl(letter) && letter != '\n').ShouldBeEmpty(string.Join(' ', flags));
        }
    }

    private static string Said(CliResult result) => result.Error.StartsWith('{') ? JsonDocument.Parse(result.Error).RootElement.GetProperty("error").Text("message") : result.Error.Split('\n')[0]["baton: ".Length..];
}
