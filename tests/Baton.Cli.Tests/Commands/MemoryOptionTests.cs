using System.Text.Json;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Commands;

/// <summary>Each option of <c>memory save</c> and <c>memory search</c>, and that what cannot be is refused by name.</summary>
public sealed class MemoryOptionTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Theory]
    [InlineData("--key", "deploy steps", "key")]
    [InlineData("--project", "shop", "project")]
    [InlineData("--type", "procedure", "type")]
    [InlineData("--type", "of-my-own", "type")]
    [InlineData("--title", "One line", "title")]
    [InlineData("--thread", "login", "thread")]
    [InlineData("--visibility", "shared", "visibility")]
    [InlineData("--visibility", "private", "visibility")]
    [InlineData("--importance", "0.25", "importance")]
    [InlineData("--confidence", "1", "confidence")]
    [InlineData("--layer", "hypothesis", "layer")]
    public async Task Save_OneValue_IsInItsField(string option, string value, string field)
        => (await SavedAsync("text", option, value)).Text(field).ShouldBe(value);

    [Theory]
    [InlineData("--valid-from", "2026-01-01", "valid_from", "2026-01-01T00:00:00.000Z")]
    [InlineData("--valid-to", "2026-12-31T10:00:00+02:00", "valid_to", "2026-12-31T08:00:00.000Z")]
    [InlineData("--ttl", "2h", "expires_at", "2026-03-01T14:00:00.000Z")]
    public async Task Save_Moment_IsKeptInUtc(string option, string value, string field, string expected)
        => (await SavedAsync("text", option, value)).Text(field).ShouldBe(expected);

    [Fact]
    public async Task Save_ListsAndFlags_AreKept()
    {
        var memory = await SavedAsync("text", "--tag", "b", "--tag", "a", "--layer", "verified", "--evidence", "CI run 7", "--pinned");

        memory.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["b", "a"], ignoreOrder: true);
        memory.GetProperty("evidence")[0].GetString().ShouldBe("CI run 7");
        memory.GetProperty("pinned").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Save_Supersedes_TakesTheOldOneOutOfSearches()
    {
        var old = (await SavedAsync("releases are cut on Mondays")).Text("id");
        await SavedAsync("releases are cut on Tuesdays", "--supersedes", old);

        (await _cli.JsonAsync("memory", "search", "releases")).Select(hit => hit.Text("content")).ShouldBe(["releases are cut on Tuesdays"]);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("[1,null,{\"a\":0.10}]")]
    [InlineData("{\"b\":1,\"a\":{\"c\":[]}}")]
    [InlineData("false")]
    [InlineData("1e400")]
    public async Task Save_JsonValue_ComesBackAsItWas(string json)
        => (await SavedAsync("--value", json)).GetProperty("value").GetRawText().ShouldBe(json);

    [Theory]
    [InlineData("--importance 1.5")]
    [InlineData("--importance -0.1")]
    [InlineData("--importance NaN")]
    [InlineData("--confidence high")]
    [InlineData("--visibility everyone")]
    [InlineData("--layer rumour")]
    [InlineData("--ttl soon")]
    [InlineData("--valid-from tomorrow")]
    [InlineData("--if-match x")]
    public async Task Save_ValueThatCannotBe_IsWrongUsageAndSavesNothing(string options)
    {
        var result = await _cli.RunAsync(["memory", "save", "text", "--key", "k", .. options.Split(' ')]);

        result.Code.ShouldBe(ExitCode.Usage, result.ToString());
        result.Error.ShouldStartWith("baton: ");
        (await _cli.RunAsync("memory", "show", "k")).Code.ShouldBe(ExitCode.No);
    }

    [Fact]
    public async Task Save_Nothing_SaysWhatIsMissing()
    {
        var result = await _cli.RunAsync("memory", "save", "--key", "k");
        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldContain("content");
    }

    [Fact]
    public async Task Save_StaleVersion_IsNoAndNamesTheCurrentOne()
    {
        await SavedAsync("one", "--key", "k");
        await SavedAsync("two", "--key", "k", "--if-match", "1");

        var result = await _cli.RunAsync("memory", "save", "three", "--key", "k", "--if-match", "1", "--json");

        (result.Code, result.Code()).ShouldBe((ExitCode.No, "stale_version"));
        (await _cli.JsonAsync("memory", "show", "k")).Single().GetProperty("memory").Text("content").ShouldBe("two");
    }

    [Theory]
    [InlineData("--type fact", "alpha")]
    [InlineData("--type decision", "beta")]
    [InlineData("--tag x", "alpha")]
    [InlineData("--tag x --tag y", "alpha,beta")]
    [InlineData("--thread t1", "beta")]
    [InlineData("--visibility shared", "gamma")]
    [InlineData("--project other", "gamma")]
    [InlineData("--project nowhere", "gamma")]
    [InlineData("--limit 1", "?")]
    [InlineData("", "alpha,beta,gamma")]
    public async Task Search_Filter_FindsWhatFits(string options, string expected)
    {
        await SavedAsync("alpha apples", "--type", "fact", "--tag", "x", "--project", "shop");
        await SavedAsync("beta apples", "--type", "decision", "--tag", "y", "--thread", "t1", "--project", "shop");
        await SavedAsync("gamma apples", "--type", "warning", "--project", "other", "--visibility", "shared");

        var found = await _cli.JsonAsync(["memory", "search", "apples", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        if (expected == "?") found.Count.ShouldBe(1);
        else found.Select(hit => hit.Text("content").Split(' ')[0]).Order(StringComparer.Ordinal).ShouldBe(expected.Split(','));
    }

    [Fact]
    public async Task Search_AsOfAndKnownAt_AskBothTimes()
    {
        await SavedAsync("the port is 80", "--key", "port", "--valid-to", "2026-01-01");
        _cli.Time.Advance(TimeSpan.FromDays(1));
        await SavedAsync("the other port is 443", "--valid-from", "2026-01-01");

        (await ContentsAsync("port", "--as-of", "2025-06-01")).ShouldBe(["the port is 80"]);
        (await ContentsAsync("port", "--as-of", "2026-06-01")).ShouldBe(["the other port is 443"]);
        (await ContentsAsync("port", "--as-of", "2026-06-01", "--known-at", "2026-03-01T18:00:00Z")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_NothingFound_SaysSoOnStandardErrorAndIsDone()
    {
        var result = await _cli.RunAsync("memory", "search", "zebra");
        (result.Code, result.Out).ShouldBe((ExitCode.Done, ""));
        result.Error.ShouldContain("No memories.");
        (await _cli.JsonAsync("memory", "search", "zebra")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--as-of soon")]
    [InlineData("--known-at 2026-13-01")]
    [InlineData("--visibility all")]
    [InlineData("--limit 0")]
    public async Task Search_ValueThatCannotBe_IsWrongUsage(string options)
        => (await _cli.RunAsync(["memory", "search", "x", .. options.Split(' ')])).Code.ShouldBe(ExitCode.Usage);

    [Fact]
    public async Task Link_ThenRemove_LeavesNone()
    {
        var (one, two) = ((await SavedAsync("one")).Text("id"), (await SavedAsync("two")).Text("id"));
        await _cli.RunAsync("memory", "link", one, two, "--relation", "contradicts");
        (await LinksAsync(one)).Single().Text("relation").ShouldBe("contradicts");

        await _cli.RunAsync("memory", "link", one, two, "--relation", "contradicts", "--remove");

        (await LinksAsync(one)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--depth 4")]
    [InlineData("--depth -1")]
    public async Task Link_DepthBeyondThree_IsWrongUsage(string options)
    {
        var one = (await SavedAsync("one")).Text("id");
        (await _cli.RunAsync(["memory", "link", one, .. options.Split(' ')])).Code.ShouldBe(ExitCode.Usage);
    }

    public void Dispose() => _cli.Dispose();

    private async Task<JsonElement> SavedAsync(params string[] options)
    {
        var id = (await _cli.JsonAsync(["memory", "save", .. options])).Single().GetProperty("memories")[0].Text("id");
        return (await _cli.JsonAsync("memory", "show", id)).Single().GetProperty("memory");
    }

    private async Task<IEnumerable<string>> ContentsAsync(params string[] words) => (await _cli.JsonAsync(["memory", "search", .. words])).Select(hit => hit.Text("content"));

    private async Task<List<JsonElement>> LinksAsync(string id) => [.. (await _cli.JsonAsync("memory", "link", id)).Single().GetProperty("links").EnumerateArray()];
}
