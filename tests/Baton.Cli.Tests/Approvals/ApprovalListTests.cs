using System.Text;
using System.Text.Json;
using Baton.Cli.Composition;
using Baton.Cli.Output;
using Baton.Gateway.Approvals;
using Baton.Storage.Folders;

namespace Baton.Cli.Tests.Approvals;

/// <summary>What <c>approvals list</c>, <c>show</c> and the decisions say of requests, field by field.</summary>
public sealed class ApprovalListTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task List_Json_HasEveryFieldOfThePending_AndNoneOfWhatIsToCome()
    {
        var id = await AskAsync("charge");

        var row = (await _cli.JsonAsync("approvals", "list")).Single();

        Names(row).ShouldBe(["id", "status", "grant", "principal", "client", "server", "tool", "category", "policy", "rule", "message", "definition_hash", "arguments", "created_at", "expires_at"]);
        (row.Text("id"), row.Text("status"), row.Text("principal"), row.Text("client"), row.Text("category"), row.Text("policy"))
            .ShouldBe((id, "pending", "builder", "claude-code", "financial", "spend"));
        row.GetProperty("created_at").GetDateTimeOffset().ShouldBe(_cli.Time.GetUtcNow());
        row.GetProperty("expires_at").GetDateTimeOffset().ShouldBe(_cli.Time.GetUtcNow().AddMinutes(30));
        row.GetProperty("arguments").GetRawText().ShouldBe("""{"amount":600.10}""");
    }

    [Fact]
    public async Task Decided_Json_AddsWhoWhenAndWhy()
    {
        _cli.Environment["USER"] = "ada";
        var id = await AskAsync("charge");
        _cli.Time.Advance(TimeSpan.FromMinutes(5));

        var row = (await _cli.JsonAsync("approvals", "deny", id, "--reason", "Not on a Friday.")).Single();

        Names(row).TakeLast(3).ShouldBe(["decided_at", "decided_by", "reason"]);
        (row.Text("decided_by"), row.Text("reason")).ShouldBe(("ada", "Not on a Friday."));
        row.GetProperty("decided_at").GetDateTimeOffset().ShouldBe(_cli.Time.GetUtcNow());
    }

    [Theory]
    [InlineData("pending", "charge")]
    [InlineData("approved", "refund")]
    [InlineData("denied", "delete")]
    [InlineData("expired", "old")]
    public async Task List_Status_FindsThatOne(string status, string tool)
    {
        await OneOfEachAsync();

        var rows = await _cli.JsonAsync("approvals", "list", "--status", status);

        rows.Select(row => (row.Text("tool"), row.Text("status"))).ShouldBe([(tool, status)]);
    }

    [Fact]
    public async Task List_WithoutStatus_IsThePending_AndAllIsNewestFirst()
    {
        await OneOfEachAsync();

        (await _cli.JsonAsync("approvals", "list")).Select(row => row.Text("tool")).ShouldBe(["charge"]);
        (await _cli.JsonAsync("approvals", "list", "--all")).Select(row => row.Text("tool")).ShouldBe(["charge", "delete", "refund", "old"]);
        (await _cli.JsonAsync("approvals", "list", "--all", "--limit", "2")).Select(row => row.Text("tool")).ShouldBe(["charge", "delete"]);
        (await _cli.JsonAsync("approvals", "list", "--all", "--tool", "refund")).Select(row => row.Text("status")).ShouldBe(["approved"]);
        (await _cli.JsonAsync("approvals", "list", "--all", "--grant", "other")).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_AllAndStatus_ExcludeEachOther()
    {
        var result = await _cli.RunAsync("approvals", "list", "--all", "--status", "used");

        (result.Code, result.Out).ShouldBe((2, ""));
        result.Error.ShouldContain("--all and --status exclude each other");
    }

    [Fact]
    public async Task Show_Text_HasWhatAPersonDecidesBy()
    {
        var id = await AskAsync("charge");

        var shown = (await _cli.RunAsync("approvals", "show", id)).Out;

        foreach (var line in (string[])["grant      ci", "principal  builder", "client     claude-code", "tool       billing/charge", "category   financial",
            "policy     spend", "why        charge needs an approval", "until      2026-03-01 12:30:00Z", """arguments  {"amount":600.10}"""])
        {
            shown.ShouldContain(line + "\n");
        }
        shown.ShouldNotContain("decided");
    }

    [Theory]
    [InlineData("1h", 3600)]
    [InlineData("7d", 604_800)]
    [InlineData("90", 90)]
    public async Task Approve_For_IsRememberedSoLong(string span, int seconds)
    {
        var id = await AskAsync("charge", remember: "acct-7");

        var row = (await _cli.JsonAsync("approvals", "approve", id, "--for", span)).Single();

        row.GetProperty("remembered_until").GetDateTimeOffset().ShouldBe(_cli.Time.GetUtcNow().AddSeconds(seconds));
    }

    [Fact]
    public async Task Approve_For_SaysWhatItMeans()
    {
        (await _cli.RunAsync("approvals", "approve", await AskAsync("charge"))).Out.ShouldEndWith(": the call passes once when the agent repeats it.\n");
        (await _cli.RunAsync("approvals", "approve", await AskAsync("refund", remember: "acct-7"), "--for", "1h")).Out
            .ShouldEndWith("repeats it, and so do like calls until 2026-03-01 13:00:00Z.\n");
    }

    [Fact]
    public async Task Approve_For_WhereThePolicyDoesNotSayWhatIsAlike_IsForOneCall_AndSaysSo()
    {
        var result = await _cli.RunAsync("approvals", "approve", await AskAsync("charge"), "--for", "1h");

        result.Code.ShouldBe(0);
        result.Out.ShouldContain("passes once");
        result.Out.ShouldNotContain("like calls");
        result.Error.ShouldContain("remember_on");
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("-1h")]
    [InlineData("367d")]
    [InlineData("1.5h")]
    [InlineData("99999999999999999999d")]
    public async Task Approve_ForNoLength_IsWrongUsage_AndDecidesNothing(string span)
    {
        var id = await AskAsync("charge", remember: "acct-7");

        (await _cli.RunAsync("approvals", "approve", id, $"--for={span}")).Code.ShouldBe(2);

        (await _cli.JsonAsync("approvals", "list")).Single().Text("status").ShouldBe("pending");
    }

    [Fact]
    public async Task Decide_Again_ChangesTheWordWhileThereIsTime_AndBothAreAudited()
    {
        var id = await AskAsync("charge");
        await _cli.RunAsync("approvals", "approve", id);

        (await _cli.RunAsync("approvals", "deny", id)).Code.ShouldBe(0);

        (await _cli.JsonAsync("approvals", "show", id)).Single().Text("status").ShouldBe("denied");
        (await _cli.JsonAsync("audit", "query", "--tool", "charge")).Select(row => row.Text("outcome")).ShouldBe(["approved", "denied"]);
        _cli.Time.Advance(TimeSpan.FromMinutes(30));
        (await _cli.RunAsync("approvals", "approve", id)).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Show_HostileToolAndArguments_CannotActOnTheTerminal()
    {
        var id = await AskAsync("char\u001b[2Jge\u202E");
        await _cli.RunAsync("approvals", "deny", id);
        var second = await AskAsync("char\u001b[2Jge\u202E", fingerprint: "again");
        _cli.Terminal = new Terminal(true, 300, false);

        var shown = (await _cli.RunAsync("approvals", "show", second)).Out + (await _cli.RunAsync("approvals", "list", "--all")).Out;

        shown.ShouldContain("Earlier decisions on billing/char␛[2Jge⟨U+202E⟩:");
        shown.ShouldNotContain('\u001b');
        shown.ShouldNotContain('\u202E');
    }

    private async Task OneOfEachAsync()
    {
        await AskAsync("old");
        _cli.Time.Advance(TimeSpan.FromHours(1));
        var refund = await AskAsync("refund");
        _cli.Time.Advance(TimeSpan.FromSeconds(1));
        var delete = await AskAsync("delete");
        _cli.Time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync("charge");
        await _cli.RunAsync("approvals", "approve", refund);
        await _cli.RunAsync("approvals", "deny", delete);
    }

    private static IEnumerable<string> Names(JsonElement row) => row.EnumerateObject().Select(member => member.Name);

    private async Task<string> AskAsync(string tool, string? remember = null, string? fingerprint = null)
    {
        await using var stores = await GoverningStores.OpenAsync(
            new DataFolder(_cli.At("data")), name => _cli.Environment.GetValueOrDefault(name), _cli.Time, static _ => { });
        var asked = await stores.Gateway.Approvals.AskAsync(new ApprovalQuestion
        {
            Fingerprint = fingerprint ?? "of " + tool,
            RememberKey = remember,
            Timeout = TimeSpan.FromMinutes(30),
            Grant = "ci",
            Principal = "builder",
            Client = "claude-code",
            Server = "billing",
            Tool = tool,
            Category = "financial",
            Policy = "spend",
            Rule = "/tools/charge/approval",
            Message = "charge needs an approval",
            DefinitionHash = "abc",
            Arguments = Encoding.UTF8.GetBytes("""{"amount":600.10}"""),
        }, default);
        return asked.Value.Id;
    }
}
