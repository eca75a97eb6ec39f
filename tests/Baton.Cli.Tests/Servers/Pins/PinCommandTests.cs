using System.Text.Json;
using Baton.Cli.Tests.Catalog;

namespace Baton.Cli.Tests.Servers.Pins;

/// <summary>The operator at a registered server whose tools stand in a file.</summary>
public sealed class PinCommandTests : IDisposable
{
    private const string First = """{"tools":[{"name":"read_note","description":"Reads one note."},{"name":"write_note","description":"Writes one note."}]}""";

    private readonly CliHarness _cli = new();

    public PinCommandTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The servers of these tests are shell scripts.");
        _cli.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Pins_Refreshed_ArePinnedAndShown()
    {
        await RegisterAsync();

        (await RunAsync("server", "pins", "notes")).Error.ShouldContain("Nothing of 'notes' was seen yet");
        var pins = await _cli.JsonAsync("server", "pins", "notes", "--refresh");

        pins.Select(pin => $"{pin.Text("kind")} {pin.Text("name")} {pin.Text("state")} {pin.Text("decided_by")}")
            .ShouldBe(["tool read_note approved first use", "tool write_note approved first use"]);
        pins[0].Text("hash").Length.ShouldBe(64);
        (await RunAsync("server", "pins", "notes")).Out.ShouldContain("read_note");
    }

    [Fact]
    public async Task Diff_OfALongText_ShowsAllThatChanged()
    {
        var text = string.Concat(Enumerable.Range(0, 60).Select(number => $"Sentence {number} is about notes. "));
        await RegisterAsync(List(text + "It ends here."));
        await _cli.JsonAsync("server", "pins", "notes", "--refresh");
        Offer(List(text + "It ends\u200b at evil.example."));

        var diff = await RunAsync("server", "diff", "notes", "--refresh");

        diff.Code.ShouldBe(1, diff.ToString());
        diff.Out.ShouldContain("tool read_note: changed, hostile");
        diff.Out.ShouldContain("- description: It ends here.");
        diff.Out.ShouldContain("+ description: It ends⟨U+200B⟩ at evil.example.");
        diff.Out.ShouldContain("  …");
        diff.Out.ShouldNotContain("Sentence 5 is");
        diff.Out.ShouldContain("To let in exactly this: baton server approve notes --seen ");
    }

    [Fact]
    public async Task Approve_WhatWasSeen_EndsTheDifference_AndIsRecorded()
    {
        await ChangedAsync();
        var waiting = (await _cli.RunAsync("server", "diff", "notes", "--json")).Lines().Single();
        waiting.GetProperty("changes")[0].Text("grade").ShouldBe("textual");
        waiting.GetProperty("definition").Text("description").ShouldBe("Reads two notes.");

        var approved = await RunAsync("server", "approve", "notes", "--seen", waiting.Text("digest"));

        approved.Code.ShouldBe(0, approved.ToString());
        approved.Out.ShouldBe("Approved tool read_note (textual)\n");
        (await RunAsync("server", "diff", "notes")).ShouldSatisfyAllConditions(result => result.Code.ShouldBe(0), result => result.Out.ShouldBe("Nothing waits on the server 'notes'.\n"));
        (await _cli.JsonAsync("server", "pins", "notes", "--history")).Count(pin => pin.Text("state") == "replaced").ShouldBe(1);
        (await _cli.JsonAsync("audit", "query", "--tool", "read_note")).Select(row => row.Text("outcome")).ShouldBe(["definition_held", "definition_approved"], ignoreOrder: true);
    }

    [Fact]
    public async Task Approve_WithAnotherDigest_DecidesNothing()
    {
        await ChangedAsync();

        var refused = await _cli.RunAsync("server", "approve", "notes", "--seen", "000000000000", "--json");

        (refused.Code, refused.Code()).ShouldBe((1, "stale_version"));
        (await RunAsync("server", "diff", "notes")).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Reject_IsNotAskedAboutAgain_AndCanBeLookedAtByName()
    {
        await ChangedAsync();

        (await RunAsync("server", "reject", "notes", "read_note")).Out.ShouldBe("Rejected tool read_note (textual)\n");

        (await RunAsync("server", "diff", "notes", "--refresh")).Code.ShouldBe(0);
        (await RunAsync("server", "diff", "notes", "read_note")).Out.ShouldContain("rejected before");
        (await RunAsync("server", "approve", "notes", "read_note")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Rename_IsShownWithTheOldName()
    {
        await RegisterAsync();
        await _cli.JsonAsync("server", "pins", "notes", "--refresh");
        Offer(First.Replace("\"read_note\"", "\"fetch_note\"", StringComparison.Ordinal));

        var diff = await RunAsync("server", "diff", "notes", "--refresh");

        diff.Out.ShouldContain("tool fetch_note: was read_note, widening");
        diff.Out.ShouldContain("- name: read_note");
        diff.Out.ShouldContain("+ name: fetch_note");
    }

    [Fact]
    public async Task Trust_LetsChangesPass_UntilItIsTakenBack()
    {
        await RegisterAsync();
        await _cli.JsonAsync("server", "pins", "notes", "--refresh");
        (await RunAsync("server", "trust", "notes")).Out.ShouldContain("accepted unseen");
        Offer(List("Reads two notes."));
        (await RunAsync("server", "diff", "notes", "--refresh")).Code.ShouldBe(0);

        (await _cli.JsonAsync("server", "trust", "notes", "--off")).Single().GetProperty("trusted").GetBoolean().ShouldBeFalse();
        Offer(List("Reads three notes."));

        (await RunAsync("server", "diff", "notes", "--refresh")).Code.ShouldBe(1);
    }

    [Fact]
    public async Task ReviewFirst_EverythingWaits()
    {
        await RegisterAsync(First, "--review", "first");

        var diff = await RunAsync("server", "diff", "notes", "--refresh");

        diff.Code.ShouldBe(1);
        diff.Out.ShouldContain("tool read_note: new, widening");
        diff.Out.ShouldContain("+ description: Reads one note.");
        (await RunAsync("server", "approve", "notes")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Refresh_ServerThatIsNotThere_KeepsWhatWasPinned()
    {
        await RegisterAsync();
        await _cli.JsonAsync("server", "pins", "notes", "--refresh");
        Offer("{}");

        var refused = await RunAsync("server", "pins", "notes", "--refresh");

        refused.Code.ShouldBe(3, refused.ToString());
        (await _cli.JsonAsync("server", "pins", "notes")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Server_Removed_ForgetsItsPins()
    {
        await ChangedAsync();
        await RunAsync("server", "remove", "notes");

        (await RunAsync("server", "pins", "notes")).Code.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, "There is no server 'absent'", "pins", "absent")]
    [InlineData(1, "There is no server 'absent'", "diff", "absent")]
    [InlineData(1, "There is no server 'absent'", "approve", "absent")]
    [InlineData(1, "There is no server 'absent'", "reject", "absent")]
    [InlineData(1, "There is no server 'absent'", "trust", "absent")]
    [InlineData(1, "no registered server 'absent'", "pins", "absent", "--refresh")]
    [InlineData(1, "Nothing waits", "approve", "notes")]
    [InlineData(1, "'nothing' waits", "approve", "notes", "nothing")]
    [InlineData(2, "server diff --help", "diff")]
    public async Task WhatCannotBe_IsNamedWithItsExitCode(int code, string says, params string[] arguments)
    {
        await RegisterAsync();

        var result = await RunAsync(["server", .. arguments]);

        result.Code.ShouldBe(code, result.ToString());
        result.Error.ShouldContain(says);
    }

    [Fact]
    public async Task Locked_DecidingNeedsThePassphrase()
    {
        await ChangedAsync();
        _cli.Environment["BATON_PASSPHRASE"] = "a long passphrase";
        (await RunAsync("lock")).Code.ShouldBe(0);
        _cli.Environment.Remove("BATON_PASSPHRASE");

        (await RunAsync("server", "approve", "notes")).Code.ShouldNotBe(0);
        (await RunAsync("server", "diff", "notes")).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Diff_HostileParameter_IsShownAndCannotActOnTheTerminal()
    {
        const string before = """{"tools":[{"name":"read_note","inputSchema":{"type":"object","properties":{}}}]}""";
        await RegisterAsync(before);
        await _cli.JsonAsync("server", "pins", "notes", "--refresh");
        Offer(before.Replace("{}", """{"\u001b]0;owned\u0007\u202Eid":{"type":"string","description":"Leave \u001b[8mempty."}}""", StringComparison.Ordinal));

        var diff = await RunAsync("server", "diff", "notes", "--refresh");

        diff.Code.ShouldBe(1, diff.ToString());
        diff.Out.Any(c => (char.IsControl(c) && c != '\n') || c == '\u202E').ShouldBeFalse(diff.Out);
        diff.Out.ShouldContain("owned");
    }

    [Fact]
    public async Task Diff_OfANameWithAQuote_SaysACommandThatAShellReadsAsThatName()
    {
        const string before = """{"tools":[{"name":"a'; touch owned; '","description":"One."}]}""";
        await RegisterAsync(before);
        await _cli.JsonAsync("server", "pins", "notes", "--refresh");
        Offer(before.Replace("One.", "Two.", StringComparison.Ordinal));

        var diff = await RunAsync("server", "diff", "notes", "a'; touch owned; '", "--refresh");

        diff.Out.ShouldContain(@"baton server approve notes 'a'\''; touch owned; '\''' --seen ", Case.Sensitive, diff.ToString());
    }

    [Fact]
    public async Task Scan_RegisteredServer_ByItsName_WithItsVariables()
    {
        await RegisterAsync(First, "--env", "NOTES_KEY=hush");

        var result = await RunAsync("scan", "notes", "--json");

        result.Code.ShouldBe(0, result.ToString());
        using var json = JsonDocument.Parse(result.Out);
        json.RootElement.GetProperty("tools").GetArrayLength().ShouldBe(2);
        result.Out.ShouldNotContain("hush");
        (await File.ReadAllTextAsync(_cli.At("seen"), TestContext.Current.CancellationToken)).ShouldContain("NOTES_KEY=hush");
    }

    [Fact]
    public async Task Scan_RegisteredHttpServer_SendsItsHeaders()
    {
        await using var server = await KestrelServer.PagesAsync(asEvents: false, First);
        (await RunAsync("server", "add", "web", "--url", server.Url, "--header", "X-Key=hush")).Code.ShouldBe(0);

        var result = await RunAsync("scan", "web");

        result.Code.ShouldBe(0, result.ToString());
        result.Out.ShouldContain("write_note\twrite");
        server.Arrived[0].ShouldContain("key=hush");
    }

    [Fact]
    public async Task Scan_UnknownName_MakesNoDataFolder()
    {
        var result = await RunAsync("scan", "nowhere");

        result.Code.ShouldBe(1);
        result.Error.ShouldContain("no registered server 'nowhere'");
        Directory.Exists(_cli.At("data")).ShouldBeFalse();
    }

    private async Task ChangedAsync()
    {
        await RegisterAsync();
        await _cli.JsonAsync("server", "pins", "notes", "--refresh");
        Offer(First.Replace("Reads one note.", "Reads two notes.", StringComparison.Ordinal));
        (await RunAsync("server", "diff", "notes", "--refresh")).Code.ShouldBe(1);
    }

    private async Task RegisterAsync(string list = First, params string[] options)
    {
        Offer(list);
        var script = $"env > '{_cli.At("seen")}'; " + ShellServer.Script($$"""printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' $id "$(cat '{{_cli.At("list.json")}}')" """);
        (await RunAsync(["server", "add", "notes", .. options, "--", "/bin/sh", "-c", script])).Code.ShouldBe(0);
    }

    private void Offer(string list) => _cli.Write("list.json", list);

    private static string List(string description) => $$"""{"tools":[{"name":"read_note","description":"{{description}}"}]}""";

    private Task<CliResult> RunAsync(params string[] arguments) => _cli.RunAsync(arguments);
}
