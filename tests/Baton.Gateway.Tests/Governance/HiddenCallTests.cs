using Baton.Gateway.Approvals;
using Baton.Gateway.Audit;
using Baton.Gateway.Pins;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Tests.Governance;

/// <summary>A hidden tool is answered as one that is not there, byte for byte but for the name; only the audit tells them apart.</summary>
public sealed class HiddenCallTests
{
    private const string HidesOne = """{"version":"1","default":"allow","hide":["read_note"],"tools":{}}""";

    [Theory]
    [InlineData("""{"version":"1","default":"allow","hide":["crash"],"tools":{}}""")]
    [InlineData("""{"version":"1","default":"deny","hide":["crash"],"tools":{"note_save":{}}}""")]
    [InlineData("""{"version":"1","default":"deny","mode":"observe","hide":["crash"],"tools":{}}""")]
    [InlineData("""{"version":"1","default":"deny","tools":{"crash":{"action":"hide"}}}""")]
    [InlineData("""{"version":"1","default":"deny","tools":{"cras*":{"action":"hide"}}}""")]
    [InlineData("""{"version":"1","default":"deny","class":{"write":{"action":"hide"},"other":{}},"tools":{}}""")]
    [InlineData("""{"version":"1","default":"allow","tools":{},"all_tools":{"action":"hide"}}""")]
    [InlineData("""{"version":"1","default":"deny","hide":["crash"],"tools":{"cr*":{}}}""")]
    [InlineData("""{"version":"1","default":"allow","hide":["crash"],"tools":{"cr*":{"action":"deny","reason":"Not yet."}}}""")]
    [InlineData("""{"version":"1","default":"allow","hide":["crash"],"tools":{},"all_tools":{"arguments":{"required":["n"]}}}""")]
    [InlineData("""{"version":"1","default":"allow","hide":["crash"],"tools":{},"class":{"other":{"action":"deny"}}}""")]
    [InlineData("""{"version":"1","default":"allow","hide":["crash"],"tools":{},"all_tools":{"limits":[{"counter":"all","window":"hour","max":0}]}}""")]
    [InlineData("""{"version":"1","default":"allow","hide":["crash"],"tools":{},"all_tools":{"approval":{"by":"operator","wait":"0s","timeout":"30m"}}}""")]
    public async Task Call_OfAHiddenTool_IsAnsweredAsOneThatIsNotThere(string policy)
    {
        await using var gateway = await Governed.StartAsync(policy);

        var hidden = await gateway.AnswerAsync("crash");
        var absent = await gateway.AnswerAsync("crush");

        hidden.Body.GetProperty("error").GetRawText().ShouldBe("""{"code":-32602,"message":"Unknown tool: crash"}""");
        absent.Body.GetProperty("error").GetRawText().ShouldBe("""{"code":-32602,"message":"Unknown tool: crush"}""");
        absent.Status.ShouldBe(hidden.Status);
        gateway.Peer.Gateway.Server.Callers.ShouldBeEmpty();
        (await gateway.Store.Approvals.ListAsync(new ApprovalFilter(), default)).ShouldBeEmpty();
        var rows = (await gateway.RowsAsync()).Where(row => row.At("kind") == AuditKind.Refusal).Select(row => (row.At("outcome"), row.At("code")));
        rows.ShouldBe(policy.Contains("all_tools\":{\"action", StringComparison.Ordinal) ? [("hide", "hidden"), ("hide", "hidden")] : [("hide", "hidden"), ("hide", "unknown_tool")]);
    }

    [Fact]
    public async Task Call_OfAListedTool_KeepsTheWordsOfItsRefusal_WhereOthersAreHidden()
    {
        await using var gateway = await Governed.StartAsync("""{"version":"1","default":"deny","hide":["crash"],"tools":{}}""");

        (await gateway.DeniedAsync("note_save")).At("rule").ShouldBe("(default deny)");
    }

    [Theory]
    [InlineData("""{"version":"1","default":"allow","tools":{}}""", true)]
    [InlineData("""{"version":"1","default":"allow","tools":{"read_note":{"action":"deny"}}}""", true)]
    [InlineData("""{"version":"1","default":"allow","prompts":{"p":{"action":"hide"}},"tools":{}}""", true)]
    [InlineData("""{"version":"1","default":"allow","hide":["read_note"],"tools":{"unlisted":{}}}""", true)]
    [InlineData("""{"version":"1","default":"allow","hide":["read_note"],"tools":{"unliste?":{}}}""", false)]
    [InlineData(HidesOne, false)]
    public async Task Call_OfAToolThatIsNotListed_GoesToItsServer_UnlessOthersAreHiddenAndNoEntryIsForItAlone(string policy, bool arrives)
    {
        var world = new Watched(policy);

        (await world.SendAsync(Messages.Call("1", "unlisted"))).Text().ShouldBe(arrives ? """{"content":[]}""" : "-32602 Unknown tool: unlisted ");

        world.Arrived.ShouldBe(arrives ? ["unlisted"] : []);
    }

    [Fact]
    public async Task Call_OfAToolThatIsNew_WaitsForTheListThatHasIt()
    {
        var world = new Watched(HidesOne);
        (await world.SendAsync(Messages.Call("1", "delete_note"))).Text().ShouldBe("""{"content":[]}""");
        world.List = """{"tools":[{"name":"read_note"},{"name":"new_note"},{"name":"newer_note"}]}""";
        (await world.SendAsync(Messages.Call("2", "new_note"))).Text().ShouldBe("-32602 Unknown tool: new_note ");

        world.Currency.Changed("rec", PinKind.Tool);
        (await world.SendAsync(Messages.Call("3", "new_note"))).Text().ShouldBe("""{"content":[]}""");

        world.List = """{"tools":[{"name":"newest_note"}]}""";
        world.Time.Advance(TimeSpan.FromSeconds(5));
        (await world.SendAsync(Messages.Call("4", "newest_note"))).Text().ShouldBe("""{"content":[]}""");
        world.Arrived.ShouldBe(["delete_note", "new_note", "newest_note"]);
    }

    [Fact]
    public async Task Call_OfAServerThatCannotBeReached_SaysSo_OfWhatIsHiddenToo()
    {
        var world = new Watched(HidesOne);
        await world.SendAsync(Messages.Call("1", "delete_note"));
        world.ListError = new RpcError(ErrorCode.ServerUnavailable, "The server 'rec' cannot be reached.");

        // what was listed before is still known, so a failure to read it again changes nothing
        world.Time.Advance(TimeSpan.FromSeconds(5));
        (await world.SendAsync(Messages.Call("2", "unlisted"))).Text().ShouldBe("-32602 Unknown tool: unlisted ");
        (await world.SendAsync(Messages.Call("3", "read_note"))).Text().ShouldBe("-32602 Unknown tool: read_note ");

        world.Currency.Changed("rec", PinKind.Tool);
        var absent = (await world.SendAsync(Messages.Call("4", "unlisted"))).Text();
        absent.ShouldBe($"{ErrorCode.ServerUnavailable} The server 'rec' cannot be reached. ");
        (await world.SendAsync(Messages.Call("5", "read_note"))).Text().ShouldBe(absent);
        world.Rows.TakeLast(2).Select(row => $"{row.Tool} {row.Outcome} {row.Rule}").ShouldBe(["unlisted hide (not listed)", "read_note hide (hidden)"]);
    }

    [Theory]
    [InlineData("", "allow", true)]
    [InlineData("", "deny", false)]
    [InlineData("""{"tools":[]}""", "allow", false)]
    [InlineData("""{"tools":[]}""", "deny", false)]
    public async Task Call_OfAServerThatNamesNoTools_IsTheServersToAnswer_OnlyWhereItGivesNoListAndTheDefaultLetsItThrough(string list, string byDefault, bool arrives)
    {
        var world = new Watched($$$"""{"version":"1","default":"{{{byDefault}}}","hide":["secret"],"tools":{"read_note":{} } }""") { List = list };

        (await world.SendAsync(Messages.Call("1", "secret"))).Text().ShouldBe("-32602 Unknown tool: secret ");
        (await world.SendAsync(Messages.Call("2", "secrex"))).Text().ShouldBe(arrives ? """{"content":[]}""" : "-32602 Unknown tool: secrex ");
        (await world.SendAsync(Messages.Call("3", "read_note"))).Text().ShouldBe("""{"content":[]}""");
    }

    [Theory]
    [InlineData("""{"name":"NAME"}""", "NAME")]
    [InlineData("""{"calls":[{"name":"open"},{"name":"NAME"}]}""", "NAME")]
    [InlineData("""{"calls":[{"name":"NAME"},{"name":"unlisted"}]}""", "NAME")]
    [InlineData("""{"calls":[{"name":"unlisted"},{"name":"NAME"}]}""", "unlisted")]
    public async Task Call_InsideAnother_IsAnsweredAlike_WhereTheDefaultDenies(string arguments, string named)
    {
        var world = new Watched("""{"version":"1","default":"deny","hide":["read_note"],"tools":{"call_tool":{},"open":{}}}""");
        foreach (var name in (string[])["read_note", "reed_note"])
        {
            (await world.SendAsync(Messages.Call("1", "call_tool", arguments.Replace("NAME", name, StringComparison.Ordinal)))).Text()
                .ShouldBe($"-32602 Unknown tool: {named.Replace("NAME", name, StringComparison.Ordinal)} ");
        }
        world.Arrived.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"version":"1","default":"allow","hide":["read_note"],"tools":{"call_tool":{}}}""")]
    [InlineData("""{"version":"1","default":"deny","hide":["read_note"],"tools":{"call_tool":{},"ree?_note":{}}}""")]
    public async Task Call_InsideAnother_OfAToolThatIsKeptFromTheList_GoesToItsServer_WhereThePolicyLetsItThrough(string policy)
    {
        var world = new Watched(policy);

        (await world.SendAsync(Messages.Call("1", "call_tool", """{"name":"reed_note"}"""))).Text().ShouldBe("""{"content":[]}""");
        (await world.SendAsync(Messages.Call("2", "call_tool", """{"name":"read_note"}"""))).Text().ShouldBe("-32602 Unknown tool: read_note ");
        world.Arrived.ShouldBe(["call_tool"]);
    }
}
