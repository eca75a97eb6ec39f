using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Crashes;

public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Killed_AtRandomMomentsUnderEightWriters_KeepsEverythingAcknowledged()
    {
        var ledger = new Ledger();
        var random = new Random(20_260_101);
        for (var round = 0; round < Rounds.Count; round++)
        {
            var before = ledger.Saved.Count;
            await RoundAsync(ledger, round, TimeSpan.FromMilliseconds(random.Next(5, 400)));
            ledger.Saved.Count.ShouldBeGreaterThan(before, $"round {round} wrote nothing");
        }

        await VerifyAsync(ledger);
        var doctor = await BatonBinary.RunAsync(_folder.Data, null, "doctor", "--baton-url", "http://127.0.0.1:9");
        doctor.Code.ShouldBe(0, doctor.Out);
    }

    public void Dispose() => _folder.Dispose();

    private async Task RoundAsync(Ledger ledger, int round, TimeSpan moment)
    {
        await using var up = await HttpBaton.StartAsync(_folder.Data);
        await using var first = await StdioBaton.StartAsync(_folder.Data, "--toolsets", "core,more");
        await using var second = await StdioBaton.StartAsync(_folder.Data, "--toolsets", "core,more");
        Func<string, JsonNode, Task<ToolCall>>[] clients =
            [up.CallAsync, up.CallAsync, up.CallAsync, up.CallAsync, first.CallAsync, first.CallAsync, second.CallAsync, second.CallAsync];
        var started = ledger.Saved.Count;
        var writers = clients.Select((call, index) => new Writer(call, ledger, $"round {round} writer {index}").RunUntilGoneAsync()).ToList();

        await ProgressAsync(ledger, started, writers);
        // The moment of the kill is what is tried out here, so the wait is of real time.
        await Task.Delay(moment, TestContext.Current.CancellationToken);
        up.Process.Kill();
        first.Process.Kill();
        second.Process.Kill();
        await Task.WhenAll(writers);
    }

    /// <summary>Waits until somebody has written, so that no round passes before it begins.</summary>
    private static async Task ProgressAsync(Ledger ledger, int started, List<Task> writers)
    {
        while (ledger.Saved.Count == started && !writers.All(writer => writer.IsCompleted)) await Task.Yield();
    }

    private async Task VerifyAsync(Ledger ledger)
    {
        await using var stdio = await StdioBaton.StartAsync(_folder.Data, "--toolsets", "core,more");
        foreach (var (id, summary) in ledger.Saved)
        {
            var handoff = (await stdio.CallAsync("handoff_load", new JsonObject { ["id"] = id })).Content["handoff"]!;
            handoff["summary"]!.GetValue<string>().ShouldBe(summary);
            handoff["body"]!.GetValue<string>().Length.ShouldBe(3000);
            var comments = handoff["comments"]?.ToJsonString() ?? "";
            foreach (var (comment, _) in ledger.Comments.Where(comment => comment.Value == id)) comments.ShouldContain(comment);
        }
        foreach (var (id, token) in ledger.Claimed)
        {
            (await stdio.CallAsync("handoff_claim", new JsonObject { ["id"] = id })).Code.ShouldBe("claimed");
            (await stdio.CallAsync("handoff_claim", new JsonObject { ["id"] = id, ["claim_token"] = token, ["renew"] = true })).IsError.ShouldBeFalse();
        }
        foreach (var (from, to) in ledger.Links.Keys)
        {
            (await stdio.CallAsync("memory_link", new JsonObject { ["id"] = from, ["depth"] = 1 })).Content["links"]!.ToJsonString().ShouldContain(to);
        }
    }
}
