using System.Text.Json;
using Baton.TestSupport;

namespace Baton.Cli.Tests.Tools;

public sealed class ToolReferenceTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Document_ToolsReference_IsWhatTheCodeSays()
    {
        var written = (await _cli.RunAsync("tools", "--markdown")).Out;

        File.ReadAllText(Repository.At("docs", "tools.md")).ShouldBe(written, "Run: ./baton tools --markdown > docs/tools.md");
    }

    [Fact]
    public async Task Document_OperatorsTools_StandLastUnderAWordAboutWhoHasThem()
    {
        var sections = (await _cli.RunAsync("tools", "--markdown")).Out.Split("\n## Toolset ");

        sections[1..].Select(section => section.Split('`')[1]).ShouldBe(["core", "more", "tasks", "agents", "archive", "admin"]);
        sections[^1].ShouldContain("No grant has it unless it is given");
        sections[^1].ShouldContain("### `admin_audit`");
        sections[..^1].ShouldAllBe(section => !section.Contains("admin_"));
    }

    [Fact]
    public async Task Json_EveryTool_IsALineWithItsSchemas()
    {
        var lines = (await _cli.RunAsync("tools", "--json")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        foreach (var line in lines)
        {
            using var tool = JsonDocument.Parse(line);
            tool.RootElement.GetProperty("input_schema").GetProperty("type").GetString().ShouldBe("object");
            tool.RootElement.GetProperty("output_schema").ValueKind.ShouldBe(JsonValueKind.Object);
        }
        lines.Length.ShouldBeGreaterThan(12);
    }

    [Fact]
    public async Task Toolsets_Core_AreTheTwelveOfTheContract()
    {
        var names = (await _cli.RunAsync("tools", "--toolsets", "core", "--json")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("name").GetString());

        names.ShouldBe(
        [
            "session_start", "session_close", "handoff_save", "handoff_load", "handoff_search", "handoff_claim", "handoff_update",
            "memory_save", "memory_search", "memory_get", "memory_update", "memory_delete",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Tools_TwoFaces_AreWrongUsage()
        => (await _cli.RunAsync("tools", "--markdown", "--json")).Error.ShouldContain("\"message\":\"--markdown and --json exclude each other.\"");

    [Theory]
    [InlineData("core,nonsense")]
    [InlineData("Core")]
    public async Task Toolsets_Unknown_AreNamedWithThoseThereAre(string toolsets)
    {
        var result = await _cli.RunAsync("tools", "--toolsets", toolsets);
        (result.Code, result.Out).ShouldBe((2, ""));
        result.Error.ShouldBe($"baton: There is no toolset '{toolsets.Split(',')[^1]}'; there are core, more, tasks, agents, archive, admin.\n");
    }

    public void Dispose() => _cli.Dispose();
}
