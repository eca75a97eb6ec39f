using Baton.Gateway.Audit;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects;

/// <summary>The tools that ask the gateway: answered from real policies, approvals and audit rows.</summary>
public sealed class LoaditoutOversightTests
{
    [Fact]
    public async Task Validate_UnderAPolicy_SaysWhatItWouldSay()
    {
        await using var room = await GovernedRoom.OpenAsync();
        await room.GovernAsync("github", """
            {"version":"1","default":"deny","tools":{
              "create_issue":{"limits":[{"counter":"issues","window":"hour","max":5}]},
              "delete_repository":{"approval":{"by":"operator"}},
              "create_or_update_file":{"deny_if":[{"id":"main","on_deny":"Not on main.","conditions":[{"path":"args.branch","op":"eq","value":"main"}]}]}}}
            """);
        var allowed = (await room.Agent.DoneAsync("validate_action", "{'slug':'github','action':'create_issue'}")).Content;
        allowed.At("allowed").GetBoolean().ShouldBeTrue();
        allowed.Text("category").ShouldBe("write");
        allowed.Text("limits.0.counter").ShouldBe("issues");
        allowed.Number("limits.0.max").ShouldBe(5);

        var file = "{'slug':'someone/github','action':'create_or_update_file','parameters':{'branch':'BRANCH'}}";
        (await room.Agent.DoneAsync("validate_action", file.Replace("BRANCH", "topic", StringComparison.Ordinal))).Content.Text("outcome").ShouldBe("allow");
        var denied = await room.Agent.DoneAsync("validate_action", file.Replace("BRANCH", "main", StringComparison.Ordinal));
        denied.Content.Text("outcome").ShouldBe("deny");
        denied.Content.Text("rule").ShouldContain("main");
        denied.Text.ShouldContain("Not on main.");

        (await room.Agent.DoneAsync("validate_action", "{'slug':'github','action':'delete_repository'}")).Content.Text("outcome").ShouldBe("ask");
        var other = (await room.Agent.DoneAsync("validate_action", "{'slug':'github','action':'list_issues'}")).Content;
        other.Text("outcome").ShouldBe("deny");
        other.Text("code").ShouldBe("default_deny");
    }

    [Fact]
    public async Task Validate_OfABuiltInTool_TakesTheStricterOfItsNames()
    {
        await using var room = await GovernedRoom.OpenAsync();
        const string Save = "{'slug':'memory','action':'save_memory','parameters':{'key':'k','value':1,'type':'context'}}";
        var allowed = (await room.Agent.DoneAsync("validate_action", Save)).Content;
        (allowed.Text("outcome"), allowed.Text("category"), allowed.Text("severity")).ShouldBe(("allow", "write", "medium"));
        await room.GovernAsync("memory", """{"version":"1","default":"allow","tools":{"memory_save":{"action":"deny"}}}""");
        (await room.Agent.DoneAsync("validate_action", Save)).Content.Text("outcome").ShouldBe("deny");
    }

    [Fact]
    public async Task Validate_OfAHiddenTool_IsAnsweredLikeOneThatDoesNotExist()
    {
        await using var room = await GovernedRoom.OpenAsync();
        await room.GovernAsync("memory", """{"version":"1","default":"allow","hide":["memory_delete"],"tools":{}}""");
        var hidden = (await room.Agent.DoneAsync("validate_action", "{'slug':'memory','action':'memory_delete'}")).Content.GetRawText();
        var unknown = (await room.Agent.DoneAsync("validate_action", "{'slug':'memory','action':'memory_abolish'}")).Content.GetRawText();
        hidden.Replace("memory_delete", "X", StringComparison.Ordinal).ShouldBe(unknown.Replace("memory_abolish", "X", StringComparison.Ordinal));
        hidden.ShouldContain("unknown_tool");
    }

    [Fact]
    public async Task Validate_OfAServerOutOfReach_IsDenied_AndSaysWhatTheCatalogueKnows()
    {
        await using var room = await GovernedRoom.OpenAsync();
        var answer = (await room.Agent.DoneAsync("validate_action", "{'slug':'filesystem','action':'write_file'}")).Content;
        answer.Text("code").ShouldBe("no_policy");
        answer.Text("category").ShouldBe("destructive");
        answer.Texts("signals").ShouldContain("path");
        (await room.Agent.RefusedAsync(FailureCode.Invalid, "validate_action", "{'slug':'memory','action':'x','parameters':[1]}")).Text.ShouldContain("object");
    }

    [Fact]
    public async Task Permission_IsAsked_Answered_AndSeenByItsNumber()
    {
        await using var room = await GovernedRoom.OpenAsync();
        var asked = (await room.Agent.DoneAsync("request_permission", "{'slug':'acme/deploy','reason':'to ship 1.2'}")).Content;
        asked.Text("status").ShouldBe("pending");
        asked.At("approved").GetBoolean().ShouldBeFalse();
        var number = asked.At("request_id").GetInt64();
        (await room.Agent.DoneAsync("request_permission", "{'slug':'acme/deploy','reason':'please'}")).Content.At("request_id").GetInt64().ShouldBe(number);

        await room.AnswerAsync(isApproved: true, "go ahead");
        var answered = await room.Agent.DoneAsync("check_permission", $"{{'request_id':{number}}}");
        answered.Content.Text("status").ShouldBe("approved");
        answered.Content.At("approved").GetBoolean().ShouldBeTrue();
        answered.Content.Text("slug").ShouldBe("acme/deploy");
        answered.Content.Text("reason").ShouldBe("go ahead");
        answered.Text.ShouldContain("go ahead");
        room.Room.Clock.Advance(TimeSpan.FromDays(2));
        (await room.Agent.DoneAsync("check_permission", $"{{'request_id':{number}}}")).Content.Text("status").ShouldBe("expired");
    }

    [Fact]
    public async Task Permission_ThatWasDenied_StaysDeniedWhenAskedAgain()
    {
        await using var room = await GovernedRoom.OpenAsync();
        await room.Agent.DoneAsync("request_permission", "{'slug':'acme/wipe','reason':'to clean up'}");
        await room.AnswerAsync(isApproved: false, "never");
        var again = (await room.Agent.DoneAsync("request_permission", "{'slug':'acme/wipe','reason':'but I must'}")).Content;
        again.Text("status").ShouldBe("denied");
        again.Text("reason").ShouldBe("never");
    }

    [Fact]
    public async Task Permission_OfAnotherGrant_IsNotFound()
    {
        await using var room = await GovernedRoom.OpenAsync();
        var number = (await room.Agent.DoneAsync("request_permission", "{'slug':'acme/deploy','reason':'r'}")).Content.At("request_id").GetInt64();
        var other = room.Room.Caller("eve", "guest") with { Dialect = DialectNames.Loaditout };
        await room.Agent.RefusedAsync(FailureCode.NotFound, "check_permission", $"{{'request_id':{number}}}", other);
        foreach (var wrong in (string[])["-1", "0.5", "1e300", "12345"]) (await room.Agent.CallAsync("check_permission", $"{{'request_id':{wrong}}}")).Failure.ShouldNotBeNull(wrong);
    }

    [Fact]
    public async Task Permission_WithASecretInItsReason_ShowsTheOperatorNone()
    {
        await using var room = await GovernedRoom.OpenAsync();
        const string Token = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345";
        await room.Agent.DoneAsync("request_permission", $"{{'slug':'s','reason':'with {Token}'}}");
        (await room.Gateway.Approvals.ListAsync(new(), default)).Single().Question.Message.ShouldBe("Permission to use 's': with [redacted:github_token]");
    }

    [Fact]
    public async Task Report_MakesAnAuditRow_WhoseProofHolds()
    {
        await using var room = await GovernedRoom.OpenAsync();
        (await room.Agent.DoneAsync("list_my_proofs")).Content.At("proofs").GetArrayLength().ShouldBe(0);
        var first = (await room.Agent.DoneAsync("report_skill_usage", "{'slug':'acme/deploy','status':'success'}")).Content.Text("proof_id");
        var second = (await room.Agent.DoneAsync("report_skill_usage", "{'slug':'acme/deploy','status':'error','error_message':'no disk'}")).Content.Text("proof_id");

        foreach (var proof in (string[])[first, second])
        {
            var verified = (await room.Agent.DoneAsync("verify_proof", $"{{'proof_id':'{proof}'}}")).Content;
            verified.At("valid").GetBoolean().ShouldBeTrue();
            verified.Text("slug").ShouldBe("acme/deploy");
        }
        var listed = (await room.Agent.DoneAsync("list_my_proofs")).Content;
        listed.Text("proofs.0.proof_id").ShouldBe(second);
        listed.Text("proofs.0.error_message").ShouldBe("no disk");
        listed.Text("proofs.1.status").ShouldBe("success");
        room.Audit.Verify([], default).Fault.ShouldBeNull();
        room.Audit.Read(new AuditQuery { Tool = "acme/deploy", Grant = "local" }).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Proof_OfAnotherGrant_OrAlteredByOneDigit_IsNotFound()
    {
        await using var room = await GovernedRoom.OpenAsync();
        var proof = (await room.Agent.DoneAsync("report_skill_usage", "{'slug':'s','status':'partial'}")).Content.Text("proof_id");
        var other = room.Room.Caller("eve", "guest") with { Dialect = DialectNames.Loaditout };
        await room.Agent.RefusedAsync(FailureCode.NotFound, "verify_proof", $"{{'proof_id':'{proof}'}}", other);
        (await room.Agent.DoneAsync("list_my_proofs", caller: other)).Content.At("proofs").GetArrayLength().ShouldBe(0);
        var altered = proof[..^1] + (proof[^1] == '0' ? '1' : '0');
        foreach (var wrong in (string[])[altered, "proof-99-0123456789abcdef", "proof--1-0123456789abcdef", "nonsense", ""])
        {
            (await room.Agent.CallAsync("verify_proof", $"{{'proof_id':'{wrong}'}}")).Failure.ShouldNotBeNull(wrong).Code.ShouldBe(FailureCode.NotFound);
        }
    }

    [Fact]
    public async Task Report_WithASecretOrWithoutAName_KeepsNeither()
    {
        await using var room = await GovernedRoom.OpenAsync();
        const string Token = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345";
        (await room.Agent.DoneAsync("report_skill_usage", $"{{'slug':'s','status':'error','error_message':'bad {Token}'}}")).Content.Text("error_message").ShouldBe("bad [redacted:github_token]");
        await room.Agent.RefusedAsync(FailureCode.Invalid, "report_skill_usage", "{'slug':'','status':'error'}");
        await room.Agent.RefusedAsync(FailureCode.Invalid, "report_skill_usage", "{'slug':'s','status':'great'}");
        await room.Agent.RefusedAsync(FailureCode.TooLarge, "report_skill_usage", $"{{'slug':'s','status':'error','error_message':'{new string('x', 5000)}'}}");
        room.Audit.Read(new AuditQuery()).Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("validate_action", "{'slug':'memory','action':'status'}")]
    [InlineData("request_permission", "{'slug':'s','reason':'r'}")]
    [InlineData("check_permission", "{'request_id':1}")]
    [InlineData("report_skill_usage", "{'slug':'s','status':'success'}")]
    [InlineData("verify_proof", "{'proof_id':'proof-1-0123456789abcdef'}")]
    [InlineData("list_my_proofs", "{}")]
    public async Task Tool_WhereNothingGoverns_SaysSo(string tool, string arguments)
    {
        await using var room = await Room.OpenAsync();
        await new DialectRoom(room, DialectNames.Loaditout).RefusedAsync(FailureCode.StoreUnavailable, tool, arguments);
    }
}
