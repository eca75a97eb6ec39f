using System.Text.Json;

namespace Baton.Cli.Tests.Catalog;

public sealed class CatalogCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Search_WordOfATool_FindsItsServers()
    {
        var result = await _cli.RunAsync("catalog", "search", "refund");
        result.Code.ShouldBe(0);
        result.Out.ShouldContain("stripe\t");
    }

    [Fact]
    public async Task Search_NothingFound_AnswersNo() => (await _cli.RunAsync("catalog", "search", "zzzyyyxxx")).Code.ShouldBe(1);

    [Fact]
    public async Task Show_Server_ListsToolsWithCategories()
    {
        var result = await _cli.RunAsync("catalog", "show", "filesystem", "--json");
        using var json = JsonDocument.Parse(result.Out);
        json.RootElement.GetProperty("date").GetString().ShouldNotBeNullOrEmpty();
        json.RootElement.GetProperty("record").GetString().ShouldBe("listed");
        json.RootElement.GetProperty("tools").EnumerateArray().Single(tool => tool.GetProperty("name").GetString() == "write_file").GetProperty("category").GetString().ShouldBe("destructive");
    }

    [Fact]
    public async Task Show_Policy_IsADocument()
    {
        var result = await _cli.RunAsync("catalog", "show", "stripe", "--policy", "--profile", "strict");
        JsonDocument.Parse(result.Out).RootElement.GetProperty("default").GetString().ShouldBe("deny");
    }

    [Fact]
    public async Task Show_Misspelt_NamesTheNearest()
    {
        var result = await _cli.RunAsync("catalog", "show", "githup");
        result.Code.ShouldBe(1);
        result.Error.ShouldContain("github");
    }

    [Fact]
    public async Task Attacks_OnePattern_ShowsTheCaseAndTheRule()
    {
        var result = await _cli.RunAsync("catalog", "attacks", "split-transactions");
        result.Out.ShouldContain("It happened:");
        result.Out.ShouldContain("\"version\"");
    }

    [Fact]
    public async Task Attacks_Json_IsOneObjectALine()
    {
        var result = await _cli.RunAsync("catalog", "attacks", "--json");
        var lines = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBeGreaterThanOrEqualTo(40);
        JsonDocument.Parse(lines[0]).RootElement.GetProperty("id").GetString().ShouldNotBeNullOrEmpty();
    }
}
