using Baton.Gateway.Edge.Http;
using Baton.Gateway.Tests.Support;
using Baton.Protocol.Errors;
using Baton.Protocol.Headers;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Tests.Edge.Http;

/// <summary>To which era a POST belongs, by its body and its header, and what is wrong when they do not agree.</summary>
public sealed class EraRuleTests
{
    private static readonly string Plain = Messages.Request("1", "tools/list");
    private static readonly string Stateless = Messages.Stateless("1", "tools/list");

    [Theory]
    [InlineData(null)]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public void Decide_BodyWithoutARevision_IsOfSessions(string? header) => Decide(Plain, header).ShouldBe((Era.Sessions, 0));

    [Fact]
    public void Decide_BodyAndHeaderAgree_IsStateless() => Decide(Stateless, "2026-07-28").ShouldBe((Era.Stateless, 0));

    [Theory]
    [InlineData(null)]
    [InlineData("2025-11-25")]
    [InlineData("2099-01-01")]
    public void Decide_HeaderThatTheBodyContradicts_IsAMismatch(string? header)
        => Decide(Stateless, header).ShouldBe((Era.Stateless, ErrorCode.HeaderMismatch));

    [Fact]
    public void Decide_HeaderOfARevisionThatIsNotSpoken_IsUnsupported()
        => Decide(Plain, "2099-01-01").ShouldBe((Era.Stateless, ErrorCode.UnsupportedProtocolVersion));

    [Fact]
    public void Decide_StatelessHeaderWithoutTheFields_SaysWhatIsMissing()
        => Decide(Plain, "2026-07-28").ShouldBe((Era.Stateless, ErrorCode.InvalidParams));

    [Fact]
    public void Decide_BothSayARevisionThatIsNotSpoken_IsUnsupported()
        => Decide(Stateless.Replace("2026-07-28", "2099-01-01", StringComparison.Ordinal), "2099-01-01").ShouldBe((Era.Stateless, ErrorCode.UnsupportedProtocolVersion));

    [Fact]
    public void Decide_HeaderGivenTwice_IsAMismatch()
        => (Of(Plain, out _, "2025-11-25", "2025-11-25")?.Code ?? 0).ShouldBe(ErrorCode.HeaderMismatch);

    [Fact]
    public void Decide_Notification_NeedsNoFields()
        => Decide("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""", "2026-07-28").ShouldBe((Era.Stateless, 0));

    private static (Era Era, int Code) Decide(string body, string? header)
    {
        var fault = Of(body, out var era, header is null ? [] : [header]);
        return (era, fault?.Code ?? 0);
    }

    private static RpcError? Of(string body, out Era era, params string[] header) => EraRule.Decide(new Headers(header), Messages.Read(body), out era);

    private sealed class Headers(string[] revision) : IHeaders
    {
        public IReadOnlyList<string> Values(string name) => name == HeaderName.ProtocolVersion ? revision : [];
    }
}
