using System.Text;
using Baton.Gateway.Audit;
using Baton.Gateway.Edge;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Tests.Audit;

/// <summary>What the rows of a message say, for each thing that can become of it.</summary>
public sealed class AuditEntriesTests
{
    private const string Refusing = """
        {"version":"1","default":"deny","hide":["secret"],"tools":{
          "read_note":{},
          "delete_note":{"deny_if":[{"id":"no-roots","when":[],"conditions":[{"path":"args.key","op":"eq","value":"root"}],"on_deny":"Not the root."}]},
          "pay":{"approval":{"by":"operator"}},
          "count":{"rate_limit":"1/minute"},
          "leak":{"result":{"deny_if_contains":["classified"]}},
          "watched":{"mode":"observe","action":"deny","reason":"Better not."}}}
        """;

    [Fact]
    public async Task Allowed_Call_HasAnIntentWithWhatWasJudged_AndAnOutcomeWithWhatBecameOfIt()
    {
        Watched world = null!;
        world = new Watched(Refusing, call =>
        {
            world.Time.Advance(TimeSpan.FromMilliseconds(7));
            return Watched.Completed("""{"content":[1]}""");
        });
        await world.SendAsync(Messages.Call("1", "read_note", """{"b":1,"a":{"c":2}}""", """{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}"""));

        world.Rows.Count.ShouldBe(2);
        var (intent, outcome) = (world.Rows[0], world.Rows[1]);
        foreach (var row in world.Rows)
        {
            (row.RequestId, row.TraceId, row.Grant, row.Principal).ShouldBe(("r_1", "0af7651916cd43dd8448eb211c80319c", "ci", "ada"));
            (row.Address, row.Server, row.Method, row.Tool).ShouldBe(("stdio", "rec", "tools/call", "read_note"));
            (row.Category, row.Policy, row.PolicyRevision, row.Outcome, row.Rule).ShouldBe(("read", "rules", 0L, "allow", null), "an allowed call has no rule against it");
            row.DefinitionHash.ShouldNotBeNull().Length.ShouldBe(64);
            (row.Observed, row.Code, row.Message, row.ApprovalId).ShouldBe((false, null, null, null));
        }
        (intent.Kind, intent.UpstreamStatus, intent.ResultBytes, intent.IsError, intent.GatewayTime, intent.UpstreamTime).ShouldBe(("intent", null, null, null, null, null));
        intent.ArgumentKeys.ShouldBe(["b", "a"]);
        intent.ArgumentDigest.ShouldBe(world.Keys.Digest("""{"a":{"c":2},"b":1}"""u8));
        intent.ArgumentsEncrypted.ShouldBeNull();
        (outcome.Kind, outcome.UpstreamStatus, outcome.ResultBytes, outcome.IsError).ShouldBe(("outcome", "ok", 15L, false));
        outcome.UpstreamTime.ShouldBe(TimeSpan.FromMilliseconds(7));
        outcome.ArgumentKeys.ShouldBeEmpty("the intent has them");
    }

    [Fact]
    public async Task ToolError_IsOkOfTheServer_AndAnError()
    {
        var world = new Watched(answer: _ => Watched.Completed("""{"isError":true}""", isToolError: true));
        await world.SendAsync(Messages.Call("1", "read_note"));
        (world.Rows[1].UpstreamStatus, world.Rows[1].IsError, world.Rows[1].ResultBytes, world.Rows[1].Outcome).ShouldBe(("ok", true, 16L, "allow"));
    }

    [Fact]
    public async Task Error_OfTheServer_HasItsWords()
    {
        var world = new Watched(answer: _ => new Reply.Failed(new RpcError(-32050, "No such note.")));
        await world.SendAsync(Messages.Call("1", "read_note"));
        var row = world.Rows[1];
        (row.UpstreamStatus, row.IsError, row.ResultBytes, row.Message, row.Code).ShouldBe(("error", true, null, "No such note.", null));
    }

    [Fact]
    public async Task Streamed_Answer_HasItsBytes()
    {
        var world = new Watched(answer: _ => new Reply.Streamed(5_000_000) { IsToolError = true });
        await world.SendAsync(Messages.Call("1", "read_note"));
        (world.Rows[1].UpstreamStatus, world.Rows[1].IsError, world.Rows[1].ResultBytes).ShouldBe(("ok", true, 5_000_000L));
    }

    [Fact]
    public async Task Cancelled_Call_IsSaidToBe_AndWasNoError()
    {
        using var takenBack = new CancellationTokenSource();
        var world = new Watched(answer: _ =>
        {
            takenBack.Cancel();
            throw new OperationCanceledException(takenBack.Token);
        });
        await world.SendAsync(Messages.Call("1", "read_note"), cancellationToken: takenBack.Token);
        (world.Rows[1].Kind, world.Rows[1].UpstreamStatus, world.Rows[1].IsError, world.Rows[1].Outcome).ShouldBe(("outcome", "cancelled", null, "allow"));
    }

    [Fact]
    public async Task Broken_Server_IsAFailureOfTheGateway()
    {
        var world = new Watched(answer: _ => throw new InvalidOperationException("a bug"));
        (await world.SendAsync(Messages.Call("1", "read_note"))).Text().ShouldContain($"{ErrorCode.StepFailed} ");
        (world.Rows[1].UpstreamStatus, world.Rows[1].Code, world.Rows[1].IsError).ShouldBe(("failed", "step_failed", true));
        world.Rows[1].Message.ShouldNotBeNull().ShouldNotContain("a bug");
        world.Faults.ShouldBe(["upstream: a bug"]);
    }

    [Theory]
    [InlineData("write_note", "{}", "deny", "(default deny)", "The tool `write_note` is not allowed for this grant. Ask the operator to allow it.")]
    [InlineData("unlisted", "{}", "hide", "(not listed)", "The server lists no tool of this name, and the policy hides some, so it was answered as they are. An entry for exactly this name lets it through.")]
    [InlineData("secret", "{}", "hide", "(hidden)", null)]
    [InlineData("delete_note", """{"key":"root"}""", "deny", "no-roots", "Not the root.")]
    [InlineData("delete_note", "{}", "deny", "no-roots", null)]
    [InlineData("pay", "{}", "deny", "/tools/pay/approval", "This call needs an approval, and nobody can be asked here.")]
    [InlineData("count", "{}", "deny", "(limits unavailable)", "The limits of this call cannot be counted, so it is refused.")]
    public async Task Refused_Call_HasOneRowWithTheRule_AndNeverArrives(string tool, string arguments, string outcome, string rule, string? message)
    {
        var world = new Watched(Refusing) { List = """{"tools":[{"name":"write_note"}]}""" };
        await world.SendAsync(Messages.Call("1", tool, arguments));

        var row = world.Rows.ShouldHaveSingleItem();
        (row.Kind, row.Outcome, row.Rule, row.Tool, row.Policy).ShouldBe(("refusal", outcome, rule, tool, "rules"));
        if (message is not null) row.Message.ShouldBe(message);
        row.Code.ShouldNotBeNullOrEmpty();
        row.ArgumentKeys.ShouldBe(arguments == "{}" ? [] : ["key"]);
        (row.UpstreamStatus, row.GatewayTime).ShouldBe((null, null));
        world.Arrived.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_ThatARuleKeptBack_IsSaidToBeDeniedByThatRule()
    {
        var world = new Watched(Refusing, _ => Watched.Completed("""{"content":[{"type":"text","text":"classified"}]}"""));
        (await world.SendAsync(Messages.Call("1", "leak"))).Text().ShouldContain("[POLICY DENIED]");

        world.Rows[0].Outcome.ShouldBe("allow");
        var row = world.Rows[1];
        (row.Kind, row.Outcome, row.Rule, row.Code, row.UpstreamStatus, row.IsError, row.ResultBytes).ShouldBe(("outcome", "deny", "/tools/leak/result", "result_denied", "withheld", true, null));
        row.Message.ShouldNotBeNull().ShouldNotContain("classified");
    }

    [Fact]
    public async Task Observed_Refusal_PassesAndIsToldInTheIntent()
    {
        var world = new Watched(Refusing);
        (await world.SendAsync(Messages.Call("1", "watched"))).Text().ShouldBe("""{"content":[]}""");
        (world.Rows[0].Outcome, world.Rows[0].Observed, world.Rows[0].Message).ShouldBe(("allow", true, "Better not."));
        (world.Rows[1].Outcome, world.Rows[1].Observed).ShouldBe(("allow", true));
        world.Arrived.ShouldBe(["watched"]);
    }

    [Fact]
    public async Task Grant_WithoutPolicyOrServer_HasARowWithWhatWasAskedFor()
    {
        var world = new Watched();
        await world.SendAsync(Messages.Call("1", "read_note"), Watched.Caller with { Servers = Relaying.Servers.SetItem("rec", "gone") });
        await world.SendAsync(Messages.Call("1", "read_note"), server: "nowhere");

        (world.Rows[0].Rule, world.Rows[0].Code, world.Rows[0].Server, world.Rows[0].Policy).ShouldBe(("(no policy)", "no_policy", "rec", null));
        (world.Rows[1].Rule, world.Rows[1].Code, world.Rows[1].Server, world.Rows[1].Outcome).ShouldBe(("(route)", "unknown_server", "nowhere", "deny"));
    }

    [Fact]
    public async Task Carrier_NamesTheToolsInsideOnce_AndTheCategoryOfWhatItDoes()
    {
        var world = new Watched("""{"version":"1","default":"allow","tools":{"x":{}}}""");
        await world.SendAsync(Messages.Call("1", "m3_call", """{"calls":[{"name":"read_note"},{"name":"delete_note"},{"name":"read_note"}]}"""));
        world.Rows[0].Tool.ShouldBe("m3_call");
        world.Rows[0].InnerTools.ShouldBe(["read_note", "delete_note"]);
    }

    [Theory]
    [InlineData("resources/read", """{"uri":"note:///a"}""", "note:///a")]
    [InlineData("prompts/get", """{"name":"p"}""", "p")]
    [InlineData("tools/list", "{}", null)]
    public async Task OtherMethods_NameTheirSubject(string method, string parameters, string? subject)
    {
        var world = new Watched();
        await world.SendAsync(Messages.Request("1", method, parameters));
        world.Rows.Select(row => row.Kind).ShouldBe(["intent", "outcome"]);
        world.Rows.ShouldAllBe(row => row.Method == method && row.Tool == subject);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""")]
    public async Task Pings_AndNotifications_LeaveNoRow(string message)
    {
        var world = new Watched();
        await world.SendAsync(message);
        world.Rows.ShouldBeEmpty();
        world.Arrived.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Notification_ThatIsRefused_LeavesARow()
    {
        var world = new Watched();
        await world.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""", server: "nowhere");
        (world.Rows.ShouldHaveSingleItem().Kind, world.Rows[0].Code).ShouldBe(("refusal", "unknown_server"));
    }

    [Fact]
    public async Task Values_WhereTheOperatorWantsThem_AreEncryptedInTheRow()
    {
        var world = new Watched(recordValues: true);
        await world.SendAsync(Messages.Call("1", "read_note", """{"key" : "s3cret"}"""));
        var kept = world.Rows[0].ArgumentsEncrypted.ShouldNotBeNull();
        Encoding.UTF8.GetString(world.Keys.Decrypt(kept).ShouldNotBeNull()).ShouldBe("""{"key" : "s3cret"}""");
        Encoding.UTF8.GetString(AuditBody.Write(world.Rows[0])).ShouldNotContain("s3cret");
        world.Rows[1].ArgumentsEncrypted.ShouldBeNull();
    }

    [Fact]
    public async Task Log_ThatCannotBeWritten_RefusesTheCall_AndNothingArrives()
    {
        var world = new Watched { Broken = new Memory.Storage.StoreUnavailableException("The disk is full.") };
        var said = (await world.SendAsync(Messages.Call("1", "read_note"))).Text();
        said.ShouldContain($"{ErrorCode.StepFailed} The gateway refused this message because its step 'audit' failed");
        said.ShouldNotContain("disk");
        world.Arrived.ShouldBeEmpty();
    }

    [Fact]
    public void AtEdge_SaysWhereFromAndWhy_AndNothingElse()
    {
        var row = AuditEntries.AtEdge(new EdgeRefusal(Transport.Http, "192.0.2.7", "memory", "unauthorized", "No."));
        row.ShouldBe(new AuditEntry { Kind = "refusal", Outcome = "deny", Address = "192.0.2.7", Server = "memory", Rule = "(unauthorized)", Code = "unauthorized", Message = "No.", InnerTools = row.InnerTools, ArgumentKeys = row.ArgumentKeys, Limits = row.Limits });
        (row.InnerTools.Length, row.ArgumentKeys.Length, row.Limits.Length).ShouldBe((0, 0, 0));
    }
}
