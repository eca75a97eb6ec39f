using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Decisions;

public sealed class VisibilityTests
{
    [Theory]
    [InlineData("""{"version":"1","default":"allow"}""", ToolVisibility.Shown)]
    [InlineData("""{"version":"1","default":"deny"}""", ToolVisibility.NeverCallable)]
    [InlineData("""{"version":"1","default":"deny","show_denied":true}""", ToolVisibility.Shown)]
    [InlineData("""{"version":"1","default":"deny","mode":"observe"}""", ToolVisibility.Shown)]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{}}}""", ToolVisibility.Shown)]
    [InlineData("""{"version":"1","default":"allow","hide":["*"]}""", ToolVisibility.Hidden)]
    [InlineData("""{"version":"1","default":"allow","show_denied":true,"tools":{"t":{"action":"hide"}}}""", ToolVisibility.Hidden)]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"action":"deny"}}}""", ToolVisibility.NeverCallable)]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"action":"require_approval"}}}""", ToolVisibility.Shown)]
    [InlineData("""{"version":"1","default":"allow","all_tools":{"deny_if":[{}]}}""", ToolVisibility.NeverCallable)]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"deny_if":[{"conditions":[{"path":"args.a","op":"exists"}]}]}}}""", ToolVisibility.Shown)]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"limits":[{"counter":"c","window":"day","max":0}]}}}""", ToolVisibility.NeverCallable)]
    [InlineData("""{"version":"1","default":"allow","tools":{"t":{"mode":"observe","action":"deny"}}}""", ToolVisibility.Shown)]
    public void Visibility_FollowsFromWhatIsTrueOfEveryCall(string document, ToolVisibility expected)
        => Given.Policy(document).Visibility(CallKind.Tool, new ToolFacts("t")).ShouldBe(expected);

    [Theory]
    [InlineData("""{"version":"1","default":"deny","hide":["x"]}""", "Hide (not listed)")]
    [InlineData("""{"version":"1","default":"deny","tools":{"x":{"action":"hide"}}}""", "Hide (not listed)")]
    [InlineData("""{"version":"1","default":"deny","tools":{"x*":{"action":"hide"}}}""", "Hide (not listed)")]
    [InlineData("""{"version":"1","default":"allow","mode":"observe","class":{"write":{"action":"hide"}}}""", "Hide (not listed)")]
    [InlineData("""{"version":"1","default":"allow","hide":["x"],"tools":{"?":{}}}""", "Hide (not listed)")]
    [InlineData("""{"version":"1","default":"deny","hide":["x"],"tools":{"t":{}}}""", "Allow ")]
    [InlineData("""{"version":"1","default":"allow","hide":["x"],"tools":{"t":{"action":"deny"}}}""", "Deny /tools/t/action")]
    [InlineData("""{"version":"1","default":"allow","hide":["t"],"tools":{"t":{}}}""", "Hide (hidden)")]
    [InlineData("""{"version":"1","default":"deny"}""", "Deny (default deny)")]
    [InlineData("""{"version":"1","default":"allow","prompts":{"x":{"action":"hide"}},"resources":{"x":{"action":"hide"}}}""", "Allow ")]
    public void Decide_ToolThatIsNotListed_IsHiddenWhereOthersAre(string document, string expected)
    {
        var decision = Given.Policy(document).Decide(Given.Call("""{"a":1}""") with { Listing = Listing.Absent });
        $"{decision.Outcome} {decision.Rule}".ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"version":"1","default":"allow","hide":["x"]}""", "Allow ")]
    [InlineData("""{"version":"1","default":"deny","hide":["x"],"tools":{"?":{}}}""", "Allow ")]
    [InlineData("""{"version":"1","default":"deny","hide":["x"],"class":{"other":{"action":"deny"}}}""", "Deny /class/other/action")]
    [InlineData("""{"version":"1","default":"deny","hide":["x"],"tools":{"u":{}}}""", "Hide (not listed)")]
    [InlineData("""{"version":"1","default":"deny","mode":"observe","hide":["x"]}""", "Allow (default deny)")]
    [InlineData("""{"version":"1","default":"deny","tools":{"u":{}}}""", "Deny (default deny)")]
    [InlineData("""{"version":"1","default":"allow","hide":["t"]}""", "Hide (hidden)")]
    public void Decide_ToolOfWhichNoListSays_IsHiddenOnlyInTheDefaultsPlace(string document, string expected)
    {
        var decision = Given.Policy(document).Decide(Given.Call("""{"a":1}""") with { Listing = Listing.Untold });
        $"{decision.Outcome} {decision.Rule}".ShouldBe(expected);
    }

    [Fact]
    public void Visibility_ChangedDefinition_IsHeldBack()
    {
        var policy = Given.Policy("""{"version":"1","default":"allow","show_denied":true}""");
        policy.Visibility(CallKind.Tool, new ToolFacts("t"), definitionChanged: true).ShouldBe(ToolVisibility.NeverCallable);
    }

    [Theory]
    [InlineData("file:///a/x", ToolVisibility.Shown)]
    [InlineData("file:///b/x", ToolVisibility.NeverCallable)]
    public void Visibility_Resource_FollowsItsEntries(string uri, ToolVisibility expected)
        => Given.Policy("""{"version":"1","default":"deny","hide":["*"],"resources":{"file:///a/**":{}}}""").Visibility(CallKind.Resource, new ToolFacts(uri)).ShouldBe(expected);

    [Theory]
    [InlineData("sampling", DecisionOutcome.Deny, "/server_requests/sampling")]
    [InlineData("roots", DecisionOutcome.Allow, "")]
    [InlineData("elicitation", DecisionOutcome.Deny, "(default deny)")]
    [InlineData("something/new", DecisionOutcome.Deny, "(default deny)")]
    public void DecideServerRequest_FollowsTheDocument(string request, DecisionOutcome outcome, string rule)
    {
        var decision = Given.Policy("""{"version":"1","default":"deny","server_requests":{"sampling":"deny","roots":"allow"}}""").DecideServerRequest(request);
        (decision.Outcome, decision.Rule).ShouldBe((outcome, rule));
    }

    [Theory]
    [InlineData("allow", DecisionOutcome.Allow)]
    [InlineData("deny", DecisionOutcome.Deny)]
    public void DecideMethod_FollowsTheDefault(string @default, DecisionOutcome outcome)
        => Given.Policy($$"""{"version":"1","default":"{{@default}}"}""").DecideMethod("x/y").Outcome.ShouldBe(outcome);
}
