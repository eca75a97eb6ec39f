using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Crashes;

/// <summary>A client that saves, claims, comments and links until its server is gone, and notes what was acknowledged.</summary>
internal sealed class Writer(Func<string, JsonNode, Task<ToolCall>> call, Ledger ledger, string name)
{
    public async Task RunUntilGoneAsync()
    {
        try
        {
            for (var number = 0; ; number++) await RoundAsync($"{name} {number}");
        }
        catch (Exception gone) when (gone is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            // The server was killed: what it had not acknowledged is nobody's promise.
        }
    }

    private async Task RoundAsync(string summary)
    {
        var id = Id((await call("handoff_save", new JsonObject { ["summary"] = summary, ["project"] = "crash", ["body"] = new string('b', 3000) })).Content["handoff"]!);
        ledger.Saved[id] = summary;
        var claim = await call("handoff_claim", new JsonObject { ["id"] = id, ["lease_seconds"] = 86_400 });
        ledger.Claimed[id] = claim.Content["claim"]!["token"]!.GetValue<string>();
        (await call("handoff_update", new JsonObject { ["id"] = id, ["comment"] = $"on {summary}" })).Content.ShouldNotBeNull();
        ledger.Comments[$"on {summary}"] = id;
        var from = await MemoryAsync($"cause {summary}");
        var to = await MemoryAsync($"effect {summary}");
        (await call("memory_link", new JsonObject { ["id"] = from, ["to"] = to, ["relation"] = "caused" })).Content.ShouldNotBeNull();
        ledger.Links[(from, to)] = 0;
    }

    private async Task<string> MemoryAsync(string content)
        => Id((await call("memory_save", new JsonObject { ["content"] = content, ["project"] = "crash", ["type"] = "fact" })).Content["memories"]![0]!);

    private static string Id(JsonNode record) => record["id"]!.GetValue<string>();
}
