using Baton.Cli.Application;

namespace Baton.Cli.Tests.Grants;

/// <summary>Grants as people and scripts read them, and every value that cannot be one.</summary>
public sealed class GrantOutputTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Show_EveryField_IsALineInItsPlace()
    {
        await AddAsync("ci", "--server", "memory=strict", "--server", "files=open", "--principal", "ada", "--project", "shop", "--project", "web", "--role", "reviewer", "--toolsets", "core, tasks", "--dialect", "sovereign", "--expires", "30d");
        var id = (await _cli.JsonAsync("grant", "show", "ci")).Single().Text("id");

        (await _cli.RunAsync("grant", "show", "ci")).Out.ShouldBe($"""
            label      ci
            id         {id}
            status     active
            principal  ada
            servers    files=open, memory=strict
            projects   shop, web
            roles      reviewer
            toolsets   core, tasks
            dialect    sovereign
            expires    2026-03-31 12:00:00Z

            """.ReplaceLineEndings("\n"));
        (await _cli.RunAsync("grant", "show", id)).Out.ShouldContain("label      ci\n");
    }

    [Fact]
    public async Task Show_Local_IsWhatTheContractSaysOfIt()
    {
        (await _cli.RunAsync("grant", "show", "local")).Out.ShouldBe("""
            label      local
            id         local
            status     active
            principal  local
            servers    memory=local
            projects   all
            toolsets   core, more, tasks, agents, archive
            expires    never

            """.ReplaceLineEndings("\n"));
        (await _cli.RunAsync("policy", "get", "local")).Out.Trim().ShouldBe("""{"version":"1","default":"allow","tools":{}}""");
    }

    [Fact]
    public async Task Json_EveryGrant_HasItsFieldsInOrder_AndATokenOnceOnly()
    {
        var added = (await _cli.JsonAsync("grant", "add", "ci", "--server", "memory=local", "--expires", "1h")).Single();
        added.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "label", "token", "principal", "servers", "projects", "roles", "toolsets", "expires_at"]);
        added.GetProperty("servers").GetRawText().ShouldBe("""{"memory":"local"}""");

        foreach (var line in (string[][])[["grant", "show", "ci"], ["grant", "list"], ["grant", "set", "ci", "--server", "files=open"]])
        {
            var grant = (await _cli.JsonAsync(line))[0];
            grant.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "label", "status", "principal", "servers", "projects", "roles", "toolsets", "expires_at"]);
            grant.GetRawText().ShouldNotContain("bt_");
        }
    }

    [Fact]
    public async Task Status_FollowsTheClockAndTheOperator()
    {
        await AddAsync("ci", "--server", "memory=local", "--expires", "1h");
        (await StatusAsync()).ShouldBe("active");
        _cli.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        (await StatusAsync()).ShouldBe("active");
        _cli.Time.Advance(TimeSpan.FromSeconds(1));
        (await StatusAsync()).ShouldBe("expired");
        (await _cli.RunAsync("grant", "revoke", "ci")).ToString().ShouldBe("0\nRevoked ci.\n");
        (await StatusAsync()).ShouldBe("revoked");
        (await _cli.RunAsync("grant", "show", "ci")).Out.ShouldContain("revoked    2026-03-01 13:00:00Z\n");
        (await _cli.RunAsync("grant", "list")).Out.ShouldNotContain("ci\t");
        (await _cli.RunAsync("grant", "list", "--all")).Out.ShouldContain("\trevoked\t");
    }

    [Fact]
    public async Task List_Text_IsATableWithoutSecrets()
    {
        await AddAsync("ci", "--server", "memory=local", "--expires", "3h");
        var id = (await _cli.JsonAsync("grant", "show", "ci")).Single().Text("id");
        (await _cli.RunAsync("grant", "list")).Out.ShouldBe(
            $"label\tid\tstatus\tprincipal\tservers\texpires\nci\t{id}\tactive\tci\tmemory=local\tin 3 h\nlocal\tlocal\tactive\tlocal\tmemory=local\t\n");
    }

    [Fact]
    public async Task Label_OfARevokedGrant_IsFreeAgain_AndShowHasTheLivingOne()
    {
        await AddAsync("ci", "--server", "memory=local");
        await _cli.RunAsync("grant", "revoke", "ci");
        await AddAsync("ci", "--server", "memory=local", "--principal", "second");

        (await _cli.JsonAsync("grant", "show", "ci")).Single().Text("principal").ShouldBe("second");
        (await _cli.JsonAsync("grant", "list", "--all")).Count(grant => grant.Text("label") == "ci").ShouldBe(2);
    }

    [Theory]
    [InlineData("2y", ExitCode.Usage)]
    [InlineData("366d", ExitCode.Usage)]
    [InlineData("", ExitCode.Usage)]
    [InlineData("365d", ExitCode.Done)]
    [InlineData("0", ExitCode.Done)]
    public async Task Rotate_Overlap_IsUpToAYear(string overlap, int code)
    {
        await AddAsync("ci", "--server", "memory=local");
        var result = await _cli.RunAsync("grant", "rotate", "ci", "--overlap", overlap);
        result.Code.ShouldBe(code);
        if (code == ExitCode.Usage) result.Error.ShouldBe($"baton: '{overlap}' is no length of time up to a year.\n       Write it as 0, 30m, 12h or 7d.\n");
        else result.Error.ShouldBe("This token is shown once. Clients send it as 'Authorization: Bearer TOKEN'.\n");
    }

    [Theory]
    [InlineData(ExitCode.Usage, "nothing to change.", "set", "local")]
    [InlineData(ExitCode.No, "The grant 'local' does not reach the server 'nope'.", "set", "local", "--remove-server", "nope")]
    [InlineData(ExitCode.No, "There is no grant 'nobody'.", "show", "nobody")]
    public async Task Run_WhatIsNotThere_IsSaid(int code, string says, params string[] line)
    {
        var result = await _cli.RunAsync(["grant", .. line]);
        (result.Code, result.Out, result.Error.Split('\n')[0]).ShouldBe((code, "", $"baton: {says}"));
    }

    [Fact]
    public async Task Add_ServersAndPoliciesThatAreNotThereYet_AreNotedInOrder()
    {
        var result = await _cli.RunAsync("grant", "add", "ci", "--server", "memory", "--server", "files=open");
        result.Error.ShouldBe("""
            baton: note: there is no server 'files' yet; see 'baton server add'.
            baton: note: there is no policy 'open' yet, so everything on 'files' is denied; see 'baton policy put open FILE'.
            baton: note: there is no policy 'memory' yet, so everything on 'memory' is denied; see 'baton policy put memory FILE'.
            This token is shown once. Clients send it as 'Authorization: Bearer TOKEN'.

            """.ReplaceLineEndings("\n"));
        result.Out.ShouldMatch("^bt_[a-z0-9]+_[A-Za-z0-9_-]{43}\n$");
    }

    private async Task AddAsync(string label, params string[] flags) => (await _cli.RunAsync(["grant", "add", label, .. flags])).Code.ShouldBe(ExitCode.Done);

    private async Task<string> StatusAsync() => (await _cli.JsonAsync("grant", "show", "ci")).Single().Text("status");
}
