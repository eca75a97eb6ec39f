using System.Text.Json.Nodes;

namespace Baton.Cli.Tests.Administration;

public sealed class ForeignImportCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("--json")]
    public async Task Import_OfAFolder_NamesTheFilesThatItPassesOver(string json)
    {
        Directory.CreateDirectory(_cli.At("vault/handoffs"));
        Directory.CreateDirectory(_cli.At("vault/.git"));
        await File.WriteAllTextAsync(_cli.At("vault/handoffs/shop-login-2026-01-08.txt"), "Fixed.");
        await File.WriteAllTextAsync(_cli.At("vault/handoffs/shop-undated.txt"), "Lost?");
        await File.WriteAllTextAsync(_cli.At("vault/.git/config"), "none of anybody's");
        string[] arguments = ["import", "--from", "ainote", _cli.At("vault"), .. json.Length > 0 ? [json] : Array.Empty<string>()];
        var run = await _cli.RunAsync(arguments);
        (run.Code, run.Error).ShouldBe((0, "baton: passed over 1 file(s) whose names are not of ainote: handoffs/shop-undated.txt.\n"));
        run.Out.ShouldContain(json.Length > 0 ? "\"records\":1" : "Imported 1 record");
        for (var i = 0; i < 8; i++) await File.WriteAllTextAsync(_cli.At($"vault/note{i}.txt"), "x");
        (await _cli.RunAsync(arguments)).Error.ShouldBe("baton: passed over 9 file(s) whose names are not of ainote: handoffs/shop-undated.txt, note0.txt, note1.txt, note2.txt, note3.txt and more.\n");
    }

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
    public async Task Links_InAFolder_AreNamed_AndNothingBehindThemIsRead()
    {
        if (OperatingSystem.IsWindows()) return;
        Write("old/CLAUDE.md", "# Rules\nUse tabs.");
        Write("elsewhere/secret.md", "not of the folder");
        File.CreateSymbolicLink(_cli.At("old", "linked.md"), _cli.At("elsewhere/secret.md"));
        Directory.CreateSymbolicLink(_cli.At("old", "more"), _cli.At("elsewhere"));
        Directory.CreateSymbolicLink(_cli.At("old", "round"), _cli.At("old"));
        var run = await _cli.RunAsync("import", "--from", "claude-code", _cli.At("old"), "--project", "shop");
        (run.Code, run.Error).ShouldBe((0, "baton: passed over 3 symbolic link(s), which may lead out of the folder: linked.md, more, round.\n"));
        run.Out.ShouldContain("Imported 1 record in 1 version");
    }

    [Fact]
    public async Task ImportThatWasUndone_AndIsRepeated_SaysThatItStaysDeleted()
    {
        Write("old/CLAUDE.md", "# Rules\nUse tabs.");
        string[] import = ["import", "--from", "claude-code", _cli.At("old"), "--project", "shop"];
        var name = (await _cli.RunAsync(import)).Out.Split("--rewind ")[1].Split(' ')[0];
        (await _cli.RunAsync("rewind", "--rewind", name, "--apply")).Code.ShouldBe(0);
        (await _cli.RunAsync(import)).Out.ShouldBe("Imported 0 records in 0 versions, 0 links; 1 were there already (1 of them deleted here, and left so); 0 failed.\n");
    }

    [Theory]
    [InlineData(null, "2026-01-08T00:30:00.000Z")]
    [InlineData("Europe/Berlin", "2026-01-08T08:30:00.000Z")]
    public async Task AinotesFile_IsAsOldAsItsNameSays_InTheZoneThatIsSet(string? zone, string time)
    {
        if (zone is not null) (await _cli.RunAsync("config", "set", "ainote.time_zone", zone)).Code.ShouldBe(0);
        Write("vault/handoffs/shop-login-0930-2026-01-08.txt", "Fixed.");
        (await ImportAsync("--from", "ainote", _cli.At("vault")))["records"]!.GetValue<int>().ShouldBe(1);
        var listed = await _cli.RunAsync("handoff", "list", "--project", "shop", "--json");
        JsonNode.Parse(listed.Out)!["created_at"]!.GetValue<string>().ShouldBe(time);
    }

    [Fact]
    public async Task Errors_GoToStandardError_WithTheirPlaces_AndTheExitCodeSaysSo()
    {
        Write("graph.json", "{\"type\":\"entity\",\"name\":\"Relay\",\"observations\":[\"x\"]}\nbroken\n");
        var run = await _cli.RunAsync("import", "--from", "reference-memory", _cli.At("graph.json"), "--project", "shop");
        run.Code.ShouldBe(1);
        run.Out.ShouldContain("Imported 1 record in 1 version");
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
