using Baton.Gateway.Edge.Http;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Tests.Edge.Http;

public sealed class PostRulesTests
{
    private const string Both = "application/json, text/event-stream";

    [Theory]
    [InlineData("application/json", 0)]
    [InlineData("Application/JSON", 0)]
    [InlineData("application/json; charset=utf-8", 0)]
    [InlineData("application/json;charset=UTF-8", 0)]
    [InlineData("application/json; charset=\"utf-8\"", 0)]
    [InlineData("application/json; profile=x", 0)]
    [InlineData("application/json; charset=iso-8859-1", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/json-rpc", 415)]
    [InlineData("application/vnd.api+json", 415)]
    [InlineData("text/json", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("text/plain; application/json", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData("json", 415)]
    [InlineData("", 415)]
    [InlineData(null, 415)]
    public void Check_ContentType_IsJsonInUtf8(string? type, int status) => StatusOf(type, [Both]).ShouldBe(status);

    [Theory]
    [InlineData(0)]
    [InlineData(0, "application/json, text/event-stream")]
    [InlineData(0, "text/event-stream, application/json")]
    [InlineData(0, "application/json", "text/event-stream")]
    [InlineData(0, "*/*")]
    [InlineData(0, "application/*, text/*")]
    [InlineData(0, "application/json;q=0.9, text/event-stream;q=0.1, text/html")]
    [InlineData(0, "TEXT/Event-Stream, Application/Json")]
    [InlineData(406, "application/json")]
    [InlineData(406, "text/event-stream")]
    [InlineData(406, "text/*")]
    [InlineData(406, "text/html, image/*")]
    [InlineData(406, "application/json, text/event-stream;q=0")]
    [InlineData(406, "application/json;q=0, text/event-stream")]
    [InlineData(406, "nonsense")]
    [InlineData(406, "")]
    public void Check_Accept_TakesAnObjectAndAStream(int status, params string[] accept) => StatusOf("application/json", accept).ShouldBe(status);

    [Theory]
    [InlineData("identity", 0)]
    [InlineData("IDENTITY", 0)]
    [InlineData("gzip", 415)]
    [InlineData("br", 415)]
    [InlineData("identity, gzip", 415)]
    public void Check_Encoding_IsNone(string encoding, int status) => StatusOf("application/json", [Both], encoding).ShouldBe(status);

    [Fact]
    public void Check_EachFault_HasItsCode()
    {
        Check("text/plain", [Both])!.Value.Code.ShouldBe("content_type");
        Check("application/json", [Both], "gzip")!.Value.Code.ShouldBe("content_encoding");
        Check("application/json", ["text/html"])!.Value.Code.ShouldBe("accept");
    }

    private static int StatusOf(string? type, string[] accept, string? encoding = null) => Check(type, accept, encoding)?.Status ?? 0;

    private static (int Status, string Code, string Message)? Check(string? type, string[] accept, string? encoding = null)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = type;
        if (accept.Length > 0) request.Headers.Accept = accept;
        if (encoding is not null) request.Headers.ContentEncoding = encoding;
        return PostRules.Check(request);
    }
}
