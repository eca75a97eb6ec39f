using Baton.Gateway.Edge;
using Baton.Gateway.Edge.Stdio;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Errors;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Tests.Edge;

/// <summary>What each request must say of itself, and when a stdio connection takes it.</summary>
public sealed class StatelessRuleTests
{
    private const string Version = "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"";
    private const string Capabilities = "\"io.modelcontextprotocol/clientCapabilities\":{}";

    [Theory]
    [InlineData(Version + "," + Capabilities, null)]
    [InlineData(Version, "params._meta[\"io.modelcontextprotocol/clientCapabilities\"] is missing")]
    [InlineData(Capabilities, "params._meta[\"io.modelcontextprotocol/protocolVersion\"] is missing")]
    [InlineData("", "params._meta[\"io.modelcontextprotocol/protocolVersion\"] is missing")]
    [InlineData(Version + "," + Capabilities + ",\"io.modelcontextprotocol/logLevel\":\"warning\"", null)]
    [InlineData(Version + "," + Capabilities + ",\"io.modelcontextprotocol/logLevel\":\"loud\"", "params._meta[\"io.modelcontextprotocol/logLevel\"] is no log level; known are debug, info, notice, warning, error, critical, alert, emergency")]
    public void CheckFields_Meta_HasWhatEveryRequestMustCarry(string meta, string? problem)
    {
        var error = StatelessRule.CheckFields(Messages.Read(Messages.Request("1", "tools/list", $$$"""{"_meta":{{{{meta}}}}}""")));
        error?.Message.ShouldBe(problem);
        (error is null).ShouldBe(problem is null);
        if (error is not null) error.Code.ShouldBe(ErrorCode.InvalidParams);
    }

    [Theory]
    [InlineData("2026-07-28", true)]
    [InlineData("2025-11-25", false)]
    [InlineData("2099-01-01", false)]
    [InlineData("", false)]
    public void CheckRevision_Version_IsOneThatIsSpokenStatelessly(string version, bool expected)
        => (StatelessRule.CheckRevision(version, Revision.OverHttp) is null).ShouldBe(expected);

    [Theory]
    [InlineData("debug", true)]
    [InlineData("emergency", true)]
    [InlineData("DEBUG", false)]
    [InlineData("warn", false)]
    [InlineData("", false)]
    public void IsLevel_Word_IsOneOfMcps(string word, bool expected) => StatelessRule.IsLevel(word).ShouldBe(expected);

    [Theory]
    [InlineData("initialize", false, true)]
    [InlineData("initialize", true, false)]
    [InlineData("ping", false, true)]
    [InlineData("ping", true, true)]
    [InlineData("tools/list", false, false)]
    [InlineData("tools/list", true, true)]
    [InlineData("prompts/list", false, false)]
    [InlineData("server/discover", false, false)]
    [InlineData("server/discover", true, false)]
    [InlineData("subscriptions/listen", true, false)]
    [InlineData("own/method", true, true)]
    [InlineData("own/method", false, false)]
    public void StdioRule_RequestOfTheSessionEra_NeedsASessionBeforeIt(string method, bool hasSession, bool expected)
        => (StdioRule.Check(Messages.Read(Messages.Request("1", method)), hasSession) is null).ShouldBe(expected);

    [Theory]
    [InlineData("tools/list")]
    [InlineData("server/discover")]
    [InlineData("subscriptions/listen")]
    public void StdioRule_StatelessRequest_IsTakenAtAnyTime(string method)
    {
        StdioRule.Check(Messages.Read(Messages.Stateless("1", method)), hasSession: false).ShouldBeNull();
        StdioRule.Check(Messages.Read(Messages.Stateless("1", method)), hasSession: true).ShouldBeNull();
    }

    [Fact]
    public void StdioRule_StatelessRequestOfAnotherRevision_SaysWhichAreSpoken()
    {
        var error = StdioRule.Check(Messages.Read(Messages.Stateless("1", "tools/list").Replace("2026-07-28", "2099-01-01", StringComparison.Ordinal)), hasSession: true)!;
        error.Code.ShouldBe(ErrorCode.UnsupportedProtocolVersion);
        System.Text.Encoding.UTF8.GetString(error.Data.Span).ShouldContain("2026-07-28");
    }
}
