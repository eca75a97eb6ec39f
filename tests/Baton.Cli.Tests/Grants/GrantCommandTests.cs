using System.Security.Cryptography;
using System.Text;

namespace Baton.Cli.Tests.Grants;

public sealed class GrantCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Add_Json_HasIdLabelAndToken()
    {
        var grant = (await _cli.JsonAsync("grant", "add", "ci", "--server", "memory=strict", "--principal", "ada", "--expires", "30d", "--project", "p", "--role", "r")).Single();

        grant.Text("label").ShouldBe("ci");
        grant.Text("token").ShouldStartWith($"bt_{grant.Text("id")}_");
        (grant.Text("principal"), grant.GetProperty("servers").Text("memory")).ShouldBe(("ada", "strict"));
        grant.GetProperty("expires_at").GetDateTimeOffset().ShouldBe(_cli.Time.GetUtcNow().AddDays(30));
        (grant.GetProperty("projects")[0].GetString(), grant.GetProperty("roles")[0].GetString()).ShouldBe(("p", "r"));
    }

    [Fact]
    public async Task Dialect_IsSetShownChangedAndTakenAway()
    {
        (await _cli.JsonAsync("grant", "add", "ci", "--server", "memory", "--dialect", "sovereign")).Single().Text("dialect").ShouldBe("sovereign");
        (await _cli.RunAsync("grant", "show", "ci")).Out.ShouldContain("sovereign");
        (await _cli.JsonAsync("grant", "set", "ci", "--dialect", "loaditout")).Single().Text("dialect").ShouldBe("loaditout");
        (await _cli.JsonAsync("grant", "set", "ci", "--dialect", "none")).Single().TryGetProperty("dialect", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("add", "ci", "--server", "memory")]
    [InlineData("set", "local")]
    public async Task Dialect_Unknown_IsRefusedWithTheKnownOnes(params string[] arguments)
    {
        var result = await _cli.RunAsync(["grant", .. arguments, "--dialect", "klingon"]);

        result.Code.ShouldNotBe(0);
        result.Error.ShouldContain("conversation-handoff");
        (await _cli.JsonAsync("grant", "list")).Single().TryGetProperty("dialect", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Add_KeepsNoSecretInTheDataFolder()
    {
        var token = (await _cli.JsonAsync("grant", "add", "ci", "--server", "memory")).Single().Text("token");
        var secret = token[(token.IndexOf('_', 3) + 1)..];

        foreach (var file in Directory.GetFiles(_cli.At("data")))
        {
            (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, file);
        }
        SHA256.HashData(Encoding.UTF8.GetBytes(secret)).Length.ShouldBe(32);
    }

    [Fact]
    public async Task Add_ForPeople_PrintsTheTokenAlone()
    {
        var result = await _cli.RunAsync("grant", "add", "ci", "--server", "memory=local");

        result.Code.ShouldBe(0);
        result.Out.Trim().ShouldStartWith("bt_");
        result.Out.Trim().ShouldNotContain(" ");
        result.Error.ShouldContain("shown once");
    }

    [Fact]
    public async Task Add_WithoutPolicyOrServer_SaysThatEverythingIsDenied()
    {
        var result = await _cli.RunAsync("grant", "add", "ci", "--server", "files");

        result.Code.ShouldBe(0);
        result.Error.ShouldContain("there is no server 'files' yet");
        result.Error.ShouldContain("there is no policy 'files' yet");
    }

    [Theory]
    [InlineData("grant", "add", "ci")]
    [InlineData("grant", "add", "bad label", "--server", "memory")]
    [InlineData("grant", "add", "local", "--server", "memory")]
    [InlineData("grant", "add", "ci", "--server", "memory=")]
    [InlineData("grant", "add", "ci", "--server", "memory", "--server", "memory=other")]
    [InlineData("grant", "add", "ci", "--server", "memory", "--expires", "soon")]
    [InlineData("grant", "rotate", "ci", "--overlap", "-1")]
    [InlineData("grant", "set", "ci")]
    public async Task WrongUsage_IsExit2(params string[] arguments) => (await _cli.RunAsync(arguments)).Code.ShouldBe(2);

    [Fact]
    public async Task Add_LabelInUse_IsNo()
    {
        await _cli.RunAsync("grant", "add", "ci", "--server", "memory");

        var result = await _cli.RunAsync("grant", "add", "ci", "--server", "memory", "--json");

        (result.Code, result.Code()).ShouldBe((1, "duplicate"));
    }

    [Fact]
    public async Task List_ShowsLocalAndOthers_RevokedOnlyWhenAsked()
    {
        await _cli.RunAsync("grant", "add", "ci", "--server", "memory");
        await _cli.RunAsync("grant", "revoke", "ci");

        (await _cli.JsonAsync("grant", "list")).Select(grant => grant.Text("label")).ShouldBe(["local"]);
        (await _cli.JsonAsync("grant", "list", "--all")).Select(grant => (grant.Text("label"), grant.Text("status"))).ShouldBe([("ci", "revoked"), ("local", "active")]);
    }

    [Fact]
    public async Task Show_ExpiredGrant_SaysSo_AndNeverAToken()
    {
        await _cli.RunAsync("grant", "add", "ci", "--server", "memory", "--expires", "1h");
        _cli.Time.Advance(TimeSpan.FromHours(2));

        var shown = (await _cli.JsonAsync("grant", "show", "ci")).Single();

        shown.Text("status").ShouldBe("expired");
        shown.TryGetProperty("token", out _).ShouldBeFalse();
        (await _cli.RunAsync("grant", "show", "nobody")).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Rotate_GivesANewTokenOfTheSameGrant()
    {
        var first = (await _cli.JsonAsync("grant", "add", "ci", "--server", "memory")).Single();

        var second = (await _cli.JsonAsync("grant", "rotate", "ci")).Single();

        second.Text("id").ShouldBe(first.Text("id"));
        second.Text("token").ShouldNotBe(first.Text("token"));
        (await _cli.RunAsync("grant", "rotate", "local")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Set_ChangesServers_AndIsAudited()
    {
        await _cli.RunAsync("grant", "add", "ci", "--server", "memory=strict");

        var changed = (await _cli.JsonAsync("grant", "set", "ci", "--server", "files=open", "--remove-server", "memory")).Single();

        changed.GetProperty("servers").ToString().ShouldBe("""{"files":"open"}""");
        (await _cli.JsonAsync("audit", "query", "--grant", "ci")).Select(row => row.Text("outcome")).ShouldBe(["grant_added", "grant_changed"]);
    }

    [Fact]
    public async Task Set_OfWhichAPartIsRefused_ChangesAndRecordsNothing()
    {
        await _cli.RunAsync("grant", "add", "ci", "--server", "memory", "--dialect", "sovereign");

        var refused = await _cli.RunAsync("grant", "set", "ci", "--dialect", "loaditout", "--server", "files=open", "--remove-server", "git");

        (refused.Code, refused.Error.Trim()).ShouldBe((1, "baton: The grant 'ci' does not reach the server 'git'."));
        var kept = (await _cli.JsonAsync("grant", "show", "ci")).Single();
        (kept.Text("dialect"), kept.GetProperty("servers").ToString()).ShouldBe(("sovereign", """{"memory":"memory"}"""));
        (await _cli.JsonAsync("audit", "query", "--grant", "ci")).Select(row => row.Text("outcome")).ShouldBe(["grant_added"]);
    }

    [Fact]
    public async Task AnyOfThem_AgainstARemoteBaton_IsRefused()
        => (await _cli.RunAsync("grant", "list", "--baton-url", "http://127.0.0.1:1")).Code.ShouldBe(2);

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    public async Task Add_ToolsetsWithoutAName_AreNotTakenForAll(string toolsets)
        => (await _cli.RunAsync("grant", "add", "ci", "--server", "memory", "--toolsets", toolsets)).ToString().ShouldBe("2\nbaton: --toolsets names none; leave it out for all but admin.\n");

    [Fact]
    public async Task Add_ToolsetsWithoutTheirServer_IsSaid()
    {
        var result = await _cli.RunAsync("grant", "add", "ci", "--server", "files", "--toolsets", "core");

        result.Code.ShouldBe(0);
        result.Error.ShouldContain("baton: note: --toolsets are of the server 'memory', which this grant has not; 'baton grant set ci --server memory' adds it.\n");
    }

    [Fact]
    public async Task Set_BeginningOfAnOption_NamesTheOption()
        => (await _cli.RunAsync("grant", "set", "ci", "--remove", "files")).Error.ShouldBe("baton: unknown option '--remove' for 'baton grant set'.\n       Did you mean '--remove-server'? 'baton grant set --help' lists what there is.\n");
}
