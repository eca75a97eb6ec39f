using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Baton.Cli.Tests.Vault;

public sealed class VaultCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Sync_EditSync_MakesAVersion()
    {
        await SaveAsync("first");
        (await _cli.RunAsync("vault", "sync")).Out.ShouldContain("1 written");
        var file = Directory.EnumerateFiles(_cli.At("data", "vaults", "main", "handoffs")).Single();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("first", "second"));
        (await _cli.RunAsync("vault", "status")).Out.ShouldContain(": a sync would leave 1 imported");
        (await _cli.RunAsync("vault", "sync")).Code.ShouldBe(0);
        var handoff = JsonNode.Parse((await _cli.RunAsync("handoff", "load", "k", "--project", "p", "--json")).Out)!["handoff"]!;
        (handoff["summary"]!.GetValue<string>(), handoff["version"]!.GetValue<int>()).ShouldBe(("second", 2));
    }

    [Fact]
    public async Task Sync_Conflict_IsListedWithExitOneAndSettledByTake()
    {
        await SaveAsync("first");
        await _cli.RunAsync("vault", "sync", "--vault", "notes");
        var file = Directory.EnumerateFiles(_cli.At("notes", "handoffs")).Single();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("first", "mine"));
        await SaveAsync("theirs");
        var run = await _cli.RunAsync("vault", "sync", "--vault", "notes");
        run.Code.ShouldBe(1);
        run.Out.ShouldContain("conflict handoffs/p-k-");
        var settled = JsonNode.Parse((await _cli.RunAsync("vault", "sync", "--vault", "notes", "--take", "store", "--json")).Out)!;
        (settled["written"]!.GetValue<int>(), settled["conflicts"]!.GetValue<int>()).ShouldBe((1, 0));
        (await File.ReadAllTextAsync(Directory.EnumerateFiles(_cli.At("notes", "conflicts")).Single())).ShouldContain("mine");
    }

    [Fact]
    public async Task Sync_TenThousandFiles_StaysWithinItsBudget()
    {
        await ImportManyAsync(10_000);
        // The goal is 10 s on an idle machine; a build machine is given four times that.
        foreach (var expected in (string[])["10000 written", "10000 unchanged"])
        {
            var clock = Stopwatch.StartNew();
            (await _cli.RunAsync("vault", "sync")).Out.ShouldContain(expected);
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(40));
        }
    }

    /// <summary>Fills the store with copies of one memory, each with an id and key of its own.</summary>
    private async Task ImportManyAsync(int count)
    {
        await _cli.RunAsync("memory", "save", "the one fact", "--key", "key-of-one", "--project", "p", "--data", _cli.At("seed"));
        await _cli.RunAsync("export", _cli.At("seed.jsonl"), "--data", _cli.At("seed"));
        var lines = await File.ReadAllLinesAsync(_cli.At("seed.jsonl"));
        var id = JsonNode.Parse(lines[^1])!["memory"]!["id"]!.GetValue<string>();
        var many = Enumerable.Range(0, count).Select(i => lines[^1]
            .Replace(id, string.Create(CultureInfo.InvariantCulture, $"{id[..^5]}{i:00000}"))
            .Replace("key-of-one", string.Create(CultureInfo.InvariantCulture, $"key-{i}")));
        await File.WriteAllLinesAsync(_cli.At("many.jsonl"), [.. lines[..^1], .. many]);
        (await _cli.RunAsync("import", _cli.At("many.jsonl"))).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0, run.ToString()));
    }

    private async Task SaveAsync(string summary)
        => (await _cli.RunAsync("handoff", "save", summary, "--key", "k", "--project", "p")).Code.ShouldBe(0);
}
