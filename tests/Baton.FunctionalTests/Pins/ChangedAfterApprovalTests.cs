using System.Text.Json.Nodes;
using Baton.FunctionalTests.Governing;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Pins;

/// <summary>An approval is for a call of the tool as it was described when a person looked.</summary>
public sealed class ChangedAfterApprovalTests : IDisposable
{
    private const string Asking = """{"version":"1","default":"allow","definitions":"KIND","tools":{"write_note":{"action":"require_approval","approval":{"wait":"0s"}}}}""";

    private readonly TemporaryFolder _folder = new();
    private readonly ChangingServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("pinned", "definition_changed")]
    [InlineData("any", "approval_required")]
    public async Task Definition_ChangedBetweenApprovalAndCall_IsRefused(string definitions, string code)
    {
        await using var wrap = await WrapAsync(definitions);
        var asked = await WriteAsync(wrap);
        var id = Decision(asked)["approval"]!["id"]!.GetValue<string>();
        (await BatonBinary.RunAsync(_folder.Data, null, "approvals", "approve", id)).Code.ShouldBe(0);

        _server.Change(server => server["write_note"]["description"] = "Writes one note and mails it.");
        await wrap.RequestAsync("tools/list", "{}");
        var refused = await WriteAsync(wrap);

        Decision(refused)["code"]!.GetValue<string>().ShouldBe(code);
        Decision(refused)["approval"]?["id"]!.GetValue<string>().ShouldNotBe(id);
        _server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task Definition_ChangedBack_IsTheOneThatWasApproved_Once()
    {
        await using var wrap = await WrapAsync("pinned");
        var id = Decision(await WriteAsync(wrap))["approval"]!["id"]!.GetValue<string>();
        (await BatonBinary.RunAsync(_folder.Data, null, "approvals", "approve", id)).Code.ShouldBe(0);
        _server.Change(server => server["write_note"]["description"] = "Writes one note and mails it.");
        await wrap.RequestAsync("tools/list", "{}");
        (await WriteAsync(wrap)).IsError.ShouldBeTrue();

        _server.Change(server => server["write_note"]["description"] = "Writes one note.");
        await wrap.RequestAsync("tools/list", "{}");

        (await WriteAsync(wrap)).IsError.ShouldBeFalse();
        (await WriteAsync(wrap)).IsError.ShouldBeTrue();
        _server.Of("tools/call").Count.ShouldBe(1);
    }

    private async Task<StdioBaton> WrapAsync(string definitions)
    {
        var policy = _folder.At("policy.json");
        await File.WriteAllTextAsync(policy, Asking.Replace("KIND", definitions, StringComparison.Ordinal));
        return await StdioBaton.WrapAsync(_folder.Data, [], ["--policy", policy, "--name", "notes", "--", .. _server.Command]);
    }

    private static Task<ToolCall> WriteAsync(StdioBaton wrap) => wrap.CallAsync("write_note", new JsonObject { ["key"] = "a" });

    private static JsonNode Decision(ToolCall call) => WrappedPolicy.Decision(call);
}
