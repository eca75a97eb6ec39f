using System.Text;
using System.Text.Json;
using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;
using Baton.Cli.Composition;
using Baton.Gateway.Approvals;
using Baton.Gateway.Pins;
using Baton.Storage.Folders;

namespace Baton.Cli.Tests.Approvals;

public sealed class ApprovalCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task List_ThenShow_TellsAPersonWhatToDecide()
    {
        var id = await AskAsync("f1");

        (await _cli.JsonAsync("approvals", "list")).Single().Text("id").ShouldBe(id);
        var shown = (await _cli.JsonAsync("approvals", "show", id)).Single();

        (shown.Text("status"), shown.Text("grant"), shown.Text("tool"), shown.Text("rule")).ShouldBe(("pending", "ci", "charge", "/tools/charge/approval"));
        shown.GetProperty("arguments").Text("amount").ShouldBe("600");
        (await _cli.RunAsync("approvals", "show", id)).Out.ShouldContain("""{"amount":600}""");
    }

    [Theory]
    [InlineData("billing")]
    [InlineData("billing (node billing.js)")]
    public async Task Show_AToolWhoseDefinitionIsPinned_HasItsSignalsAndTheWholeDefinition(string pinnedUnder)
    {
        using var schema = JsonDocument.Parse("""{"type":"object","properties":{"query":{"type":"string","description":"Any SQL query."}}}""");
        var tool = new DeclaredTool("charge", Description: "Charges a card.\u200b Runs any SQL query.", InputSchema: schema.RootElement);
        await using (var stores = await StoresAsync())
        {
            await stores.Gateway.Pins.ApplyAsync(pinnedUnder, new PinUpdate { Kind = PinKind.Tool, IsFirst = true, Accepted = [PinDraft.Of(PinKind.Tool, tool)] }, default);
        }
        var id = await AskAsync("f1", DefinitionHash.Of(tool));

        var shown = (await _cli.JsonAsync("approvals", "show", id)).Single();
        var text = (await _cli.RunAsync("approvals", "show", id)).Out;

        shown.GetProperty("definition").Text("description").ShouldBe("Charges a card.\u200b Runs any SQL query.");
        shown.GetProperty("signals").EnumerateArray().Select(signal => signal.GetString()).ShouldContain("query");
        text.ShouldContain("\nsignals    ");
        text.ShouldContain("\nThe tool as its server defines it:\n  name: charge\n  description: Charges a card.⟨U+200B⟩");
        text.ShouldContain("\"query\": {");
    }

    [Fact]
    public async Task Approve_IsRecordedWithWhoAndWhat()
    {
        _cli.Environment["USER"] = "ada";
        var id = await AskAsync("f1");

        var decided = (await _cli.JsonAsync("approvals", "approve", id, "--reason", "Fine.")).Single();

        (decided.Text("status"), decided.Text("decided_by"), decided.Text("reason")).ShouldBe(("approved", "ada", "Fine."));
        var row = (await _cli.JsonAsync("audit", "query", "--outcome", "approved")).Single();
        (row.Text("principal"), row.Text("approval_id"), row.Text("tool")).ShouldBe(("ada", id, "charge"));
    }

    [Fact]
    public async Task Deny_ByTheBeginningOfItsId_TakesItOffTheList()
    {
        var id = await AskAsync("f1");

        (await _cli.RunAsync("approvals", "deny", id[..12], "--reason", "No.")).Code.ShouldBe(0);

        (await _cli.RunAsync("approvals", "list")).Error.ShouldContain("Nothing waits.");
        (await _cli.RunAsync("approvals", "list", "--status", "used")).Error.ShouldBe("No request is like that.\n");
        (await _cli.JsonAsync("approvals", "list", "--all")).Single().Text("status").ShouldBe("denied");
    }

    [Fact]
    public async Task Show_AnotherRequestForTheTool_HasEarlierDecisions()
    {
        await _cli.RunAsync("approvals", "deny", await AskAsync("f1"));

        var shown = (await _cli.JsonAsync("approvals", "show", await AskAsync("f2"))).Single();

        shown.GetProperty("past")[0].Text("status").ShouldBe("denied");
    }

    [Fact]
    public async Task Approve_AfterItsTime_IsNo()
    {
        var id = await AskAsync("f1");
        _cli.Time.Advance(TimeSpan.FromHours(1));

        var result = await _cli.RunAsync("approvals", "approve", id, "--json");

        (result.Code, result.Code()).ShouldBe((1, "expired"));
    }

    [Theory]
    [InlineData(1, "approvals", "approve", "a_nothing")]
    [InlineData(1, "approvals", "show", "x")]
    [InlineData(2, "approvals", "approve")]
    [InlineData(2, "approvals", "approve", "a_nothing", "--for", "ever")]
    [InlineData(2, "approvals", "list", "--status", "maybe")]
    public async Task WhatCannotBe_IsSaidWithItsExitCode(int code, params string[] arguments) => (await _cli.RunAsync(arguments)).Code.ShouldBe(code);

    private Task<GoverningStores> StoresAsync() => GoverningStores.OpenAsync(
        new DataFolder(_cli.At("data")), name => _cli.Environment.GetValueOrDefault(name), _cli.Time, static _ => { });

    private async Task<string> AskAsync(string fingerprint, string? definition = null)
    {
        await using var stores = await StoresAsync();
        var asked = await stores.Gateway.Approvals.AskAsync(new ApprovalQuestion
        {
            Fingerprint = fingerprint,
            Timeout = TimeSpan.FromMinutes(30),
            Grant = "ci",
            Principal = "builder",
            Server = "billing",
            Tool = "charge",
            Rule = "/tools/charge/approval",
            Message = "charge needs an approval",
            DefinitionHash = definition,
            Arguments = Encoding.UTF8.GetBytes("""{"amount":600}"""),
        }, default);
        return asked.Value.Id;
    }

    public void Dispose() => _cli.Dispose();
}
