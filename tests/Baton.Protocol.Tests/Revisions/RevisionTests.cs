using Baton.Protocol.Errors;
using Baton.Protocol.Revisions;
using Baton.Protocol.Tests.Messages;

namespace Baton.Protocol.Tests.Revisions;

public sealed class RevisionTests
{
    [Theory]
    [InlineData("2024-11-05", "2024-11-05", "2025-06-18")]
    [InlineData("2025-03-26", "2025-06-18", "2025-06-18")]
    [InlineData("2025-06-18", "2025-06-18", "2025-06-18")]
    [InlineData("2025-11-25", "2025-11-25", "2025-11-25")]
    [InlineData("2026-07-28", "2025-11-25", "2025-11-25")]
    [InlineData("1999-01-01", "2025-11-25", "2025-11-25")]
    [InlineData(null, "2025-11-25", "2025-11-25")]
    public void Negotiate_Offer_IsAnsweredPerTransport(string? offered, string overStdio, string overHttp)
    {
        Revision.Negotiate(offered, Revision.OverStdio).Text.ShouldBe(overStdio);
        Revision.Negotiate(offered, Revision.OverHttp).Text.ShouldBe(overHttp);
    }

    [Theory]
    [InlineData("2024-11-05", true)]
    [InlineData("2025-03-26", true)]
    [InlineData("2025-11-25", true)]
    [InlineData("2026-07-28", false)]
    [InlineData("v999", false)]
    [InlineData(null, false)]
    public void IsOfSessions_TellsTheEra(string? text, bool expected) => Revision.IsOfSessions(text).ShouldBe(expected);

    [Fact]
    public void UnsupportedRevision_ListsWhatIsSpokenAndWhatWasAsked()
    {
        var error = UnsupportedRevision.Error("v\"9", Revision.OverHttp);

        error.Code.ShouldBe(ErrorCode.UnsupportedProtocolVersion);
        Wire.Text(error.Data).ShouldBe("""{"supported":["2026-07-28","2025-11-25","2025-06-18"],"requested":"v\"9"}""");
    }

    [Theory]
    [InlineData("2025-11-25", false)]
    [InlineData("2026-07-28", true)]
    [InlineData("2099-01-01", true)]
    public void Envelope_IsStateless_ByWhatMetaDeclares(string version, bool expected)
        => Wire.Read($$$$"""{"jsonrpc":"2.0","id":1,"method":"x","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"{{{{version}}}}"}}}""")
            .IsStateless.ShouldBe(expected);
}
