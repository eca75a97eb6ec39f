using Baton.Gateway.Governance;
using Baton.Gateway.Tests.Support;
using Baton.Policy.Decisions;

namespace Baton.Gateway.Tests.Governance;

public sealed class CallSubjectTests
{
    [Theory]
    [InlineData("tools/call", """{"name":"a"}""", CallKind.Tool, "a")]
    [InlineData("prompts/get", """{"name":"p"}""", CallKind.Prompt, "p")]
    [InlineData("resources/read", """{"uri":"file:///x"}""", CallKind.Resource, "file:///x")]
    [InlineData("resources/subscribe", """{"uri":"file:///x"}""", CallKind.Resource, "file:///x")]
    [InlineData("resources/unsubscribe", """{"uri":"file:///x"}""", CallKind.Resource, "file:///x")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/prompt","name":"p"},"argument":{"name":"a","value":""}}""", CallKind.Prompt, "p")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/resource","uri":"u://{x}"},"argument":{"name":"x","value":""}}""", CallKind.Resource, "u://{x}")]
    [InlineData("completion/complete", """{"ref":{"name":"p","uri":"u://x"}}""", CallKind.Resource, "u://x")]
    public void Of_AMethodThatNamesSomething_IsWhatItNames(string method, string parameters, CallKind kind, string name)
        => CallSubject.Of(Messages.Read(Messages.Request("1", method, parameters))).ShouldBe(new CallSubject(kind, name));

    [Theory]
    [InlineData("completion/complete", "{}")]
    [InlineData("completion/complete", """{"ref":"p"}""")]
    [InlineData("completion/complete", """{"ref":{"name":5,"uri":null}}""")]
    [InlineData("tasks/get", """{"name":"a"}""")]
    [InlineData("x/custom", """{"uri":"file:///x"}""")]
    public void Of_AMethodThatNamesNothing_HasNoKind_SoItsDefaultDecides(string method, string parameters)
        => CallSubject.Of(Messages.Read(Messages.Request("1", method, parameters))).Kind.ShouldBeNull();

    [Theory]
    [InlineData("initialize", true)]
    [InlineData("ping", true)]
    [InlineData("server/discover", true)]
    [InlineData("logging/setLevel", true)]
    [InlineData("subscriptions/listen", true)]
    [InlineData("tools/list", true)]
    [InlineData("resources/list", true)]
    [InlineData("resources/templates/list", true)]
    [InlineData("prompts/list", true)]
    [InlineData("tools/call", false)]
    [InlineData("resources/read", false)]
    [InlineData("prompts/get", false)]
    [InlineData("completion/complete", false)]
    [InlineData("tasks/list", false)]
    [InlineData("Tools/List", false)]
    public void IsHousekeeping_OfARequest_IsOnlyWhatTheProtocolNeeds(string method, bool isHousekeeping)
        => CallSubject.IsHousekeeping(Messages.Read(Messages.Request("1", method, """{"name":"a","uri":"u://x"}"""))).ShouldBe(isHousekeeping);

    [Fact]
    public void IsHousekeeping_OfANotification_Always() => CallSubject.IsHousekeeping(Messages.Read(Messages.Initialized)).ShouldBeTrue();
}
