using Baton.Cli.Application;

namespace Baton.Cli.Tests.Commands;

/// <summary><c>baton project</c>: what an operator sets for all who write into a project.</summary>
public sealed class ProjectCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task List_NothingThere_SaysSo()
    {
        (await _cli.RunAsync("project", "list")).ToString().ShouldBe("0\nNo projects.\n");
        (await _cli.JsonAsync("project", "list")).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_Json_HasEveryField()
    {
        await _cli.RunAsync("memory", "save", "x", "--project", "web");
        await _cli.RunAsync("project", "set", "shop", "--secrets", "reject", "--suspicious", "approve", "--retention", "90d");

        var projects = await _cli.JsonAsync("project", "list");

        projects.Select(project => project.GetRawText()).ShouldBe(
        [
            """{"name":"shop","secrets":"reject","suspicious":"approve","retention_days":90,"created_at":"2026-03-01T12:00:00+00:00"}""",
            """{"name":"web","secrets":"redact","suspicious":"mark","created_at":"2026-03-01T12:00:00+00:00"}""",
        ]);
    }

    [Fact]
    public async Task List_ForPeople_SaysWhatHolds()
    {
        await _cli.RunAsync("project", "set", "shop", "--secrets", "keep", "--retention", "36h");

        (await _cli.RunAsync("project", "list")).Out.ShouldBe("project\tsecrets\tsuspicious text\tkept\tremote\nshop\tkeep\tis marked\t1.5 days\t\n");
    }

    [Theory]
    [InlineData("--secrets redact", "secrets redact, suspicious text is marked, kept for ever")]
    [InlineData("--suspicious approve", "secrets redact, suspicious text needs approval, kept for ever")]
    [InlineData("--retention 2w", "secrets redact, suspicious text is marked, kept 14 days")]
    [InlineData("--retention never", "secrets redact, suspicious text is marked, kept for ever")]
    [InlineData("--secrets keep --suspicious mark --retention 1d", "secrets keep, suspicious text is marked, kept 1 day")]
    public async Task Set_Option_SaysWhatHoldsNow(string options, string says)
        => (await _cli.RunAsync(["project", "set", "shop", .. options.Split(' ')])).ToString().ShouldBe($"0\nProject shop: {says}.\n");

    [Fact]
    public async Task Set_OneOption_LeavesTheOthers()
    {
        await _cli.RunAsync("project", "set", "shop", "--secrets", "reject", "--retention", "30d");
        await _cli.RunAsync("project", "set", "shop", "--suspicious", "approve");

        var project = (await _cli.JsonAsync("project", "list")).Single();
        (project.Text("secrets"), project.Text("suspicious"), project.Text("retention_days")).ShouldBe(("reject", "approve", "30"));
    }

    [Theory]
    [InlineData("--retention 23h")]
    [InlineData("--retention 0")]
    [InlineData("--retention soon")]
    [InlineData("--retention 101000d")]
    public async Task Set_RetentionThatCannotBe_SaysHowToWriteOne(string options)
    {
        var result = await _cli.RunAsync(["project", "set", "shop", .. options.Split(' ')]);

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldBe($"baton: '{options.Split(' ')[1]}' is no retention.\n       Write a day or more, such as 90d or 52w, or never.\n");
        (await _cli.JsonAsync("project", "list")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--secrets hide")]
    [InlineData("--suspicious maybe")]
    public async Task Set_WordThatIsNone_NamesThoseThereAre(string options)
    {
        var result = await _cli.RunAsync(["project", "set", "shop", .. options.Split(' ')]);
        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldContain(options.Contains("secrets", StringComparison.Ordinal) ? "redact" : "approve");
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("")]
    public async Task Set_NameThatCannotBe_IsWrongUsage(string name)
        => (await _cli.RunAsync("project", "set", name, "--secrets", "keep")).Code.ShouldBe(ExitCode.Usage);

    // What the setting means: a write with a secret in it.
    [Theory]
    [InlineData("redact", ExitCode.Done, "token [redacted:")]
    [InlineData("keep", ExitCode.Done, "token ghp_0123456789abcdefghijklmnopqrstuvwxyzAB")]
    [InlineData("reject", ExitCode.No, null)]
    public async Task Set_Secrets_HoldsForTheNextWrite(string mode, int code, string? kept)
    {
        await _cli.RunAsync("project", "set", "shop", "--secrets", mode);

        var result = await _cli.RunAsync("memory", "save", "token ghp_0123456789abcdefghijklmnopqrstuvwxyzAB", "--key", "k", "--project", "shop");

        result.Code.ShouldBe(code, result.ToString());
        if (kept is not null) (await _cli.JsonAsync("memory", "show", "k", "--project", "shop")).Single().GetProperty("memory").Text("content").ShouldStartWith(kept);
        else (await _cli.RunAsync("memory", "show", "k", "--project", "shop")).Code.ShouldBe(ExitCode.No);
    }

    public void Dispose() => _cli.Dispose();
}
