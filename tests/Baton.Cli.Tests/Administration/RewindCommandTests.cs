using System.Text.Json.Nodes;

namespace Baton.Cli.Tests.Administration;

public sealed class RewindCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Apply_SaysItsName_AndTheNameUndoesIt()
    {
        await SaveAsync("good");
        await SaveAsync("ruined");
        var plan = JsonNode.Parse((await _cli.RunAsync("rewind", "--grant", "local", "--since", "1h", "--apply", "--json")).Out)!;
        (plan["applied"]!.GetValue<bool>(), plan["changes"]!.GetValue<int>()).ShouldBe((true, 1));
        var back = await _cli.RunAsync("rewind", "--rewind", plan["rewind"]!.GetValue<string>(), "--apply");
        back.Code.ShouldBe(0, back.ToString());
        back.Out.ShouldContain("1 undone");
        (await _cli.RunAsync("handoff", "load", "k", "--project", "p")).Out.ShouldContain("ruined");
    }

    [Fact]
    public async Task Preview_WritesNothingAndSaysHowToGoOn()
    {
        await SaveAsync("good");
        var run = await _cli.RunAsync("rewind", "--grant", "local", "--since", "1h");
        run.Code.ShouldBe(0);
        run.Out.ShouldContain("1 would be undone. Add --apply to do it.");
        (await _cli.RunAsync("handoff", "load", "k", "--project", "p")).Out.ShouldContain("good");
    }

    [Fact]
    public async Task Name_OfNoRewind_IsNotFound()
    {
        await SaveAsync("good");
        var run = await _cli.RunAsync("rewind", "--rewind", "rewind-nope", "--apply");
        run.Code.ShouldBe(1);
        run.Error.ShouldContain("'rewind-nope'");
    }

    [Theory]
    [InlineData("--since", "1h")]
    [InlineData("--grant", "local")]
    [InlineData("--grant", "local", "--since", "yesterday")]
    [InlineData("--grant", "local", "--since", "1h", "--until", "5")]
    public async Task WrongUse_IsExit2(params string[] arguments) => (await _cli.RunAsync(["rewind", .. arguments])).Code.ShouldBe(2);

    private async Task SaveAsync(string summary)
        => (await _cli.RunAsync("handoff", "save", summary, "--key", "k", "--project", "p")).Code.ShouldBe(0);
}
