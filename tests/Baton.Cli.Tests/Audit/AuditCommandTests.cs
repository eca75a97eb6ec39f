namespace Baton.Cli.Tests.Audit;

public sealed class AuditCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Query_FiltersAndPrintsWhatIsAuthenticated()
    {
        await GrantsAsync("a", "b");

        (await _cli.JsonAsync("audit", "query", "--grant", "b")).Single().Text("outcome").ShouldBe("grant_added");
        (await _cli.JsonAsync("audit", "query", "--limit", "1")).Single().Text("grant").ShouldBe("b");
        (await _cli.JsonAsync("audit", "query", "--since", "1h")).Count.ShouldBe(2);
        _cli.Time.Advance(TimeSpan.FromHours(2));
        (await _cli.JsonAsync("audit", "query", "--since", "1h")).ShouldBeEmpty();
        (await _cli.JsonAsync("audit", "query", "--outcome", "deny")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tail_ShowsTheNewest()
    {
        await GrantsAsync("a", "b", "c");

        (await _cli.JsonAsync("audit", "tail", "--limit", "2")).Select(row => row.Text("grant")).ShouldBe(["b", "c"]);
        (await _cli.RunAsync("audit", "tail")).Out.ShouldContain("grant_added");
    }

    [Fact]
    public async Task Verify_WholeLog_IsExit0AndSaysWhatCannotBeNoticed()
    {
        await GrantsAsync("a");

        var result = await _cli.RunAsync("audit", "verify");

        result.Code.ShouldBe(0);
        result.Out.ShouldBe("Intact: rows 1 to 1. No outside head was given: rows cut off at the end cannot be noticed.\n");
    }

    [Fact]
    public async Task Verify_AgainstAHeadOfAnotherLog_IsExit1AndNamesTheRow()
    {
        await GrantsAsync("a", "b");
        _cli.Write("heads.jsonl", (await _cli.RunAsync("audit", "head")).Out);
        (await _cli.RunAsync("audit", "verify", "--heads", "heads.jsonl")).Code.ShouldBe(0);
        foreach (var file in Directory.GetFiles(_cli.At("data"), "audit.db*")) File.Delete(file);
        await GrantsAsync("c");

        var result = await _cli.RunAsync("audit", "verify", "--heads", "heads.jsonl", "--json");

        result.Code.ShouldBe(1);
        result.Lines().Single().GetProperty("fault").Text("kind").ShouldBe("replaced");
    }

    [Theory]
    [InlineData("audit", "verify", "--heads", "nowhere")]
    [InlineData("audit", "verify", "--heads", "bad.jsonl")]
    [InlineData("audit", "query", "--since", "yesterday-ish")]
    [InlineData("audit", "query", "--kind", "else")]
    [InlineData("audit", "query", "--outcome", "refused")]
    [InlineData("audit", "export", "--format", "xml")]
    [InlineData("audit", "prune")]
    public async Task WrongUsage_IsExit2(params string[] arguments)
    {
        _cli.Write("bad.jsonl", "no head\n");

        (await _cli.RunAsync(arguments)).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Export_JsonAndCsv_HoldEveryRow()
    {
        await GrantsAsync("a", "b");

        (await _cli.RunAsync("audit", "export")).Lines().Count.ShouldBe(2);
        (await _cli.RunAsync("audit", "export", "--format", "csv", "--out", "rows.csv")).Code.ShouldBe(0);

        var lines = File.ReadAllText(_cli.At("rows.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("sequence,time,kind,");
        lines[1].ShouldStartWith("1,2026-03-01T12:00:00.000000Z,event,");
        (await _cli.RunAsync("audit", "export", "--out", "rows.csv")).Code.ShouldBe(3);
    }

    [Fact]
    public async Task Prune_OldRows_LeavesALogThatVerifies()
    {
        await GrantsAsync("a", "b");
        _cli.Time.Advance(TimeSpan.FromDays(100));
        await GrantsAsync("c");

        (await _cli.JsonAsync("audit", "prune", "--before", "90d")).Single().Text("pruned").ShouldBe("2");

        (await _cli.RunAsync("audit", "verify")).Out.ShouldStartWith("Intact: rows 3 to 4.");
    }

    [Fact]
    public async Task PruneDryRun_SaysHowManyOfWhen_AndWhatTheChainWillFollow_AndRemovesNothing()
    {
        await GrantsAsync("a", "b");
        var mac = (await _cli.RunAsync("audit", "head")).Lines().Single().Text("mac");
        _cli.Time.Advance(TimeSpan.FromDays(100));
        await GrantsAsync("c");

        var shown = await _cli.RunAsync("audit", "prune", "--before", "90d", "--dry-run");
        var json = (await _cli.JsonAsync("audit", "prune", "--before", "90d", "--dry-run")).Single();

        (shown.Code, shown.Error, shown.Out).ShouldBe((
            0, "",
            "2 rows would be removed: 1 to 2, of 2026-03-01 12:00:00Z to 2026-03-01 12:00:00Z.\n"
            + $"The chain would then follow row 2, {mac}.\n"));
        json.GetRawText().ShouldBe(
            "{\"applied\":false,\"count\":2,\"first\":1,\"last\":2,\"from\":\"2026-03-01T12:00:00+00:00\",\"to\":\"2026-03-01T12:00:00+00:00\","
            + $"\"all\":false,\"anchor\":{{\"sequence\":2,\"mac\":\"{mac}\"}}}}");
        (await _cli.RunAsync("audit", "verify")).Out.ShouldStartWith("Intact: rows 1 to 3.");
    }

    [Fact]
    public async Task PruneDryRun_OfEveryRow_SaysThatItNeedsMore()
    {
        await GrantsAsync("a");
        _cli.Time.Advance(TimeSpan.FromSeconds(1));

        var shown = await _cli.RunAsync("audit", "prune", "--before", "0s", "--dry-run");

        (shown.Code, shown.Out.Split('\n')[^2]).ShouldBe((0, "That is every row there is, so that it needs --apply."));
    }

    [Fact]
    public async Task PruneDryRun_NothingSoOld_SaysSo()
    {
        await GrantsAsync("a");

        (await _cli.RunAsync("audit", "prune", "--before", "90d", "--dry-run")).Out.ShouldBe("No row is older than that.\n");
        (await _cli.JsonAsync("audit", "prune", "--before", "90d", "--dry-run")).Single().GetRawText().ShouldBe("{\"applied\":false,\"count\":0}");
    }

    [Fact]
    public async Task Prune_DryRunAndApply_IsAskedWhich()
    {
        var refused = await _cli.RunAsync("audit", "prune", "--before", "90d", "--dry-run", "--apply");

        (refused.Code, refused.Error.Split('\n')[0]).ShouldBe((2, "baton: --dry-run only shows and --apply removes: give one of them."));
    }

    [Theory]
    [InlineData("0d")]
    [InlineData("0s")]
    [InlineData("2026-03-01T12:00:00Z")]
    [InlineData("2030-01-01")]
    public async Task Prune_OfEveryRow_IsDoneOnlyWhenToldSo(string before)
    {
        await GrantsAsync("a", "b");

        var refused = await _cli.RunAsync("audit", "prune", "--before", before);
        (await _cli.JsonAsync("audit", "query")).Count.ShouldBe(2);
        _cli.Time.Advance(TimeSpan.FromSeconds(1));
        var applied = await _cli.RunAsync("audit", "prune", "--before", before == "2026-03-01T12:00:00Z" ? "0s" : before, "--apply");

        (refused.Code, refused.Out).ShouldBe((2, ""));
        refused.Error.ShouldBe($"baton: --before {before}: that removes every row there is.\n       Give an age such as 90d, or add --apply to remove them all.\n");
        (applied.Code, applied.Out).ShouldBe((0, "2 rows were removed.\n"));
        (await _cli.RunAsync("audit", "verify")).Out.ShouldStartWith("Intact: rows 3 to 3.");
    }

    [Fact]
    public async Task Prune_WhereNoRowIsYounger_IsSeenForWhatItIs()
    {
        await GrantsAsync("a");
        _cli.Time.Advance(TimeSpan.FromDays(100));

        var shown = await _cli.RunAsync("audit", "prune", "--before", "1s", "--dry-run");
        var refused = await _cli.RunAsync("audit", "prune", "--before", "90d");
        var applied = await _cli.RunAsync("audit", "prune", "--before", "90d", "--apply");

        shown.Out.Split('\n')[0].ShouldBe("1 row would be removed: 1 to 1, of 2026-03-01 12:00:00Z to 2026-03-01 12:00:00Z.");
        shown.Out.Split('\n')[^2].ShouldBe("That is every row there is, so that it needs --apply.");
        refused.ToString().ShouldBe("2\nbaton: --before 90d: that removes every row there is.\n       Give an age such as 90d, or add --apply to remove them all.\n");
        (applied.Code, applied.Out).ShouldBe((0, "1 row was removed.\n"));
        (await _cli.RunAsync("audit", "verify")).Out.ShouldStartWith("Intact: rows 2 to 2.");
    }

    [Theory]
    [InlineData("0s", 2)]
    [InlineData("0s --dry-run", 0)]
    public async Task Prune_OfEveryRow_WhileTheClockGoesOn_IsSeenForWhatItIs(string before, int code)
    {
        await GrantsAsync("a", "b");
        _cli.Time.PerReading = TimeSpan.FromMilliseconds(1);

        var result = await _cli.RunAsync(["audit", "prune", "--before", .. before.Split(' ')]);

        result.Code.ShouldBe(code);
        (result.Out + result.Error).ShouldContain(code == 0 ? "That is every row there is, so that it needs --apply.\n" : "--before 0s: that removes every row there is.\n");
        (await _cli.JsonAsync("audit", "query")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Verify_EmptyLog_SaysThatAnEmptiedOneLooksTheSame_AndHowToTellThem()
    {
        var result = await _cli.RunAsync("audit", "verify");

        result.Code.ShouldBe(0);
        result.Out.ShouldBe(
            "The log is empty. No outside head was given, and without one a log whose rows were all deleted looks like a new one. "
            + "Keep heads elsewhere, with 'baton audit head' or the setting audit.heads, and give them with --heads.\n");
    }

    [Fact]
    public async Task Verify_WithALostKey_SaysWhatToDo()
    {
        await GrantsAsync("a");
        File.Delete(_cli.At("home", ".config", "baton", "audit.key"));

        var result = await _cli.RunAsync("audit", "verify");

        result.Code.ShouldBe(3);
        result.Error.ShouldContain("BATON_AUDIT_KEY_FILE");
    }

    [Fact]
    public async Task Settings_WithAnUnknownWord_AreRefused()
    {
        Directory.CreateDirectory(_cli.At("data"));
        _cli.Write("data/baton.json", """{"audit":{"sync":"sometimes"}}""");

        var result = await _cli.RunAsync("audit", "verify");

        result.Code.ShouldBe(3);
        result.Error.ShouldContain("/audit/sync");
    }

    private async Task GrantsAsync(params string[] labels)
    {
        foreach (var label in labels) (await _cli.RunAsync("grant", "add", label, "--server", "memory")).Code.ShouldBe(0);
    }

    public void Dispose() => _cli.Dispose();
}
