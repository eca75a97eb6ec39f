using Baton.Policy.Approvals;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Approvals;

/// <summary>What one answer of a person counts for: this call, like calls, and no others.</summary>
public sealed class RememberTests
{
    private const string Duration = """{"approval":{"remember":"2h","remember_on":["args.to","args.n"]}}""";
    private const string Session = """{"approval":{"remember":"session","remember_on":["args.to"]}}""";

    [Theory]
    // two calls' arguments; whether an answer to the one counts for the other
    [InlineData("""{"to":"a","n":1}""", """{"to":"a","n":1.0,"other":2}""", true)]
    [InlineData("""{"to":"a","n":1}""", """{"n":1,"to":"\u0061"}""", true)]
    [InlineData("""{"to":"a","n":1}""", """{"to":"b","n":1}""", false)]
    [InlineData("""{"to":"a","n":1}""", """{"to":"a","n":"1"}""", false)]
    [InlineData("""{"to":"a","n":1}""", """{"to":"a"}""", false)]
    [InlineData("""{"to":"a"}""", """{"to":"a","other":1}""", true)]
    [InlineData("""{"to":"-"}""", "{}", false)]
    [InlineData("""{"to":"a","n":{"x":1,"y":2}}""", """{"to":"a","n":{"y":2,"x":1}}""", true)]
    [InlineData("""{"to":["a"]}""", """{"to":"a"}""", false)]
    [InlineData("""{"to":"a\u0000","n":"b"}""", """{"to":"a","n":"\u0000b"}""", false)]
    public void Key_SameValues_AreTheSame(string one, string other, bool same)
        => (KeyOf(Duration, Given.Call(one)) == KeyOf(Duration, Given.Call(other))).ShouldBe(same);

    [Fact]
    public void Key_GrantServerToolAndDefinition_StayApart()
    {
        var call = Given.Call("""{"to":"a"}""");
        string?[] keys =
        [
            KeyOf(Duration, call), KeyOf(Duration, call with { Grant = "h" }), KeyOf(Duration, call with { Server = "other" }),
            KeyOf(Duration, call with { Tool = new ToolFacts("t", definitionHash: "x") }), KeyOf(Session, call), KeyOf(Session, call with { Session = "s2" }),
        ];
        keys.ShouldAllBe(key => key != null);
        keys.ShouldBeUnique();
        KeyOf(Duration, call with { Session = "s2", Principal = "q" }).ShouldBe(keys[0]);
    }

    [Theory]
    [InlineData("""{"approval":{}}""")]
    [InlineData("""{"approval":{"remember":"none"}}""")]
    [InlineData("""{"action":"require_approval"}""")]
    public void Key_NothingRemembered_IsNone(string entry) => KeyOf(entry, Given.Call()).ShouldBeNull();

    [Fact]
    public void Key_SessionOfACallerWithoutOne_IsNone() => KeyOf(Session, Given.Call() with { Session = null }).ShouldBeNull();

    [Theory]
    [InlineData("""{"approval":{}}""", 30 * 60, 20, RememberFor.None, 0)]
    [InlineData("""{"approval":{"timeout":"90s","wait":"0"}}""", 90, 0, RememberFor.None, 0)]
    [InlineData("""{"approval":{"timeout":"PT1H","wait":"0s","remember":"session"}}""", 3600, 0, RememberFor.Session, 0)]
    [InlineData("""{"approval":{"wait":"1.5m","remember":"7d"}}""", 1800, 90, RememberFor.Duration, 604800)]
    public void Request_Times_AreThoseOfTheDocument(string entry, int timeout, int wait, RememberFor remember, int time)
    {
        var request = Given.Decide(entry, "{}").Approval.ShouldNotBeNull();
        (request.Timeout.TotalSeconds, request.Wait.TotalSeconds, request.Remember, request.RememberTime.TotalSeconds).ShouldBe((timeout, wait, remember, time));
        request.By.ShouldBe(Approver.Operator);
    }

    [Theory]
    [InlineData("\"timeout\":\"0s\"", "duration", "/tools/t/approval/timeout", "`0s` is not a duration: write 20s, 30m, 2h, 7d or PT5M, up to a year.")]
    [InlineData("\"wait\":\"-1s\"", "duration", "/tools/t/approval/wait", "`-1s` is not a duration")]
    [InlineData("\"remember\":\"forever\"", "duration", "/tools/t/approval/remember", "`forever` is not a duration")]
    [InlineData("\"remember_on\":[\"args.a\"]", "approval", "/tools/t/approval/remember_on", "`remember_on` has no meaning while nothing is remembered: set `remember`.")]
    [InlineData("\"remember\":\"1h\",\"remember_on\":[\"args.a\",\"args.b[*]\"]", "path", "/tools/t/approval/remember_on/1", "A value to remember on is one value: write a path without [*] and [any].")]
    [InlineData("\"remember\":\"1h\",\"remember_on\":[\"a\"]", "path", "/tools/t/approval/remember_on/0", "a path begins with args.")]
    [InlineData("\"by\":\"human\"", "unknown_word", "/tools/t/approval/by", "`human` is not one of \"operator\", \"caller\".")]
    public void Load_WrongApproval_SaysWhat(string part, string code, string pointer, string message)
    {
        var error = Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"approval":{ {{part}} } } } }""").ShouldHaveSingleItem();
        (error.Code, error.Pointer).ShouldBe((code, pointer));
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void Load_ApprovalForEveryCallWithAGuard_IsWarnedOfAndAsksAlways()
    {
        var result = Given.Load("""{"version":"1","default":"deny","tools":{"t":{"action":"require_approval","approval":{"when":[{"path":"args.a","op":"exists"}]}}}}""");
        var warning = result.Problems.ShouldHaveSingleItem();
        (warning.Code, warning.IsError, warning.Pointer).ShouldBe(("approval_always", false, "/tools/t/approval/when"));
        result.Policy!.Decide(Given.Call()).Outcome.ShouldBe(DecisionOutcome.Ask);
    }

    [Theory]
    // status, whose key, what comes of it
    [InlineData(ApprovalStatus.None, "own", DecisionOutcome.Ask, "approval_required")]
    [InlineData(ApprovalStatus.Pending, "own", DecisionOutcome.Ask, "approval_required")]
    [InlineData(ApprovalStatus.Approved, "own", DecisionOutcome.Allow, "allowed")]
    [InlineData(ApprovalStatus.Denied, "own", DecisionOutcome.Deny, "approval_denied")]
    [InlineData(ApprovalStatus.Approved, "remembered", DecisionOutcome.Allow, "allowed")]
    [InlineData(ApprovalStatus.Denied, "remembered", DecisionOutcome.Deny, "approval_denied")]
    [InlineData(ApprovalStatus.Approved, "other", DecisionOutcome.Ask, "approval_required")]
    [InlineData(ApprovalStatus.Denied, "other", DecisionOutcome.Ask, "approval_required")]
    [InlineData(ApprovalStatus.Approved, null, DecisionOutcome.Ask, "approval_required")]
    public void Decide_Answer_CountsForItsKeyOnly(ApprovalStatus status, string? whose, DecisionOutcome outcome, string code)
    {
        var policy = Given.Entry(Duration);
        var call = Given.Call("""{"to":"a","n":1}""");
        var request = policy.Decide(call).Approval!;
        var key = whose switch { "own" => request.Fingerprint, "remembered" => request.RememberKey, "other" => policy.FingerprintOf(call with { Grant = "h" }), _ => null };
        var decision = policy.Decide(call with { Approval = new ApprovalFact(status, key, "id-1", "Too much.") });
        (decision.Outcome, decision.Code, decision.UsesApproval).ShouldBe((outcome, code, outcome == DecisionOutcome.Allow));
        if (status == ApprovalStatus.Denied && outcome == DecisionOutcome.Deny) decision.Message.ShouldBe("A person denied this call: Too much. Do not repeat it unchanged.");
        if (outcome == DecisionOutcome.Ask) decision.Approval!.PendingId.ShouldBe(status == ApprovalStatus.Pending ? "id-1" : null);
    }

    [Fact]
    public void Decide_DeniedWithoutAReason_SaysSo()
    {
        var policy = Given.Entry("""{"approval":{}}""");
        var key = policy.Decide(Given.Call()).Approval!.Fingerprint;
        policy.Decide(Given.Call() with { Approval = new ApprovalFact(ApprovalStatus.Denied, key) }).Message.ShouldBe("A person denied this call. Do not repeat it unchanged.");
    }

    private static string? KeyOf(string entry, CallFacts call) => Given.Entry(entry).Decide(call).Approval.ShouldNotBeNull().RememberKey;
}
