using Baton.Protocol.Errors;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Baton.Protocol.Tests.Messages;

namespace Baton.Protocol.Tests.Headers;

public sealed class HeaderAgreementTests
{
    private static readonly Envelope Call = Wire.Read("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"save"}}""");

    private static RpcError? Check(Envelope envelope, params string[] headers) => HeaderAgreement.Check(new FakeHeaders(headers), envelope, required: true);

    [Theory]
    [InlineData("Mcp-Method: tools/call", "Mcp-Name: save")]
    [InlineData("mcp-method:tools/call", "MCP-NAME:   save \t")]
    [InlineData("Mcp-Method: tools/call", "Mcp-Name: =?base64?c2F2ZQ==?=")]
    public void Check_SameAsBody_Agrees(string method, string name) => Check(Call, method, name).ShouldBeNull();

    [Theory]
    [InlineData("Mcp-Name: save", null, "Mcp-Method is missing")]
    [InlineData("Mcp-Method: tools/call", null, "Mcp-Name is missing; the body says 'save'")]
    [InlineData("Mcp-Method: TOOLS/CALL", "Mcp-Name: save", "Mcp-Method says 'TOOLS/CALL', the body says 'tools/call'")]
    [InlineData("Mcp-Method: tools/list", "Mcp-Name: save", "says 'tools/list'")]
    [InlineData("Mcp-Method: tools/call", "Mcp-Name: delete", "Mcp-Name says 'delete', the body says 'save'")]
    [InlineData("Mcp-Method: tools/call", "Mcp-Name: =?base64?%%%?=", "not valid Base64")]
    [InlineData("Mcp-Method: tools/call", "Mcp-Name: sävé", "not allowed")]
    public void Check_OtherThanBody_IsAMismatch(string first, string? second, string part)
    {
        var error = Check(Call, second is null ? [first] : [first, second]).ShouldNotBeNull();
        error.Code.ShouldBe(ErrorCode.HeaderMismatch);
        error.Message.ShouldContain(part);
    }

    [Fact]
    public void Check_HeaderTwice_IsAMismatch()
        => Check(Call, "Mcp-Method: tools/call", "Mcp-Method: tools/call", "Mcp-Name: save").ShouldNotBeNull().Message.ShouldContain("stands 2 times");

    [Fact]
    public void Check_NotRequired_OnlyWhatIsThereMustAgree()
    {
        HeaderAgreement.Check(new FakeHeaders(), Call, required: false).ShouldBeNull();
        HeaderAgreement.Check(new FakeHeaders("Mcp-Name: other"), Call, required: false).ShouldNotBeNull();
    }

    [Fact]
    public void Check_ResourceUri_IsMirroredToo()
    {
        var read = Wire.Read("""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"baton://memories/ä"}}""");

        Check(read, "Mcp-Method: resources/read", "Mcp-Name: " + HeaderValue.Encode("baton://memories/ä")).ShouldBeNull();
        Check(read, "Mcp-Method: resources/read", "Mcp-Name: baton://memories/a").ShouldNotBeNull();
    }

    [Fact]
    public void Check_MethodWithoutName_NeedsNone()
        => Check(Wire.Read("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""), "Mcp-Method: tools/list").ShouldBeNull();

    [Theory]
    [InlineData("2026-07-28", null)]
    [InlineData(null, "is missing")]
    [InlineData("2025-11-25", "says '2025-11-25', the body says '2026-07-28'")]
    public void CheckRevision_ComparesHeaderAndBody(string? header, string? part)
    {
        var error = HeaderAgreement.CheckRevision(header, "2026-07-28");
        if (part is null) error.ShouldBeNull();
        else error.ShouldNotBeNull().Message.ShouldContain(part);
    }
}
