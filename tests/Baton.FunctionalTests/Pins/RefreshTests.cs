using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Pins;

/// <summary>An operator who has a server's definitions taken in without a client: every kind that is pinned.</summary>
public sealed class RefreshTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ChangingServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Refresh_TakesInToolsPromptsAndTemplates_AndHoldsWhatChanged()
    {
        (await RunAsync(["server", "add", "notes", "--", .. _server.Command])).Code.ShouldBe(0);

        (await PinsAsync()).ShouldBe(["tool read_note approved", "tool write_note approved", "prompt summary approved", "template note:///{key} approved"], ignoreOrder: true);
        (await RunAsync("server", "diff", "notes", "--refresh")).Code.ShouldBe(0);
        _server.Change(server =>
        {
            server.Prompt["description"] = "Sums up the notes and sends them away.";
            server.Template["description"] = "One note, or all of them.";
        });
        var diff = await RunAsync("server", "diff", "notes", "--refresh");

        diff.Code.ShouldBe(1, diff.Error);
        diff.Out.ShouldContain("prompt summary: changed");
        diff.Out.ShouldContain("template note:///{key}: changed");
        (await PinsAsync()).Count(pin => pin.EndsWith(" held", StringComparison.Ordinal)).ShouldBe(2);
        _server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task Refresh_OfAServerThatIsNotThere_SaysWhy_AndTakesNothingIn()
    {
        (await RunAsync("server", "add", "gone", "--", "no-such-command")).Code.ShouldBe(0);

        var refreshed = await RunAsync("server", "pins", "gone", "--refresh");

        refreshed.Code.ShouldBe(3);
        refreshed.Error.ShouldContain("'no-such-command' was not found");
        refreshed.Error.ShouldContain("nothing was taken in");
    }

    private async Task<IReadOnlyList<string>> PinsAsync()
    {
        var pins = await RunAsync("server", "pins", "notes", "--refresh", "--json");
        pins.Code.ShouldBe(0, pins.Error);
        return [.. pins.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Select(pin => $"{pin["kind"]} {pin["name"]} {pin["state"]}")];
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => BatonBinary.RunAsync(_folder.Data, null, arguments);
}
