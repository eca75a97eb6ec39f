using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Cli.Tests.Administration;

/// <summary><c>export</c> and <c>import</c> of Baton's own lines: the same store again, and nothing by halves where so asked.</summary>
public sealed class TransferCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Export_Json_CountsWhatItWrote()
    {
        await FillAsync();

        var report = (await _cli.JsonAsync("export", "out.jsonl")).Single();

        report.EnumerateObject().Select(member => member.Name)
            .ShouldBe(["lines", "projects", "records", "versions", "links", "tombstones", "present", "failed", "errors"]);
        (Number(report, "projects"), Number(report, "records"), Number(report, "versions"), Number(report, "links"), Number(report, "failed")).ShouldBe((1, 2, 3, 1, 0));
        Number(report, "lines").ShouldBe(File.ReadAllLines(_cli.At("out.jsonl")).Length);
    }

    [Fact]
    public async Task ExportImport_AnotherStore_ExportsTheSameBytes()
    {
        await FillAsync();
        await _cli.RunAsync("export", "first.jsonl");

        var imported = (await _cli.JsonAsync("import", "first.jsonl", "--data", _cli.At("other"))).Single();
        await _cli.RunAsync("export", "second.jsonl", "--data", _cli.At("other"));

        (imported.GetProperty("imported").GetBoolean(), Number(imported, "records"), Number(imported, "versions"), Number(imported, "present")).ShouldBe((true, 2, 3, 0));
        Content("second.jsonl").ShouldBe(Content("first.jsonl"));
    }

    [Fact]
    public async Task Import_Again_WritesNothing()
    {
        await FillAsync();
        await _cli.RunAsync("export", "out.jsonl");

        var again = (await _cli.JsonAsync("import", "out.jsonl")).Single();

        (Number(again, "records"), Number(again, "versions"), Number(again, "links"), Number(again, "failed")).ShouldBe((0, 0, 0, 0));
        Number(again, "present").ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_DryRun_SaysWhatWouldBe_AndWritesNothing(bool fromInput)
    {
        await FillAsync();
        await _cli.RunAsync("export", "out.jsonl");
        _cli.Input = File.ReadAllBytes(_cli.At("out.jsonl"));

        var report = (await _cli.JsonAsync("import", fromInput ? "-" : "out.jsonl", "--dry-run", "--data", _cli.At("other"))).Single();

        (report.GetProperty("imported").GetBoolean(), Number(report, "records")).ShouldBe((false, 2));
        (await _cli.JsonAsync("handoff", "list", "--data", _cli.At("other"))).ShouldBeEmpty();
        (await _cli.RunAsync("import", "out.jsonl", "--dry-run", "--data", _cli.At("other"))).Out.ShouldStartWith("Would import 2 records in 3 versions, 1 link, ");
    }

    [Fact]
    public async Task Import_BrokenLine_KeepsTheRest_AndNamesTheLine()
    {
        var broken = await BreakAsync();

        var result = await _cli.RunAsync("import", "broken.jsonl", "--json", "--data", _cli.At("other"));

        result.Code.ShouldBe(1, result.ToString());
        var report = result.Lines().Single();
        (report.GetProperty("imported").GetBoolean(), Number(report, "failed"), Number(report, "records")).ShouldBe((true, 1, 2));
        Number(report.GetProperty("errors").EnumerateArray().Single(), "line").ShouldBe(broken);
        (await _cli.RunAsync("import", "broken.jsonl", "--data", _cli.At("third"))).Error.ShouldContain($"baton: line {broken}: ");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_BrokenLine_Atomic_KeepsNothing(bool fromInput)
    {
        await BreakAsync();
        _cli.Input = File.ReadAllBytes(_cli.At("broken.jsonl"));

        var result = await _cli.RunAsync("import", fromInput ? "-" : "broken.jsonl", "--atomic", "--json", "--data", _cli.At("other"));

        (result.Code, result.Lines().Single().GetProperty("imported").GetBoolean()).ShouldBe((1, false));
        (await _cli.JsonAsync("handoff", "list", "--data", _cli.At("other"))).ShouldBeEmpty();
        (await _cli.JsonAsync("memory", "search", "fact", "--data", _cli.At("other"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_AHostileLine_IsNamedWithoutActingOnTheTerminal()
    {
        _cli.Write("hostile.jsonl", "{\"baton_export\":1}\n{\"a\":\"\u001b]0;owned\u0007\u202E\n");

        var result = await _cli.RunAsync("import", "hostile.jsonl");

        result.Code.ShouldBe(1, result.ToString());
        result.Error.Any(c => (char.IsControl(c) && c != '\n') || c == '\u202E').ShouldBeFalse(result.Error);
    }

    [Theory]
    [InlineData("There is no file", "import", "nowhere.jsonl")]
    [InlineData("is a folder", "import", ".")]
    [InlineData("--atomic is for Baton's own exports", "import", "x", "--from", "m3", "--atomic")]
    [InlineData("--project needs --from", "import", "x", "--project", "p")]
    [InlineData("'other'", "import", "x", "--from", "other")]
    [InlineData("not over --baton-url", "export", "--baton-url", "http://localhost:1/mcp")]
    [InlineData("not over --baton-url", "import", "have.jsonl", "--baton-url", "http://localhost:1/mcp")]
    public async Task WhatCannotBe_IsWrongUsage(string says, params string[] line)
    {
        _cli.Write("have.jsonl", "");

        var result = await _cli.RunAsync(line);

        (result.Code, result.Out).ShouldBe((2, ""), result.ToString());
        result.Error.ShouldContain(says);
    }

    [Fact]
    public async Task Export_EmptyStore_ImportsAsNothing()
    {
        (await _cli.RunAsync("export", "out.jsonl")).Code.ShouldBe(0);

        var report = (await _cli.JsonAsync("import", "out.jsonl", "--data", _cli.At("other"))).Single();

        (Number(report, "records"), Number(report, "failed")).ShouldBe((0, 0));
    }

    private async Task FillAsync()
    {
        await _cli.RunAsync("handoff", "save", "first", "--key", "k", "--project", "p");
        var handoff = (await _cli.JsonAsync("handoff", "save", "second ü 😀", "--key", "k", "--project", "p")).Single().GetProperty("handoff").Text("id");
        await _cli.RunAsync("memory", "save", "one fact", "--key", "fact", "--project", "p");
        var linked = await _cli.RunAsync("memory", "link", "fact", handoff, "--project", "p");
        linked.Code.ShouldBe(0, linked.ToString());
    }

    // The line in the middle is cut short; the number of it.
    private async Task<long> BreakAsync()
    {
        await FillAsync();
        await _cli.RunAsync("export", "out.jsonl");
        var lines = (await File.ReadAllLinesAsync(_cli.At("out.jsonl"))).ToList();
        lines.Insert(2, "{\"handoff\":{\"id\":");
        await File.WriteAllLinesAsync(_cli.At("broken.jsonl"), lines, new UTF8Encoding(false));
        return 3;
    }

    // The first line says when and by what it was exported.
    private string[] Content(string file) => [.. File.ReadAllLines(_cli.At(file)).Skip(1).Select(line => JsonNode.Parse(line)!.ToJsonString())];

    private static long Number(JsonElement report, string name) => report.GetProperty(name).GetInt64();

    [Theory]
    [InlineData("export")]
    [InlineData("export -")]
    [InlineData("export - --json")]
    public async Task Export_ToStandardOutput_IsTheBytesOfTheFile(string line)
    {
        await FillAsync();
        await _cli.RunAsync("export", "out.jsonl");

        var result = await _cli.RunAsync(line.Split(' '));

        (result.Code, result.Out, result.Error).ShouldBe((0, "", "baton: exported 2 records in 3 versions, 1 link, 1 project.\n"));
        Encoding.UTF8.GetString(result.Bytes).ShouldBe(File.ReadAllText(_cli.At("out.jsonl")));
    }
}
