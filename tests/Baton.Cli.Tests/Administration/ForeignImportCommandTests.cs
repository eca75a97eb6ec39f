using System.Text.Json.Nodes;

namespace Baton.Cli.Tests.Administration;

public sealed class ForeignImportCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Folder_IsReadInEveryDepth_WithoutGitAndWithoutLinks()
    {
        Write("old/CLAUDE.md", "# Rules\nUse tabs.");
        Write("old/memory/deep/deploys.md", "Deploy on Monday.");
        Write("old/.git/notes.md", "not a memory");
        Write("outside.md", "not of the folder");
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(_cli.At("old", "linked.md"), _cli.At("outside.md"));
        var report = await ImportAsync("--from", "claude-code", _cli.At("old"), "--project", "shop");
        report["records"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Errors_GoToStandardError_WithTheirPlaces_AndTheExitCodeSaysSo()
    {
        Write("graph.json", "{\"type\":\"entity\",\"name\":\"Relay\",\"observations\":[\"x\"]}\nbroken\n");
        var run = await _cli.RunAsync("import", "--from", "reference-memory", _cli.At("graph.json"), "--project", "shop");
        run.Code.ShouldBe(1);
        run.Out.ShouldContain("Imported 1 records in 1 versions");
        run.Error.ShouldContain("graph.json, line 2:");
    }

    [Theory]
    [InlineData("--from", "klingon", "x")]
    [InlineData("--from", "m3", "absent.json")]
    [InlineData("--from", "sovereign", "https://example.org/")]
    [InlineData("--project", "p", "x")]
    public async Task WrongUse_IsExit2(string flag, string value, string source)
        => (await _cli.RunAsync("import", flag, value, source)).Code.ShouldBe(2);

    [Fact]
    public async Task Atomic_IsForBatonsOwnExports()
    {
        Write("export.json", "{\"items\":[]}");
        var run = await _cli.RunAsync("import", "--from", "m3", "--atomic", _cli.At("export.json"));
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("--dry-run");
    }

    [Fact]
    public async Task TimeZoneOfAinote_IsASettingThatIsChecked()
    {
        (await _cli.RunAsync("config", "set", "ainote.time_zone", "Europe/Berlin")).Code.ShouldBe(0);
        (await _cli.RunAsync("config", "get", "ainote.time_zone")).Out.Trim().ShouldBe("Europe/Berlin");
        (await _cli.RunAsync("config", "set", "ainote.time_zone", "Middle/Earth")).Code.ShouldBe(2);
        (await _cli.RunAsync("config", "list")).Out.ShouldContain("ainote.time_zone");
    }

    private void Write(string path, string text)
    {
        var file = _cli.At(path.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private async Task<JsonNode> ImportAsync(params string[] arguments)
    {
        var run = await _cli.RunAsync(["import", .. arguments, "--json"]);
        run.Code.ShouldBe(0, run.Error);
        return JsonNode.Parse(run.Out)!;
    }
}
