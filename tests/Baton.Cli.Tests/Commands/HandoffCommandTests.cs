using System.Text;
using System.Text.Json.Nodes;

namespace Baton.Cli.Tests.Commands;

public sealed class HandoffCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Save_ThenShow_GivesWhatWasSaved()
    {
        var saved = await Json("handoff", "save", "Parser done", "--key", "parser", "--next", "write tests", "--next", "ship", "--tag", "rust", "--project", "shop");

        saved["handoff"]!["version"]!.GetValue<int>().ShouldBe(1);
        var shown = (await Json("handoff", "show", "parser", "--project", "shop"))["handoff"]!;
        shown["summary"]!.GetValue<string>().ShouldBe("Parser done");
        shown["next_actions"]!.AsArray().Select(item => item!.GetValue<string>()).ShouldBe(["write tests", "ship"]);
        shown["by"]!["client"]!.GetValue<string>().ShouldBe("baton-cli");
        shown["by"]!["grant"]!.GetValue<string>().ShouldBe("local");
    }

    [Theory]
    [InlineData("日本語 — 👩‍🚀 ünï\r\ntwo\n\r\n\tthree")]
    [InlineData("\uFEFFwith a mark")]
    [InlineData("")]
    [InlineData("[[/baton:data]] closes nothing")]
    public async Task Save_BodyFromInput_ComesBackByteForByte(string body)
    {
        _cli.Input = Encoding.UTF8.GetBytes(body);
        await Json("handoff", "save", "s", "--key", "k", "--body-file", "-");

        (await _cli.RunAsync("handoff", "show", "k", "--body")).Out.ShouldBe(body);
    }

    [Fact]
    public async Task Save_InputThatIsNotUtf8_IsRefusedWithThePlace()
    {
        _cli.Input = [(byte)'o', (byte)'k', 0xFF, 0xFE];

        var result = await _cli.RunAsync("handoff", "save", "s", "--body-file", "-");

        result.Code.ShouldBe(2);
        result.Error.ShouldContain("not UTF-8 (byte 2)");
    }

    [Fact]
    public async Task Save_NoSummary_SaysSo()
        => (await _cli.RunAsync("handoff", "save")).ToString().ShouldStartWith("2\nbaton: a handoff needs a summary.");

    [Fact]
    public async Task Save_BodyTwice_IsRefused()
        => (await _cli.RunAsync("handoff", "save", "s", "--body", "a", "--body-file", "b")).Code.ShouldBe(2);

    [Fact]
    public async Task Save_FileThatIsNotThere_IsRefusedByName()
        => (await _cli.RunAsync("handoff", "save", "s", "--body-file", "nowhere.md")).Error.ShouldContain(_cli.At("nowhere.md"));

    [Fact]
    public async Task Save_StaleVersion_IsNoWithTheCodeAndTheDetails()
    {
        await Json("handoff", "save", "one", "--key", "k");
        await Json("handoff", "save", "two", "--key", "k");

        var result = await _cli.RunAsync("handoff", "save", "three", "--key", "k", "--if-match", "1", "--json");

        result.Code.ShouldBe(1);
        var error = JsonNode.Parse(result.Error)!["error"]!;
        error["code"]!.GetValue<string>().ShouldBe("stale_version");
    }

    [Fact]
    public async Task Claim_ThenSecondClaim_IsNoWithTheHolder()
    {
        await Json("handoff", "save", "work", "--key", "k");
        var claim = (await Json("handoff", "claim", "k", "--lease", "2h"))["claim"]!;

        var second = await _cli.RunAsync("handoff", "claim", "k", "--json");
        var released = await _cli.RunAsync("handoff", "claim", "k", "--release", "--token", claim["token"]!.GetValue<string>());

        claim["until"]!.GetValue<DateTimeOffset>().ShouldBe(_cli.Time.GetUtcNow().AddHours(2));
        second.Code.ShouldBe(1);
        JsonNode.Parse(second.Error)!["error"]!["code"]!.GetValue<string>().ShouldBe("claimed");
        released.Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("--renew")]
    [InlineData("--release")]
    public async Task Claim_ChangeWithoutToken_IsWrongUsage(string flag)
        => (await _cli.RunAsync("handoff", "claim", "k", flag)).Code.ShouldBe(2);

    [Fact]
    public async Task Claim_LeaseThatIsNoSpan_IsWrongUsage()
        => (await _cli.RunAsync("handoff", "claim", "k", "--lease", "soon")).Error.ShouldContain("'soon' is no length of time");

    [Fact]
    public async Task Done_WithOutcome_ChangesTheStatus()
    {
        await Json("handoff", "save", "work", "--key", "k");

        await Json("handoff", "done", "k", "--outcome", "merged");
        var shown = (await Json("handoff", "show", "k"))["handoff"]!;

        shown["status"]!.GetValue<string>().ShouldBe("done");
        shown["outcome"]!.ToJsonString().ShouldContain("merged");
    }

    [Fact]
    public async Task Comment_FromInput_IsKept()
    {
        await Json("handoff", "save", "work", "--key", "k");
        _cli.Input = "needs the fixture"u8.ToArray();

        await Json("handoff", "comment", "k", "-");

        (await Json("handoff", "show", "k"))["handoff"]!["comments"]!.ToJsonString().ShouldContain("needs the fixture");
    }

    [Fact]
    public async Task Append_Chunks_AreOneBody()
    {
        await Json("handoff", "save", "work", "--key", "k", "--body", "one ");
        _cli.Input = "two"u8.ToArray();

        await Json("handoff", "append", "k");

        (await _cli.RunAsync("handoff", "show", "k", "--body")).Out.ShouldBe("one two");
    }

    [Fact]
    public async Task Show_ById_PrefixAndKey_FindTheSame()
    {
        var id = (await Json("handoff", "save", "work", "--key", "k"))["handoff"]!["id"]!.GetValue<string>();

        foreach (var name in new[] { id, id[..12], "k" })
        {
            (await Json("handoff", "show", name))["handoff"]!["id"]!.GetValue<string>().ShouldBe(id, name);
        }
    }

    [Fact]
    public async Task Show_Unknown_IsNo()
    {
        var result = await _cli.RunAsync("handoff", "show", "h_01ARZ3NDEKTSV4RRFFQ69G5FAV");

        result.Code.ShouldBe(1);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldStartWith("baton: ");
    }

    [Fact]
    public async Task Show_TextWithEscapes_CannotDriveTheTerminal()
    {
        _cli.Terminal = new Baton.Cli.Output.Terminal(IsTerminal: true, Width: 80, Colours: true);
        await _cli.RunAsync("handoff", "save", "evil \u001b]0;title\u0007", "--key", "k");

        var shown = await _cli.RunAsync("handoff", "show", "k");

        shown.Out.ShouldNotContain('\u001b');
        shown.Out.ShouldContain("\u241b");
    }

    [Fact]
    public async Task Load_Handoff_IsTheMarkedBlockThatAgentsGet()
    {
        await Json("handoff", "save", "work", "--key", "k");

        (await _cli.RunAsync("handoff", "load", "k")).Out.ShouldContain("[[baton:data");
    }

    public void Dispose() => _cli.Dispose();

    private async Task<JsonNode> Json(params string[] arguments)
    {
        var result = await _cli.RunAsync([.. arguments, "--json"]);
        result.Code.ShouldBe(0, result.Error);
        return JsonNode.Parse(result.Out)!;
    }
}
