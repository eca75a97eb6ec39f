using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Governing;

/// <summary>A disk that fills while calls are counted and recorded: what cannot be recorded is not made, and nothing is damaged.</summary>
public sealed class FullDiskTests
{
    private const int Enough = 400;
    private const string Limited = """{"version":"1","default":"allow","tools":{"read_note":{"limits":[{"counter":"reads","window":"hour","max":100000}]}}}""";

    [Fact]
    public async Task Disk_Full_RefusesCallsWithTheStepThatFailed_AndGoesOnWhenThereIsRoom()
    {
        using var rule = new WrappedPolicy(Limited);
        await using var disk = await MountedDisk.RequireAsync(rule.Data, "size=4m");
        await using var wrap = await rule.StartAsync();
        (await ReadAsync(wrap))["result"].ShouldNotBeNull();
        await disk.FillAsync();

        var made = 1;
        var answer = await ReadAsync(wrap);
        for (; made < Enough && !IsRefused(answer); made++) answer = await ReadAsync(wrap);

        IsRefused(answer).ShouldBeTrue($"{made} calls were recorded on a full disk");
        rule.Server.Of("tools/call").Count.ShouldBe(made);
        disk.Empty();
        IsRefused(await ReadAsync(wrap)).ShouldBeFalse();
        await wrap.CloseAsync();
        (await wrap.Errors).ShouldContain("disk is full");
        (await rule.RunAsync("audit", "verify")).Code.ShouldBe(0);
        (await rule.RowsAsync("--kind", "intent", "--tool", "read_note", "--limit", $"{Enough}")).Count.ShouldBe(made + 1);
    }

    private static bool IsRefused(JsonNode answer)
        => answer["error"]?["message"]!.GetValue<string>().Contains("its step", StringComparison.Ordinal)
        ?? (answer["result"]!["_meta"]?["dev.baton/decision"]?["code"]!.GetValue<string>() == "limits_unavailable");

    private static async Task<JsonNode> ReadAsync(StdioBaton wrap) => (await wrap.CallAsync("read_note", new JsonObject())).Message;
}
