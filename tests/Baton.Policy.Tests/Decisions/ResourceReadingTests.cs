using Baton.Policy.Decisions;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Decisions;

/// <summary>No rule for resources is passed by writing a URI in another of the ways that programs read alike.</summary>
public sealed class ResourceReadingTests
{
    private const string Docs = """{"version":"1","default":"deny","resources":{"file:///docs/**":{},"file:///docs/*.key":{"action":"deny"},"repo://*/readme":{},"file:///exact/%61/../b":{}}}""";
    private const string Keys = """{"version":"1","default":"allow","resources":{"file:///docs/*.key":{"action":"deny"},"file:///hidden/**":{"action":"hide"}}}""";

    [Theory]
    [InlineData("file:///docs/x/../../etc/passwd", "file:///etc/passwd")]
    [InlineData("file:///docs/..", "file:///")]
    [InlineData("file:///docs/%2e%2E/etc/passwd", "file:///etc/passwd")]
    [InlineData("file:///docs/..%2fetc/passwd", "file:///etc/passwd")]
    [InlineData("file:///docs/..%5Cetc", "file:///etc")]
    [InlineData("file:///docs/a\\..\\..\\etc", "file:///etc")]
    [InlineData("file:///docs/../../../etc", "file:///etc")]
    [InlineData("file:///docs/sub/../id.key", "file:///docs/id.key")]
    public void Decide_UriWhoseOtherReadingIsNotAllowed_IsMalformed(string uri, string plain) => Refused(Docs, uri, plain);

    [Theory]
    [InlineData("FILE:///docs/id.key", "file:///docs/id.key")]
    [InlineData("file:///%64ocs/id.key", "file:///docs/id.key")]
    [InlineData("file:///docs/./id.key", "file:///docs/id.key")]
    [InlineData("file:\\\\\\docs\\id.key", "file:///docs/id.key")]
    public void Decide_UriWhoseOtherReadingIsDenied_IsMalformed(string uri, string plain) => Refused(Keys, uri, plain);

    [Theory]
    [InlineData("file:///docs/a.md")]
    [InlineData("file:///docs/my%20file.md")]
    [InlineData("file:///docs/a/../b.md")]
    [InlineData("file:///docs/%61.md")]
    [InlineData("file:///docs/.hidden/a..b/...")]
    [InlineData("repo://group%2Fproject/readme")]
    [InlineData("file:///exact/%61/../b")]
    public void Decide_UriThatIsAllowedInEveryReading_IsAllowed(string uri)
    {
        Decide(Docs, uri).Outcome.ShouldBe(DecisionOutcome.Allow);
        Given.Policy(Docs).Visibility(CallKind.Resource, new ToolFacts(uri)).ShouldBe(ToolVisibility.Shown);
    }

    [Theory]
    [InlineData("file:///x/../hidden/a")]
    [InlineData("file:///hidden/../docs/a")]
    public void Decide_UriOfWhichOneReadingIsHidden_IsHidden(string uri)
    {
        var decision = Decide(Keys, uri);
        (decision.Outcome, decision.Rule).ShouldBe((DecisionOutcome.Hide, "(hidden)"));
    }

    [Theory]
    [InlineData("""{"version":"1","default":"allow"}""", DecisionOutcome.Allow)]
    [InlineData("""{"version":"1","default":"deny"}""", DecisionOutcome.Deny)]
    public void Decide_WithoutRulesForResources_FollowsTheDefault(string document, DecisionOutcome outcome)
        => Decide(document, "file:///a/../b").Outcome.ShouldBe(outcome);

    private static void Refused(string document, string uri, string plain)
    {
        var decision = Decide(document, uri);
        (decision.Outcome, decision.Rule, decision.Code).ShouldBe((DecisionOutcome.Deny, "(malformed)", "malformed"));
        decision.Message.ShouldBe($"The resource `{uri}` can be read in more than one way. Write it plainly: `{plain}`.");
        Given.Policy(document).Visibility(CallKind.Resource, new ToolFacts(uri)).ShouldBe(ToolVisibility.NeverCallable);
    }

    private static Decision Decide(string document, string uri)
        => Given.Policy(document).Decide(Given.Call() with { Kind = CallKind.Resource, Tool = new ToolFacts(uri) });
}
