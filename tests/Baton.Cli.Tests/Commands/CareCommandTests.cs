using System.Text.Json.Nodes;

namespace Baton.Cli.Tests.Commands;

public sealed class CareCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Backup_ThenRestore_BringsEverythingBack()
    {
        await _cli.RunAsync("handoff", "save", "work", "--key", "k", "--body", "ünï");

        (await _cli.RunAsync("backup", "b.zip")).Code.ShouldBe(0);
        (await _cli.RunAsync("restore", "b.zip", "--data", _cli.At("second"))).Code.ShouldBe(0);

        (await _cli.RunAsync("handoff", "show", "k", "--body", "--data", _cli.At("second"))).Out.ShouldBe("ünï");
    }

    [Fact]
    public async Task Restore_OverADataFolder_IsRefused()
    {
        await _cli.RunAsync("handoff", "save", "work");
        await _cli.RunAsync("backup", "b.zip");

        var result = await _cli.RunAsync("restore", "b.zip");

        result.Code.ShouldBe(3);
        result.Error.ShouldContain("already holds");
    }

    [Fact]
    public async Task Restore_NoSuchFile_IsWrongUsage()
        => (await _cli.RunAsync("restore", "nowhere.zip")).Code.ShouldBe(2);

    [Fact]
    public async Task Backup_NothingThere_IsRefused()
        => (await _cli.RunAsync("backup", "b.zip")).Code.ShouldBe(3);

    [Fact]
    public async Task Doctor_SoundFolder_IsWell()
    {
        await _cli.RunAsync("handoff", "save", "work");

        var result = await _cli.RunAsync("doctor", "--baton-url", "http://127.0.0.1:9", "--json");

        result.Code.ShouldBe(0, result.ToString());
        var checks = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        checks.ShouldContain(check => check["check"]!.GetValue<string>() == "memory.db opens" && check["state"]!.GetValue<string>() == "ok");
        checks.ShouldContain(check => check["check"]!.GetValue<string>() == "server" && check["state"]!.GetValue<string>() == "note");
    }

    [Fact]
    public async Task Doctor_DamagedDatabase_SaysNoAndWhatToDo()
    {
        await _cli.RunAsync("handoff", "save", "work", "--body", new string('x', 200_000));
        var file = _cli.At("data", "memory.db");
        var bytes = File.ReadAllBytes(file);
        bytes.AsSpan(4096 * 5, 4096 * 10).Fill(0xA5);
        File.WriteAllBytes(file, bytes);

        var result = await _cli.RunAsync("doctor");

        result.Code.ShouldBe(1);
        result.Out.ShouldContain("bad");
        result.Out.ShouldContain("backup");
    }

    [Fact]
    public async Task DataFolder_ThatIsAFile_IsTheEnvironmentsFault()
    {
        _cli.Write("data", "a file");

        var result = await _cli.RunAsync("handoff", "list", "--json");

        result.Code.ShouldBe(3);
        JsonNode.Parse(result.Error)!["error"]!["code"]!.GetValue<string>().ShouldBe("unavailable");
    }

    [Fact]
    public async Task Projects_SetThenList_KeepTheSetting()
    {
        (await _cli.RunAsync("project", "set", "shop", "--secrets", "reject", "--suspicious", "approve")).Code.ShouldBe(0);

        var project = JsonNode.Parse((await _cli.RunAsync("project", "list", "--json")).Out)!;
        project["name"]!.GetValue<string>().ShouldBe("shop");
        project["secrets"]!.GetValue<string>().ShouldBe("reject");
        project["suspicious"]!.GetValue<string>().ShouldBe("approve");
    }

    [Fact]
    public async Task ProjectSet_Nothing_IsWrongUsage() => (await _cli.RunAsync("project", "set", "shop")).Code.ShouldBe(2);

    [Fact]
    public async Task Project_OnARemoteBaton_IsRefused()
        => (await _cli.RunAsync("project", "list", "--baton-url", "http://127.0.0.1:9")).Error.ShouldContain("data folder");

    [Fact]
    public async Task Remote_NobodyThere_SaysWhatToDo()
    {
        var result = await _cli.RunAsync("handoff", "list", "--baton-url", "http://127.0.0.1:9");

        result.Code.ShouldBe(3);
        result.Error.ShouldContain("no Baton answers at http://127.0.0.1:9/mcp/memory");
        result.Error.ShouldContain("baton up");
    }

    [Fact]
    public async Task Remote_AndDataFolder_ExcludeEachOther()
        => (await _cli.RunAsync("handoff", "list", "--baton-url", "http://127.0.0.1:9", "--data", "x")).Code.ShouldBe(2);

    public void Dispose() => _cli.Dispose();
}
