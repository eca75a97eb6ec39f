using Baton.Gateway.Approvals;
using Baton.Gateway.Edge.Http;

namespace Baton.Gateway.Tests.Edge.Http;

public sealed class ApprovalPageTests
{
    private const string Id = "a_01JD0000000000000000000000";
    private static readonly DateTimeOffset Asked = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Of_Pending_TellsTheCommandsAndTheTimeLeft_AndLooksAgain()
    {
        var page = Page(ApprovalState.Pending, now: Asked.AddMinutes(4));

        page.ShouldContain("<h1>Approval: pending</h1>");
        page.ShouldContain($"<strong>{Id}</strong>, asked at 2026-11-21 09:30:00 UTC");
        page.ShouldContain("until 2026-11-21 10:00:00 UTC (26 min left)");
        page.ShouldContain($"<code>baton approvals show {Id}</code>");
        page.ShouldContain($"<code>baton approvals approve {Id}</code>");
        page.ShouldContain($"<code>baton approvals deny {Id} --reason &quot;");
        page.ShouldContain("http-equiv=\"refresh\"");
    }

    [Theory]
    [InlineData(59, "59 s left")]
    [InlineData(60, "1 min left")]
    [InlineData(119, "1 min left")]
    [InlineData(0, "0 s left")]
    [InlineData(-5, "0 s left")]
    public void Of_Pending_CountsDown(int secondsLeft, string said)
        => Page(ApprovalState.Pending, now: Asked.AddMinutes(30).AddSeconds(-secondsLeft)).ShouldContain($"({said})");

    [Theory]
    [InlineData(ApprovalState.Approved, "the agent may repeat this very call once", true)]
    [InlineData(ApprovalState.Denied, "the agent is told so when it repeats the call", false)]
    [InlineData(ApprovalState.Used, "the call has been made", false)]
    [InlineData(ApprovalState.Expired, "The agent may ask again", false)]
    public void Of_Answered_SaysWhatThatMeans_AndNamesNoCommand(string state, string meaning, bool mayStillChange)
    {
        var page = Page(state, now: Asked.AddMinutes(1));

        page.ShouldContain($"<title>Approval: {state} - Baton</title>");
        page.ShouldContain(meaning);
        page.ShouldNotContain("<code>");
        page.Contains("http-equiv", StringComparison.Ordinal).ShouldBe(mayStillChange);
    }

    [Theory]
    [InlineData(ApprovalState.Pending)]
    [InlineData(ApprovalState.Denied)]
    public void Of_AnyState_TellsNothingOfWhatIsAsked(string state)
    {
        var page = Page(state, now: Asked);

        foreach (var secret in new[] { "payroll", "wire_money", "ci-bot", "alice", "4200", "big-payments", "a person must look", "too much" }) page.ShouldNotContain(secret);
    }

    [Fact]
    public void Pages_LoadNothing_AndRunNothing()
    {
        ApprovalPage.ContentSecurity.ShouldStartWith("default-src 'none'; style-src 'sha256-");
        foreach (var page in new[] { Page(ApprovalState.Pending, Asked), ApprovalPage.Unknown, ApprovalPage.Unavailable })
        {
            page.ShouldStartWith("<!doctype html><html lang=\"en\">");
            foreach (var active in new[] { "<script", "src=", "href=", "<form", "onclick", "<img" }) page.ShouldNotContain(active);
        }
    }

    private static string Page(string state, DateTimeOffset now) => ApprovalPage.Of(
        new ApprovalRecord(Id, state, Question(), Asked, Asked.AddMinutes(30)) { DecidedBy = "alice", Reason = "too much" }, now);

    private static ApprovalQuestion Question() => new()
    {
        Fingerprint = "f",
        Timeout = TimeSpan.FromMinutes(30),
        Grant = "ci-bot",
        Principal = "ci-bot",
        Server = "payroll",
        Tool = "wire_money",
        Rule = "big-payments",
        Message = "a person must look",
        Arguments = """{"amount":4200}"""u8.ToArray(),
    };
}
