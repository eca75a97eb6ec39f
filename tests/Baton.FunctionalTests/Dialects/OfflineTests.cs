using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Dialects;

/// <summary>A memory needs no network: the program in a network namespace of its own, where not even the loopback is up.</summary>
public sealed class OfflineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sovereign_WhereThereIsNoNetwork_SavesSearchesAndHandsOver()
    {
        await SkipWithoutNamespacesAsync();
        string[] calls =
        [
            ToolMessage.Session(1, "handoff", """{"note":"Login is fixed","thread":"login"}"""),
            ToolMessage.Session(2, "record_insight", """{"domain":"infra","content":"Kafka keeps seven days"}"""),
            ToolMessage.Session(3, "archive_exchange", """{"content":"one\r\ntwo","source":"chat"}"""),
            ToolMessage.Session(4, "comms_send", """{"body":"deploy at noon"}"""),
            ToolMessage.Session(5, "recall_insights", """{"query":"kafka"}"""),
            ToolMessage.Session(6, "where_did_i_leave_off", """{"thread":"login"}"""),
        ];

        var results = await RunAsync(calls);

        results.Keys.ShouldBe(Enumerable.Range(0, calls.Length + 1), ignoreOrder: true);
        foreach (var (id, result) in results.Where(one => one.Key > 0)) result["isError"]?.GetValue<bool>().ShouldNotBe(true, $"{id}: {result.ToJsonString()}");
        results[5]["structuredContent"]!["insights"]![0]!["content"]!.GetValue<string>().ShouldBe("Kafka keeps seven days");
        results[6]["structuredContent"]!["handoffs"]![0]!["note"]!.GetValue<string>().ShouldBe("Login is fixed");
    }

    /// <summary>The calls one after the other, each after the answer before it.</summary>
    private async Task<Dictionary<int, JsonNode>> RunAsync(string[] calls)
    {
        var start = Alone(BatonBinary.Start(_folder.Data, "stdio", "--dialect", "sovereign", "--project", "shop"));
        using var process = System.Diagnostics.Process.Start(start)!;
        var results = new Dictionary<int, JsonNode>();
        string[] handshake = [$$"""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{{ToolMessage.Initialize("2025-11-25")}}}"""];
        foreach (var line in handshake.Concat(calls))
        {
            await process.StandardInput.WriteLineAsync(line);
            await process.StandardInput.FlushAsync();
            var answer = JsonNode.Parse(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync()))!;
            results[answer["id"]!.GetValue<int>()] = answer["result"] ?? throw new InvalidOperationException(answer.ToJsonString());
            if (line == handshake[0]) await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        }
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return results;
    }

    private static System.Diagnostics.ProcessStartInfo Alone(System.Diagnostics.ProcessStartInfo start)
    {
        foreach (var word in (string[])[start.FileName, "--", "--net"]) start.ArgumentList.Insert(0, word);
        start.FileName = "unshare";
        return start;
    }

    private static async Task SkipWithoutNamespacesAsync()
    {
        const string Needed = "Needs root and unshare, to take the network away.";
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/unshare"), Needed);
        var tried = await BatonBinary.RunAsync(new System.Diagnostics.ProcessStartInfo("unshare", ["--net", "true"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true }, null);
        Assert.SkipUnless(tried.Code == 0, $"{Needed} {tried.Error}");
    }
}
