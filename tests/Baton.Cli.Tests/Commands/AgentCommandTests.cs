using Baton.Cli.Application;

namespace Baton.Cli.Tests.Commands;

/// <summary><c>notify</c>, <c>inbox</c> and <c>agent</c>: messages that wait, and who is at work.</summary>
public sealed class AgentCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Notify_SeveralRecipients_LeavesOneNoticeForEach()
    {
        var result = await _cli.RunAsync("notify", "ada", "AuthTests is green", "--also", "bob", "--also", "reviewer");

        result.Code.ShouldBe(ExitCode.Done);
        result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]).ShouldBe(["to ada", "to bob", "to reviewer"]);
        (await _cli.JsonAsync("inbox", "list", "--to", "bob")).Single().Text("message").ShouldBe("AuthTests is green");
    }

    [Fact]
    public async Task Notify_EveryOption_IsInTheNotice()
    {
        var memory = (await _cli.JsonAsync("memory", "save", "a fact", "--project", "shop")).Single().GetProperty("memories")[0].Text("id");
        _cli.Input = "from a pipe\r\n"u8.ToArray();
        await _cli.RunAsync("notify", "ada", "-", "--subject", "Look", "--project", "shop", "--thread", "login", "--ref", memory, "--urgent", "--ttl", "1d");

        var notice = (await _cli.JsonAsync("inbox", "list", "--to", "ada")).Single();

        (notice.Text("message"), notice.Text("subject"), notice.Text("project"), notice.Text("thread")).ShouldBe(("from a pipe\r\n", "Look", "shop", "login"));
        (notice.Text("priority"), notice.GetProperty("refs")[0].GetString(), notice.Text("expires_at")).ShouldBe(("1", memory, "2026-03-02T12:00:00.000Z"));
    }

    [Fact]
    public async Task List_AfterItsTime_HasTheNoticeNoMore()
    {
        await _cli.RunAsync("notify", "ada", "soon gone", "--ttl", "1h");
        (await _cli.JsonAsync("inbox", "list", "--to", "ada")).Count.ShouldBe(1);

        _cli.Time.Advance(TimeSpan.FromHours(1));

        (await _cli.JsonAsync("inbox", "list", "--to", "ada", "--all")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ack_ThenList_ShowsItOnlyWithAll_AndUnreadBringsItBack()
    {
        var id = await NotifyAsync("first");
        await NotifyAsync("second");

        (await _cli.RunAsync("inbox", "ack", id)).Code.ShouldBe(ExitCode.Done);

        (await MessagesAsync()).ShouldBe(["second"]);
        (await MessagesAsync("--all")).ShouldBe(["second", "first"]);
        await _cli.RunAsync("inbox", "ack", id, "--unread");
        (await MessagesAsync()).ShouldBe(["second", "first"]);
    }

    [Fact]
    public async Task List_Reading_ConsumesNothing()
    {
        await NotifyAsync("first");
        for (var i = 0; i < 3; i++) (await MessagesAsync()).ShouldBe(["first"]);
    }

    [Fact]
    public async Task Ack_UntilAMoment_MarksWhatWasSentBefore()
    {
        await NotifyAsync("first");
        _cli.Time.Advance(TimeSpan.FromMinutes(10));
        await NotifyAsync("second");

        (await _cli.RunAsync("inbox", "ack", "--until", "2026-03-01T12:05:00Z")).Code.ShouldBe(ExitCode.Done);

        (await MessagesAsync()).ShouldBe(["second"]);
    }

    [Theory]
    [InlineData("inbox ack n_01JZZZZZ", ExitCode.No)]
    [InlineData("inbox ack", ExitCode.Usage)]
    [InlineData("inbox ack --until soon", ExitCode.Usage)]
    [InlineData("inbox list --limit 0", ExitCode.Usage)]
    [InlineData("notify ada text --ttl soon", ExitCode.Usage)]
    [InlineData("agent list --since soon", ExitCode.Usage)]
    [InlineData("agent list --limit -3", ExitCode.Usage)]
    public async Task Run_WhatCannotBe_HasItsExitCodeAndSaysWhy(string line, int code)
    {
        var result = await _cli.RunAsync(line.Split(' '));
        result.Code.ShouldBe(code, result.ToString());
        result.Error.ShouldStartWith("baton: ");
        result.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_NothingThere_SaysSoAndIsDone()
    {
        (await _cli.RunAsync("inbox", "list")).ToString().ShouldBe("0\nNo notices.\n");
        (await _cli.RunAsync("agent", "list")).ToString().ShouldBe("0\nNobody has written anything yet.\n");
        (await _cli.JsonAsync("inbox", "list")).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_MoreThanTheLimit_SaysHowToSeeThem()
    {
        foreach (var number in Enumerable.Range(1, 5)) await NotifyAsync($"m{number}");

        var result = await _cli.RunAsync("inbox", "list", "--limit", "2");

        result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t')[^1]).ShouldBe(["m5", "m4"]);
        result.Error.ShouldBe("There are more; --limit 4 shows them.\n");
    }

    [Fact]
    public async Task List_ForPeople_ShowsTheSubjectWhereThereIsOne()
    {
        await _cli.RunAsync("notify", "ada", "a long message", "--subject", "short");

        var lines = (await _cli.RunAsync("inbox", "list", "--to", "ada")).Out.Split('\n');
        lines[0].ShouldBe("id\tsent\tfrom\tproject\tmessage");
        lines[1].Split('\t')[1..].ShouldBe(["now", "local", "default", "short"]);
    }

    [Fact]
    public async Task AgentList_WhoWrote_IsShownWithTheLastTimeAndFiltered()
    {
        await _cli.RunAsync("memory", "save", "a", "--project", "shop");
        _cli.Time.Advance(TimeSpan.FromDays(3));

        var agent = (await _cli.JsonAsync("agent", "list")).Single().GetProperty("agents")[0];
        (agent.Text("principal"), agent.Text("last_seen")).ShouldBe(("local", "2026-03-01T12:00:00.000Z"));
        (await _cli.JsonAsync("agent", "list", "--since", "1d")).Single().GetProperty("agents").GetArrayLength().ShouldBe(0);
        (await _cli.JsonAsync("agent", "list", "--since", "4d")).Single().GetProperty("agents").GetArrayLength().ShouldBe(1);
        (await _cli.JsonAsync("agent", "list", "--project", "web")).Single().GetProperty("agents").GetArrayLength().ShouldBe(0);
        (await _cli.RunAsync("agent", "list")).Out.ShouldBe("last seen\tprincipal\tproject\tclients\n3 d ago\tlocal\tshop\tbaton-cli\n");
    }

    public void Dispose() => _cli.Dispose();

    // To the caller itself: only who it is addressed to marks a notice as read.
    private async Task<string> NotifyAsync(string message)
    {
        _cli.Time.Advance(TimeSpan.FromSeconds(1));
        return (await _cli.JsonAsync("notify", "local", message)).Single().GetProperty("notices")[0].Text("id");
    }

    private async Task<IEnumerable<string>> MessagesAsync(params string[] options)
        => (await _cli.JsonAsync(["inbox", "list", .. options])).Select(notice => notice.Text("message"));
}
