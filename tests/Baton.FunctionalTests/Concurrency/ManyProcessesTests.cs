using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Concurrency;

public sealed class ManyProcessesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Claim_SixtyFourProcessesAtOnce_HasOneWinnerAndTheOthersLearnWho()
    {
        var saved = await BatonBinary.RunAsync(_folder.Data, null, "handoff", "save", "one job", "--key", "job", "--project", "p", "--json");
        var id = JsonNode.Parse(saved.Out)!["handoff"]!["id"]!.GetValue<string>();
        var clients = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => StdioBaton.StartAsync(_folder.Data)));

        var calls = await Task.WhenAll(clients.Select(client => client.CallAsync("handoff_claim", new JsonObject { ["id"] = id })));
        foreach (var client in clients) await client.DisposeAsync();

        calls.Count(call => !call.IsError).ShouldBe(1);
        var winner = calls.Single(call => !call.IsError).Content["claim"]!;
        winner["token"]!.GetValue<string>().ShouldNotBeNullOrEmpty();
        foreach (var loser in calls.Where(call => call.IsError))
        {
            loser.Code.ShouldBe("claimed");
            var message = loser.Error["message"]!.GetValue<string>();
            message.ShouldContain(winner["holder"]!.GetValue<string>());
            message.ShouldContain(winner["until"]!.GetValue<string>()[..10]);
        }
    }

    [Fact]
    public async Task Start_TwentyProcessesOnAnEmptyFolder_MakeOneStoreWithoutAnError()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            BatonBinary.RunAsync(_folder.Data, null, "handoff", "save", $"from {number}", "--key", $"k{number}", "--project", "p", "--json")));

        foreach (var run in runs)
        {
            run.Code.ShouldBe(0, run.Error);
            run.Error.ShouldBeEmpty();
        }
        await using var stdio = await StdioBaton.StartAsync(_folder.Data);
        for (var number = 0; number < 20; number++)
        {
            var loaded = await stdio.CallAsync("handoff_load", new JsonObject { ["key"] = $"k{number}", ["project"] = "p" });
            loaded.Content["handoff"]!["summary"]!.GetValue<string>().ShouldBe($"from {number}");
        }
    }

    public void Dispose() => _folder.Dispose();
}
