using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Administration;

public sealed class AdministrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Rewind_OfAGrantWhileTheServerRuns_UndoesItsWritesAndLeavesTheOthers()
    {
        var token = await GrantAsync("rogue");
        var worker = await GrantAsync("worker");
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        for (var i = 0; i < 30; i++) await SaveAsync(baton, $"k{i}", "good", worker);
        var since = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture);
        await Parallel.ForAsync(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) => await SaveAsync(baton, $"k{i % 40}", $"ruined {i}", token));
        for (var i = 0; i < 5; i++) await SaveAsync(baton, $"k{i}", "mended", worker);

        var preview = await RunAsync("rewind", "--grant", "rogue", "--since", since, "--json");
        (preview["changes"]!.GetValue<int>(), preview["conflicts"]!.GetValue<int>(), preview["applied"]!.GetValue<bool>()).ShouldBe((35, 5, false));
        (await SummaryAsync(baton, "k7")).ShouldStartWith("ruined");

        var clock = Stopwatch.StartNew();
        var applied = await RunAsync("rewind", "--grant", "rogue", "--since", since, "--apply", "--json");
        clock.Elapsed.ShouldBeLessThan(Budget.Of(TimeSpan.FromSeconds(5)));
        applied["conflicts"]!.GetValue<int>().ShouldBe(5);
        (await SummaryAsync(baton, "k2")).ShouldBe("mended");
        (await SummaryAsync(baton, "k7")).ShouldBe("good");
        (await baton.CallAsync("handoff_load", new JsonObject { ["key"] = "k35", ["project"] = "p" })).Code.ShouldBe("not_found");
        (await RunAsync("rewind", "--rewind", applied["rewind"]!.GetValue<string>(), "--json"))["changes"]!.GetValue<int>().ShouldBe(35);
    }

    [Fact]
    public async Task Export_ImportedIntoAnotherFolder_ExportsTheSameFile()
    {
        for (var i = 0; i < 3; i++) await RunAsync("handoff", "save", $"work {i}", "--key", $"k{i % 2}", "--project", "p", "--json");
        await RunAsync("export", _folder.At("one.jsonl"), "--json");
        var other = _folder.At("other");
        (await BatonBinary.RunAsync(other, null, "import", _folder.At("one.jsonl"))).Code.ShouldBe(0);
        (await BatonBinary.RunAsync(other, null, "export", _folder.At("two.jsonl"))).Code.ShouldBe(0);
        var first = await File.ReadAllBytesAsync(_folder.At("one.jsonl"));
        (await File.ReadAllBytesAsync(_folder.At("two.jsonl"))).ShouldBe(first);
        first.Length.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task VaultWatch_WhileOthersWriteAndEdit_MirrorsAndSavesAsItHappens()
    {
        using var watch = Process.Start(BatonBinary.Start(_folder.Data, "vault", "watch", "--vault", _folder.At("vault")))!;
        try
        {
            await RunAsync("handoff", "save", "first", "--key", "k", "--project", "p", "--json");
            (await watch.StandardOutput.ReadLineAsync())!.ShouldStartWith("write handoffs/p-k-");
            var file = Directory.EnumerateFiles(_folder.At("vault", "handoffs")).Single();
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("first", "edited"));
            (await watch.StandardOutput.ReadLineAsync())!.ShouldStartWith("import handoffs/p-k-");
            var run = await RunAsync("handoff", "load", "k", "--project", "p", "--json");
            run["handoff"]!["summary"]!.GetValue<string>().ShouldBe("edited");
            Signals.Terminate(watch);
            await watch.WaitForExitAsync();
            watch.ExitCode.ShouldBe(0, await watch.StandardError.ReadToEndAsync());
        }
        finally
        {
            if (!watch.HasExited) watch.Kill();
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> GrantAsync(string label)
    {
        await File.WriteAllTextAsync(_folder.At("open.json"), """{"version":"1","default":"allow"}""");
        (await BatonBinary.RunAsync(_folder.Data, null, "policy", "put", "open", _folder.At("open.json"))).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0, run.Error));
        return (await RunAsync("grant", "add", label, "--server", "memory=open", "--json"))["token"]!.GetValue<string>();
    }

    private async Task<JsonNode> RunAsync(params string[] arguments)
    {
        var run = await BatonBinary.RunAsync(_folder.Data, null, arguments);
        run.Code.ShouldBe(0, run.Error);
        return JsonNode.Parse(run.Out)!;
    }

    private static async Task SaveAsync(HttpBaton baton, string key, string summary, string token)
    {
        var call = await baton.CallAsync("handoff_save", new JsonObject { ["key"] = key, ["project"] = "p", ["summary"] = summary }, token);
        call.Content["handoff"]!["key"]!.GetValue<string>().ShouldBe(key);
    }

    private static async Task<string> SummaryAsync(HttpBaton baton, string key)
        => (await baton.CallAsync("handoff_load", new JsonObject { ["key"] = key, ["project"] = "p" })).Content["handoff"]!["summary"]!.GetValue<string>();
}
