using Baton.Cli.Application;
using Baton.Cli.Output;

namespace Baton.Cli.Tests.Commands;

/// <summary><c>session start</c> and <c>session close</c>: read at the start, written at the end.</summary>
public sealed class SessionCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Theory]
    [InlineData("--decision", "decisions")]
    [InlineData("--pending", "pending")]
    [InlineData("--changed", "changed")]
    [InlineData("--next", "next_actions")]
    [InlineData("--blocker", "blockers")]
    public async Task Close_List_IsInTheHandoff(string option, string field)
    {
        await _cli.RunAsync("session", "close", "--summary", "s", option, "one", option, "two", "--project", "shop", "--thread", "login");

        var handoff = (await _cli.JsonAsync("handoff", "show", "--project", "shop")).Single().GetProperty("handoff");
        handoff.GetProperty(field).EnumerateArray().Select(item => item.GetString()).ShouldBe(["one", "two"]);
        (handoff.Text("summary"), handoff.Text("thread"), handoff.Text("status")).ShouldBe(("s", "login", "open"));
    }

    [Fact]
    public async Task Close_Learned_IsAMemoryOfTheProject()
    {
        var closed = (await _cli.JsonAsync("session", "close", "--summary", "s", "--learned", "the grammar is LL(1)", "--learned", "tests run in CI", "--project", "shop")).Single();

        closed.GetProperty("memories").GetArrayLength().ShouldBe(2);
        (await _cli.JsonAsync("memory", "search", "grammar", "--project", "shop")).Single().Text("content").ShouldBe("the grammar is LL(1)");
    }

    [Fact]
    public async Task Close_SummaryFromInput_IsByteForByte()
    {
        _cli.Input = "done\r\nwith ü 😀"u8.ToArray();
        await _cli.RunAsync("session", "close", "--summary", "-");
        (await _cli.JsonAsync("handoff", "show")).Single().GetProperty("handoff").Text("summary").ShouldBe("done\r\nwith ü 😀");
    }

    [Fact]
    public async Task Close_SameIdempotencyKey_HandsOverOnce()
    {
        await _cli.RunAsync("session", "close", "--summary", "s", "--idempotency-key", "k");
        await _cli.RunAsync("session", "close", "--summary", "s", "--idempotency-key", "k");
        (await _cli.JsonAsync("handoff", "list")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Close_ClaimToken_CompletesWhatWasResumed()
    {
        var id = (await _cli.JsonAsync("handoff", "save", "to do", "--project", "shop")).Single().GetProperty("handoff").Text("id");
        var token = (await _cli.JsonAsync("handoff", "claim", id)).Single().GetProperty("claim").Text("token");

        await _cli.RunAsync("session", "close", "--summary", "done it", "--project", "shop", "--token", token);

        (await _cli.JsonAsync("handoff", "show", id)).Single().GetProperty("handoff").Text("status").ShouldBe("done");
        (await _cli.JsonAsync("handoff", "list", "--status", "open")).Single().Text("summary").ShouldBe("done it");
    }

    [Fact]
    public async Task Close_WithoutSummary_IsWrongUsage()
    {
        var result = await _cli.RunAsync("session", "close", "--next", "x");
        (result.Code, result.Out).ShouldBe((ExitCode.Usage, ""));
        result.Error.ShouldContain("--summary");
    }

    [Fact]
    public async Task Start_EmptyStore_IsDoneAndHasEveryField()
    {
        var started = (await _cli.JsonAsync("session", "start", "--project", "shop")).Single();

        started.EnumerateObject().Select(member => member.Name).ShouldBe(["digest", "project", "handoffs", "memories", "changes", "since", "as_of"], ignoreOrder: true);
        started.GetProperty("handoffs").GetArrayLength().ShouldBe(0);
        (await _cli.RunAsync("session", "start")).Code.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task Start_Read_ChangesNothing()
    {
        await _cli.RunAsync("session", "close", "--summary", "left over", "--project", "shop");
        var first = (await _cli.RunAsync("session", "start", "--project", "shop")).Out;

        first.ShouldContain("left over");
        (await _cli.RunAsync("session", "start", "--project", "shop")).Out.ShouldBe(first);
    }

    [Theory]
    [InlineData("--max-tokens 0")]
    [InlineData("--max-tokens -5")]
    [InlineData("--max-tokens many")]
    [InlineData("--hook nosuch")]
    [InlineData("--hook vscode")]
    public async Task Start_ValueThatCannotBe_IsWrongUsage(string options)
    {
        var result = await _cli.RunAsync(["session", "start", .. options.Split(' ')]);
        result.Code.ShouldBe(ExitCode.Usage, result.ToString());
        result.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"cwd\":7}")]
    [InlineData("{\"cwd\":\"/no/such/folder\"}")]
    [InlineData("{\"workspace_roots\":[]}")]
    [InlineData("{\"workspace_roots\":\"x\"}")]
    [InlineData("{\"workspace_roots\":[null]}")]
    public async Task Start_HookInputThatSaysNothing_IsTheFolderItRunsIn(string input)
    {
        _cli.Input = System.Text.Encoding.UTF8.GetBytes(input);
        Directory.CreateDirectory(_cli.At(".git"));
        _cli.Write(".git/HEAD", "ref: refs/heads/main\n");
        await _cli.RunAsync("handoff", "save", "of this folder", "--project", Path.GetFileName(_cli.Folder));

        var result = await _cli.RunAsync("session", "start", "--project", "auto", "--hook", "claude-code");

        result.Code.ShouldBe(ExitCode.Done, result.ToString());
        result.Out.ShouldContain("of this folder");
    }

    [Fact]
    public async Task Start_ForAClientsHook_IsNotChangedForATerminal()
    {
        await _cli.RunAsync("handoff", "save", "bell \u0007 and \u202E here", "--project", "shop");
        var piped = await _cli.RunAsync("session", "start", "--project", "shop", "--hook", "gemini");
        _cli.Terminal = new Terminal(true, 80, false);

        (await _cli.RunAsync("session", "start", "--project", "shop", "--hook", "gemini")).Out.ShouldBe(piped.Out);
        piped.Lines().Single().GetProperty("hookSpecificOutput").Text("additionalContext").ShouldContain("\u202E here");
    }

    public void Dispose() => _cli.Dispose();
}
