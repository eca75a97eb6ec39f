namespace Baton.Cli.Tests.Audit;

/// <summary>Each condition of the commands that read the audit log, alone and together.</summary>
public sealed class AuditFilterTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("--grant", "ci", 1)]
    [InlineData("--grant", "CI", 0)]
    [InlineData("--server", "files", 3)]
    [InlineData("--tool", "write_file", 1)]
    [InlineData("--tool", "write", 0)]
    [InlineData("--outcome", "server_added", 1)]
    [InlineData("--outcome", "tool_category", 1)]
    [InlineData("--outcome", "policy_put", 0)]
    [InlineData("--kind", "event", 4)]
    [InlineData("--kind", "refusal", 0)]
    public async Task Query_OneCondition_FindsWhatMeetsIt(string option, string value, int rows)
    {
        await HistoryAsync();

        (await _cli.JsonAsync("audit", "query", option, value)).Count.ShouldBe(rows);
        (await _cli.RunAsync("audit", "query", option, value)).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(rows);
        (await _cli.JsonAsync("audit", "tail", option, value)).Count.ShouldBe(rows);
        (await _cli.RunAsync("audit", "export", option, value)).Lines().Count.ShouldBe(rows);
    }

    [Fact]
    public async Task Query_TwoConditions_MeetsBoth()
    {
        await HistoryAsync();

        (await _cli.JsonAsync("audit", "query", "--server", "files", "--outcome", "server_removed")).Single().Text("outcome").ShouldBe("server_removed");
        (await _cli.JsonAsync("audit", "query", "--grant", "ci", "--server", "files")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Query_SinceAndUntil_TakeTheFirstInstantAndNotTheLast()
    {
        await HistoryAsync(); // 12:00, 12:10, 12:20, 12:30

        (await TimesAsync("--since", "2026-03-01T12:10:00Z")).ShouldBe(["12:10", "12:20", "12:30"]);
        (await TimesAsync("--until", "2026-03-01T12:20:00Z")).ShouldBe(["12:00", "12:10"]);
        (await TimesAsync("--since", "2026-03-01T13:10:00+01:00", "--until", "2026-03-01T12:30:00Z")).ShouldBe(["12:10", "12:20"]);
        (await TimesAsync("--since", "10m")).ShouldBe(["12:20", "12:30"]);
        (await TimesAsync("--since", "2026-03-01T13:00:00Z")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("query", "10m", "2h")]
    [InlineData("tail", "2026-03-02", "2026-03-01")]
    [InlineData("export", "2026-03-01T13:00:00Z", "2026-03-01T13:30:00+01:00")]
    public async Task SinceAfterUntil_IsWrongUsage_AndNotEmpty(string command, string since, string until)
    {
        await HistoryAsync();

        var result = await _cli.RunAsync("audit", command, "--since", since, "--until", until);

        result.ToString().ShouldBe(
            $"2\nbaton: --since {since} is after --until {until}: nothing can lie between them.\n"
            + "       A length such as 10m means so long ago: the earlier moment has the longer one.\n");
    }

    [Theory]
    [InlineData("2h", "10m", 2)]
    [InlineData("2026-03-01T12:10:00Z", "2026-03-01T12:10:00Z", 0)]
    public async Task SinceNotAfterUntil_Finds(string since, string until, int rows)
    {
        await HistoryAsync();
        (await _cli.JsonAsync("audit", "query", "--since", since, "--until", until)).Count.ShouldBe(rows);
    }

    [Theory]
    [InlineData("rewind --grant ci --since 1h --until 2h", "--since 1h is after --until 2h: nothing can lie between them.")]
    [InlineData("handoff list --after 2026-03-02 --before 2026-03-01", "--after 2026-03-02 is after --before 2026-03-01: nothing can lie between them.")]
    [InlineData("handoff search x --after 2026-03-02T00:00:00Z --before 2026-03-01", "--after 2026-03-02T00:00:00Z is after --before 2026-03-01: nothing can lie between them.")]
    public async Task OtherSpans_TheWrongWayRound_AreWrongUsageToo(string line, string says)
    {
        var result = await _cli.RunAsync(line.Split(' '));

        (result.Code, result.Out, result.Error.Split('\n')[0]).ShouldBe((2, "", $"baton: {says}"));
    }

    [Fact]
    public async Task Query_Limit_TakesTheNewest_OldestFirst()
    {
        await HistoryAsync();

        (await TimesAsync("--limit", "2")).ShouldBe(["12:20", "12:30"]);
        (await TimesAsync("--limit", "1", "--server", "files")).ShouldBe(["12:30"]);
        (await TimesAsync("--limit", "99")).Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("query", "0")]
    [InlineData("query", "-1")]
    [InlineData("tail", "0")]
    [InlineData("tail", "x")]
    public async Task Limit_BelowOne_IsWrongUsage(string command, string limit)
    {
        var result = await _cli.RunAsync("audit", command, "--limit", limit);

        (result.Code, result.Out).ShouldBe((2, ""));
        result.Error.ShouldContain("--limit");
    }

    [Fact]
    public async Task Row_ForPrograms_IsTheAuthenticatedText_AndForPeopleOneLine()
    {
        _cli.Environment["USER"] = "ada";
        await _cli.RunAsync("server", "add", "files", "--", "npx");

        var row = (await _cli.JsonAsync("audit", "query")).Single();
        var line = (await _cli.RunAsync("audit", "query")).Out;

        (row.Text("kind"), row.Text("outcome"), row.Text("principal"), row.Text("server")).ShouldBe(("event", "server_added", "ada", "files"));
        line.ShouldStartWith("2026-03-01 12:00:00.000  event    server_added  -  files");
        line.ShouldEndWith("The server 'files' was registered (stdio).\n");
    }

    [Fact]
    public async Task EmptyLog_IsNothing_NotAFault()
    {
        foreach (var command in (string[])["query", "tail", "export"])
        {
            var result = await _cli.RunAsync("audit", command);
            (result.Code, result.Out).ShouldBe((0, ""), command);
        }
        (await _cli.RunAsync("audit", "export", "--format", "csv")).Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
    }

    private async Task<List<string>> TimesAsync(params string[] conditions)
        => [.. (await _cli.JsonAsync(["audit", "query", .. conditions])).Select(row => row.GetProperty("time").GetDateTimeOffset().ToString("HH:mm"))];

    private async Task HistoryAsync()
    {
        foreach (var line in (string[])["grant add ci --server memory", "server add files -- npx", "server category files write_file destructive", "server remove files"])
        {
            if (!line.StartsWith("grant", StringComparison.Ordinal)) _cli.Time.Advance(TimeSpan.FromMinutes(10));
            (await _cli.RunAsync(line.Split(' '))).Code.ShouldBe(0, line);
        }
    }
}
