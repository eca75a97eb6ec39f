using System.Text;
using System.Text.Json;
using Baton.Gateway.Audit;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Loaditout;

/// <summary>The six tools that ask the gateway: every argument at its bounds, of a wrong type, unknown, and of other grants.</summary>
public sealed class OversightTableTests
{
    private const string Token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    [Theory]
    [InlineData("validate_action", "{'action':'x'}", "/slug", "'slug' is required.")]
    [InlineData("validate_action", "{'slug':'x'}", "/action", "'action' is required.")]
    [InlineData("validate_action", "{'slug':null,'action':'x'}", "/slug", "'slug' is required.")]
    [InlineData("validate_action", "{'slug':5,'action':'x'}", "/slug", null)]
    [InlineData("validate_action", "{'slug':'s','action':['x']}", "/action", null)]
    [InlineData("validate_action", "{'slug':'s','action':'x','parameters':'{}'}", "/parameters", null)]
    [InlineData("validate_action", "{'slug':'s','action':'x','parameters':7}", "/parameters", null)]
    [InlineData("validate_action", "{'slug':'s','action':'x','parameter':{}}", "/parameter", "'parameter' is not a parameter.")]
    [InlineData("request_permission", "{'slug':'s'}", "/reason", "'reason' is required.")]
    [InlineData("request_permission", "{'reason':'r'}", "/slug", "'slug' is required.")]
    [InlineData("request_permission", "{'slug':'','reason':'r'}", "/slug", "slug is empty.")]
    [InlineData("request_permission", "{'slug':'  ','reason':'r'}", "/slug", "slug is empty.")]
    [InlineData("request_permission", "{'slug':'a\\nb','reason':'r'}", "/slug", "slug has the control character U+000A at position 2.")]
    [InlineData("request_permission", "{'slug':'ghp_0123456789abcdefghijABCDEFGHIJ012345','reason':'r'}", "/slug", "'slug' holds a secret (github_token).")]
    [InlineData("request_permission", "{'slug':true,'reason':'r'}", "/slug", null)]
    [InlineData("request_permission", "{'slug':'s','reason':{}}", "/reason", null)]
    [InlineData("check_permission", "{}", "/request_id", "'request_id' is required.")]
    [InlineData("check_permission", "{'request_id':null}", "/request_id", "'request_id' is required.")]
    [InlineData("check_permission", "{'request_id':'1'}", "/request_id", null)]
    [InlineData("check_permission", "{'request_id':true}", "/request_id", null)]
    [InlineData("check_permission", "{'request_id':-1}", "/request_id", "request_id is no number that request_permission gave.")]
    [InlineData("check_permission", "{'request_id':1.5}", "/request_id", "request_id is no number that request_permission gave.")]
    [InlineData("check_permission", "{'request_id':9007199254740992}", "/request_id", "request_id is no number that request_permission gave.")]
    [InlineData("check_permission", "{'request_id':1e300}", "/request_id", "request_id is no number that request_permission gave.")]
    [InlineData("report_skill_usage", "{'slug':'s'}", "/status", "'status' is required.")]
    [InlineData("report_skill_usage", "{'status':'success'}", "/slug", "'slug' is required.")]
    [InlineData("report_skill_usage", "{'slug':'s','status':'Success'}", "/status", "'Success' is no status.")]
    [InlineData("report_skill_usage", "{'slug':'s','status':''}", "/status", "'' is no status.")]
    [InlineData("report_skill_usage", "{'slug':'s','status':'error','error_message':404}", "/error_message", null)]
    [InlineData("report_skill_usage", "{'slug':'ghp_0123456789abcdefghijABCDEFGHIJ012345','status':'success'}", "/slug", "'slug' holds a secret (github_token).")]
    [InlineData("verify_proof", "{}", "/proof_id", "'proof_id' is required.")]
    [InlineData("verify_proof", "{'proof_id':7}", "/proof_id", null)]
    [InlineData("list_my_proofs", "{'limit':5}", "/limit", "'limit' is not a parameter.")]
    public async Task Call_OutsideItsSchema_IsRefusedAtItsArgument_AndLeavesNoTrace(string tool, string call, string path, string? message)
    {
        await using var room = await GovernedRoom.OpenAsync();
        var refused = (await room.Agent.RefusedAsync(FailureCode.Invalid, tool, call)).Failure!;
        refused.Path.ShouldBe(path);
        if (message is not null) refused.Message.ShouldBe(message);
        (await room.Gateway.Approvals.ListAsync(new(), default)).ShouldBeEmpty();
        room.Audit.Read(new AuditQuery()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"version":"1","default":"allow","tools":{}}""", "list_issues", "allow", true)]
    [InlineData("""{"version":"1","default":"deny","tools":{}}""", "list_issues", "deny", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"list_issues":{}}}""", "list_issues", "allow", true)]
    [InlineData("""{"version":"1","default":"allow","tools":{"list_issues":{"action":"deny"}}}""", "list_issues", "deny", false)]
    [InlineData("""{"version":"1","default":"allow","tools":{"list_issues":{"approval":{"by":"operator"}}}}""", "list_issues", "ask", false)]
    [InlineData("""{"version":"1","default":"allow","hide":["list_issues"],"tools":{}}""", "list_issues", "deny", false)]
    [InlineData("""{"version":"1","default":"deny","tools":{"list_issues":{}}}""", "LIST_ISSUES", "deny", false)]
    public async Task Validate_UnderEachRule_SaysItsOutcome(string policy, string action, string outcome, bool allowed)
    {
        await using var room = await GovernedRoom.OpenAsync();
        await room.GovernAsync("github", policy);
        var answer = await room.Agent.DoneAsync("validate_action", $"{{'slug':'github','action':'{action}'}}");
        (answer.Content.Text("outcome"), answer.Content.At("allowed").GetBoolean(), answer.Content.Text("slug"), answer.Content.Text("action")).ShouldBe((outcome, allowed, "github", action));
        answer.Text.ShouldStartWith($"{outcome}: {action} on github, category ");
    }

    [Theory]
    [InlineData("github", "allow")]
    [InlineData("acme/github", "allow")]
    [InlineData("https://mcp.example/acme/github", "allow")]
    [InlineData("GitHub", "deny")]
    [InlineData("github/", "deny")]
    [InlineData("", "deny")]
    [InlineData("wörld-😀", "deny")]
    public async Task Validate_OfASlug_MeansTheServerByItsNameOrTheLastPartOfItsAddress(string slug, string outcome)
    {
        await using var room = await GovernedRoom.OpenAsync();
        await room.GovernAsync("github", """{"version":"1","default":"allow","tools":{}}""");
        (await room.Agent.DoneAsync("validate_action", $"{{'slug':'{slug}','action':'list_issues'}}")).Content.Text("outcome").ShouldBe(outcome);
    }

    /// <summary>Asking uses nothing up, however often it is done, and leaves neither a request nor a row.</summary>
    [Fact]
    public async Task Validate_ManyTimes_CountsNothing()
    {
        await using var room = await GovernedRoom.OpenAsync();
        await room.GovernAsync("github", """{"version":"1","default":"allow","tools":{"create_issue":{"limits":[{"counter":"issues","window":"hour","max":1}]}}}""");
        for (var i = 0; i < 5; i++)
        {
            var answer = (await room.Agent.DoneAsync("validate_action", "{'slug':'github','action':'create_issue','parameters':null}")).Content;
            (answer.Text("outcome"), answer.Number("limits.0.max"), answer.Number("limits.0.cost"), answer.Text("limits.0.window")).ShouldBe(("allow", 1, 1, "3600s"));
        }
        (await room.Gateway.Approvals.ListAsync(new(), default)).ShouldBeEmpty();
        room.Audit.Read(new AuditQuery()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Validate_ByAnotherGrant_GoesByItsOwnPolicies()
    {
        await using var room = await GovernedRoom.OpenAsync();
        await room.GovernAsync("github", """{"version":"1","default":"allow","tools":{}}""");
        var other = room.Room.Caller("eve", "guest") with { Dialect = DialectNames.Loaditout };
        (await room.Agent.DoneAsync("validate_action", "{'slug':'github','action':'list_issues'}", other)).Content.Text("code").ShouldBe("no_policy");
    }

    [Theory]
    [InlineData("acme/deploy", "to ship 1.2")]
    [InlineData("größe/schnöd", "weil — 日本語 😀")]
    [InlineData("s", "")]
    [InlineData("it's", "a \\\"quoted\\\" word\\nand a line")]
    public async Task Request_ShowsTheOperatorTheAgentsWords_AndTheAgentItsState(string slug, string reason)
    {
        await using var room = await GovernedRoom.OpenAsync();
        var call = $$"""{"slug":"{{slug}}","reason":"{{reason}}"}""";
        using var said = JsonDocument.Parse(call);
        var asked = await room.Agent.RawAsync("request_permission", call);
        asked.Failure.ShouldBeNull();
        (asked.Content.Text("slug"), asked.Content.Text("status"), asked.Content.At("approved").GetBoolean(), asked.Content.At("redacted").GetArrayLength()).ShouldBe((slug, "pending", false, 0));
        var shown = (await room.Gateway.Approvals.ListAsync(new(), default)).Single();
        shown.Question.Message.ShouldBe($"Permission to use '{slug}': {said.RootElement.Text("reason")}");
        asked.Content.Text("approval_id").ShouldBe(shown.Id);
        DateTimeOffset.Parse(asked.Content.Text("expires_at"), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(room.Room.Clock.GetUtcNow().AddHours(24), TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("slug", 200, true)]
    [InlineData("slug", 201, false)]
    [InlineData("reason", 4096, true)]
    [InlineData("reason", 4097, false)]
    public async Task Request_AtItsBounds_IsTaken_AndBeyondThemRefused(string argument, int length, bool isTaken)
    {
        await using var room = await GovernedRoom.OpenAsync();
        var call = new Dictionary<string, string> { ["slug"] = "s", ["reason"] = "r", [argument] = new('x', length) };
        var answer = await room.Agent.RawAsync("request_permission", JsonSerializer.Serialize(call));
        answer.Failure?.Path.ShouldBe("/" + argument);
        (answer.Failure is null).ShouldBe(isTaken);
        (await room.Gateway.Approvals.ListAsync(new(), default)).Count.ShouldBe(isTaken ? 1 : 0);
    }

    [Fact]
    public async Task Request_OfEachSubject_IsItsOwn_AndTheSameWithBlanksAround()
    {
        await using var room = await GovernedRoom.OpenAsync();
        var first = await NumberAsync(room, "a");
        room.Room.Clock.Advance(TimeSpan.FromSeconds(1));
        (await NumberAsync(room, "b")).ShouldNotBe(first);
        (await NumberAsync(room, " a ")).ShouldBe(first);
        room.Room.Clock.Advance(TimeSpan.FromHours(24));
        (await NumberAsync(room, "a")).ShouldNotBe(first);
        (await room.Agent.DoneAsync("check_permission", $"{{'request_id':{first}}}")).Content.Text("status").ShouldBe("expired");
    }

    [Fact]
    public async Task Words_WithSecrets_AreKeptWithoutThem_AndTheAgentIsTold()
    {
        await using var room = await GovernedRoom.OpenAsync();
        var asked = await room.Agent.DoneAsync("request_permission", $"{{'slug':'s','reason':'with {Token} and {Token}'}}");
        Redacted(asked).ShouldBe([("/reason", "github_token", 2)]);
        asked.Text.ShouldEndWith("\nRedacted: 2 github_token at /reason.");
        var reported = await room.Agent.DoneAsync("report_skill_usage", $"{{'slug':'s','status':'error','error_message':'bad {Token}'}}");
        Redacted(reported).ShouldBe([("/error_message", "github_token", 1)]);
        reported.Text.ShouldEndWith("\nRedacted: 1 github_token at /error_message.");
        foreach (var row in room.Audit.Read(new AuditQuery())) Encoding.UTF8.GetString(row.Body.Span).ShouldNotContain(Token);
        (await room.Agent.DoneAsync("report_skill_usage", "{'slug':'s','status':'success'}")).Content.At("redacted").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("9007199254740991")]
    public async Task Check_OfANumberThatNobodyHas_SaysHowToAsk(string number)
    {
        await using var room = await GovernedRoom.OpenAsync();
        var refused = (await room.Agent.RefusedAsync(FailureCode.NotFound, "check_permission", $"{{'request_id':{number}}}")).Failure!;
        (refused.Message, refused.Path, refused.Hint).ShouldBe(($"There is no request {number} of this grant.", "/request_id", "Ask with request_permission."));
    }

    [Fact]
    public async Task Check_AsAFraction_OfANumberThatIsOne_IsTheSameNumber()
    {
        await using var room = await GovernedRoom.OpenAsync();
        var number = await NumberAsync(room, "a");
        (await room.Agent.DoneAsync("check_permission", $"{{'request_id':{number}.0}}")).Content.At("request_id").GetInt64().ShouldBe(number);
    }

    [Theory]
    [InlineData("success", null)]
    [InlineData("success", "")]
    [InlineData("error", "no disk")]
    [InlineData("partial", "weil — 日本語 😀")]
    public async Task Report_OfEachStatus_IsInTheLog_WordForWord(string status, string? message)
    {
        await using var room = await GovernedRoom.OpenAsync();
        var call = new Dictionary<string, string?> { ["slug"] = "größe/ship", ["status"] = status };
        if (message is not null) call["error_message"] = message;
        var reported = await room.Agent.RawAsync("report_skill_usage", JsonSerializer.Serialize(call));
        var proof = reported.Content.Text("proof_id");
        var verified = await room.Agent.DoneAsync("verify_proof", $"{{'proof_id':'{proof}'}}");
        (verified.Content.At("valid").GetBoolean(), verified.Content.Text("slug"), verified.Content.Text("status")).ShouldBe((true, "größe/ship", status));
        verified.Text.ShouldStartWith($"Valid: größe/ship, {status}, recorded ");
        verified.Content.TryGetProperty("error_message", out var kept).ShouldBe(!string.IsNullOrEmpty(message));
        if (!string.IsNullOrEmpty(message)) kept.GetString().ShouldBe(message);
        var row = room.Audit.Read(new AuditQuery { Tool = "größe/ship" }).Single();
        (row.Index.Kind, row.Index.Outcome, row.Index.Grant).ShouldBe((AuditKind.Event, "usage_reported", "local"));
        (verified.Content.At("chain.sequence").GetInt64(), verified.Content.Text("chain.authentication")).ShouldBe((row.Sequence, Convert.ToHexStringLower(row.Mac.Span)));
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public async Task Report_OfALongMessage_IsTakenWhole_OrRefused(int length, bool isTaken)
    {
        await using var room = await GovernedRoom.OpenAsync();
        var answer = await room.Agent.CallAsync("report_skill_usage", $"{{'slug':'s','status':'error','error_message':'{new string('x', length)}'}}");
        (answer.Failure?.Code, answer.Failure?.Path).ShouldBe(isTaken ? (null, null) : (FailureCode.TooLarge, "/error_message"));
        room.Audit.Read(new AuditQuery()).Count().ShouldBe(isTaken ? 1 : 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("proof")]
    [InlineData("proof-1")]
    [InlineData("proof-1-")]
    [InlineData("proof-0-0123456789abcdef")]
    [InlineData("proof-1-0123456789ABCDEF")]
    [InlineData("proof-99999999999999999999-0123456789abcdef")]
    [InlineData("PROOF-1-0123456789abcdef")]
    [InlineData("😀")]
    public async Task Verify_OfWhatIsNoProof_IsNotFound(string proof)
    {
        await using var room = await GovernedRoom.OpenAsync();
        await room.Agent.DoneAsync("report_skill_usage", "{'slug':'s','status':'success'}");
        var refused = (await room.Agent.RefusedAsync(FailureCode.NotFound, "verify_proof", $"{{'proof_id':'{proof}'}}")).Failure!;
        (refused.Message, refused.Path).ShouldBe(($"There is no proof '{proof}' of this grant.", "/proof_id"));
    }

    [Fact]
    public async Task Proofs_BeyondAHundred_AreTheNewest_AndTheRestIsNamed()
    {
        await using var room = await GovernedRoom.OpenAsync();
        for (var i = 0; i < 101; i++) await room.Agent.DoneAsync("report_skill_usage", $"{{'slug':'s{i}','status':'success'}}");
        var listed = await room.Agent.DoneAsync("list_my_proofs");
        listed.Content.At("proofs").GetArrayLength().ShouldBe(100);
        (listed.Content.Text("proofs.0.slug"), listed.Content.Text("proofs.99.slug")).ShouldBe(("s100", "s1"));
        listed.Content.Text("note").ShouldBe("Only the newest 100 are shown; 'baton audit query' has the rest.");
    }

    [Fact]
    public async Task Proofs_OfNobody_AreAnEmptyList()
    {
        await using var room = await GovernedRoom.OpenAsync();
        var none = await room.Agent.DoneAsync("list_my_proofs");
        (none.Content.GetRawText(), none.Text).ShouldBe(("""{"proofs":[]}""", "No proofs yet."));
    }

    private static async Task<long> NumberAsync(GovernedRoom room, string slug)
        => (await room.Agent.DoneAsync("request_permission", $"{{'slug':'{slug}','reason':'r'}}")).Content.At("request_id").GetInt64();

    private static List<(string Path, string Kind, int Count)> Redacted(Answer answer)
        => [.. answer.Content.At("redacted").EnumerateArray().Select(one => (one.Text("path"), one.Text("kind"), one.Number("count")))];
}
