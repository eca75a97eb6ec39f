using Baton.Protocol.Errors;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Baton.Protocol.Tests.Messages;

namespace Baton.Protocol.Tests.Headers;

/// <summary>Values of headers by RFC 9110 (5.5: visible ASCII, spaces and tabs, none at the ends) and by the protocol's value encoding.</summary>
public sealed class HeaderFormTests
{
    [Theory]
    // A text that a header may hold as it is.
    [InlineData("a", "a")]
    [InlineData("us-west1", "us-west1")]
    [InlineData("a b", "a b")]
    [InlineData("a\tb", "a\tb")]
    [InlineData("a,b;c=\"d\"", "a,b;c=\"d\"")]
    [InlineData("!#$%&'*+-.^_`|~", "!#$%&'*+-.^_`|~")]
    [InlineData("(x)", "(x)")]
    [InlineData("100%", "100%")]
    [InlineData("%20", "%20")]
    [InlineData("=?utf-8?Q?a?=", "=?utf-8?Q?a?=")]
    [InlineData("=?base64?", "=?base64?")]
    [InlineData("x=?base64?YQ==?=", "x=?base64?YQ==?=")]
    [InlineData("=?base64?YQ==?= ", "=?base64?PT9iYXNlNjQ/WVE9PT89IA==?=")]
    // One that it may not hold, or that would be changed on the way.
    [InlineData("", "=?base64??=")]
    [InlineData(" ", "=?base64?IA==?=")]
    [InlineData(" a", "=?base64?IGE=?=")]
    [InlineData("a ", "=?base64?YSA=?=")]
    [InlineData("a\t", "=?base64?YQk=?=")]
    [InlineData("a\r\nX-Evil: 1", "=?base64?YQ0KWC1FdmlsOiAx?=")]
    [InlineData("a\0", "=?base64?YQA=?=")]
    [InlineData("\u007f", "=?base64?fw==?=")]
    [InlineData("\u0080", "=?base64?woA=?=")]
    [InlineData("é", "=?base64?w6k=?=")]
    [InlineData("日本", "=?base64?5pel5pys?=")]
    [InlineData("😀", "=?base64?8J+YgA==?=")]
    [InlineData("\uFEFF", "=?base64?77u/?=")]
    [InlineData("=?base64?YQ==?=", "=?base64?PT9iYXNlNjQ/WVE9PT89?=")]
    [InlineData("=?base64??=", "=?base64?PT9iYXNlNjQ/Pz0=?=")]
    public void Encode_Text_IsPlainWhereAHeaderKeepsIt(string text, string header)
    {
        HeaderValue.Encode(text).ShouldBe(header);
        HeaderValue.Decode(header).ShouldBe(text);
        HeaderValue.Decode($" \t{header}\t ").ShouldBe(text);
    }

    [Theory]
    // Base64 of UTF-8, strictly; a sentinel that is not whole is a text.
    [InlineData("=?base64?YQ==?=", "a")]
    [InlineData("=?base64?YWI=?=", "ab")]
    [InlineData("=?base64?YWJj?=", "abc")]
    [InlineData("=?base64?YQ?=", null)]
    [InlineData("=?base64?YQ=?=", null)]
    [InlineData("=?base64?Y?=", null)]
    [InlineData("=?base64?Y*==?=", null)]
    [InlineData("=?base64?_-==?=", null)]
    [InlineData("=?base64?/w==?=", null)]
    [InlineData("=?base64?wK8=?=", null)]
    [InlineData("=?base64?7aCA?=", null)]
    [InlineData("=?base64?=", "=?base64?=")]
    [InlineData("=?base64", "=?base64")]
    [InlineData("a\u0000b", null)]
    [InlineData("a\rb", null)]
    [InlineData("a\nb", null)]
    [InlineData("a\u007fb", null)]
    [InlineData("é", null)]
    [InlineData("日", null)]
    public void Decode_Value_IsItsTextOrNothing(string header, string? text) => HeaderValue.Decode(header).ShouldBe(text);

    [Theory]
    // Which part of which body each method's Mcp-Name mirrors.
    [InlineData("tools/call", """{"name":"save"}""", "save")]
    [InlineData("prompts/get", """{"name":"greet"}""", "greet")]
    [InlineData("resources/read", """{"uri":"file:///a"}""", "file:///a")]
    [InlineData("resources/subscribe", """{"uri":"file:///a"}""", null)]
    [InlineData("tools/list", """{"name":"x"}""", null)]
    [InlineData("completion/complete", """{"name":"x"}""", null)]
    [InlineData("ping", "{}", null)]
    public void NameOf_Method_IsWhatItsHeaderMirrors(string method, string parameters, string? name)
    {
        var envelope = Wire.Read($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}} }""");
        HeaderAgreement.NameOf(envelope).ShouldBe(name);
        HeaderAgreement.Check(new FakeHeaders(name is null ? [$"Mcp-Method: {method}"] : [$"Mcp-Method: {method}", $"Mcp-Name: {name}"]), envelope, required: true).ShouldBeNull();
    }

    [Theory]
    // header lines, separated by |, and what is said of them word for word.
    [InlineData("Mcp-Method: tools/call|Mcp-Name: read_file", "The header Mcp-Name says 'read_file', the body says 'delete_customer'")]
    [InlineData("Mcp-Method: tools/call|Mcp-Name: Delete_Customer", "The header Mcp-Name says 'Delete_Customer', the body says 'delete_customer'")]
    [InlineData("Mcp-Method: tools/call|Mcp-Name: =?base64?cmVhZF9maWxl?=", "The header Mcp-Name says 'read_file', the body says 'delete_customer'")]
    [InlineData("Mcp-Method: tools/call|Mcp-Name: delete_customer|Mcp-Name: read_file", "The header Mcp-Name stands 2 times; it must stand once")]
    [InlineData("Mcp-Method: tools/call|Mcp-Name: delete_customer|mcp-name: delete_customer", "The header Mcp-Name stands 2 times; it must stand once")]
    [InlineData("Mcp-Method: tools/call|Mcp-Name:", "The header Mcp-Name says '', the body says 'delete_customer'")]
    [InlineData("Mcp-Method: resources/read|Mcp-Name: delete_customer", "The header Mcp-Method says 'resources/read', the body says 'tools/call'")]
    [InlineData("Mcp-Method: tools/call, tools/list|Mcp-Name: delete_customer", "The header Mcp-Method says 'tools/call, tools/list', the body says 'tools/call'")]
    [InlineData("Mcp-Method: =?base64?dG9vbHMvY2FsbA==?=|Mcp-Name: delete_customer", "The header Mcp-Method says '=?base64?dG9vbHMvY2FsbA==?=', the body says 'tools/call'")]
    [InlineData("Mcp-Name: delete_customer", "The header Mcp-Method is missing; the body says 'tools/call'")]
    [InlineData("Mcp-Method: tools/call", "The header Mcp-Name is missing; the body says 'delete_customer'")]
    [InlineData("Mcp-Method: tools/call|Mcp-Name: delete\u0001", "The header Mcp-Name holds characters that are not allowed, or is not valid Base64 of UTF-8")]
    public void Check_HeaderSaysOneToolAndTheBodyAnother_IsRefusedInWords(string lines, string message)
    {
        var call = Wire.Read("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"delete_customer"}}""");
        var error = HeaderAgreement.Check(new FakeHeaders(lines.Split('|')), call, required: true).ShouldNotBeNull();
        (error.Code, error.Message).ShouldBe((ErrorCode.HeaderMismatch, message));
    }

    [Theory]
    // What a conforming client sends for arguments is what the check asks of it.
    [InlineData("\"text\"", "text")]
    [InlineData("\"\"", "=?base64??=")]
    [InlineData("\"é\"", "=?base64?w6k=?=")]
    [InlineData("\"a\\nb\"", "=?base64?YQpi?=")]
    [InlineData("\" a \"", "=?base64?IGEg?=")]
    [InlineData("5", "5")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("1e3", "1e3")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("null", null)]
    [InlineData("[1]", null)]
    [InlineData("{}", null)]
    public void For_Argument_IsTheHeaderThatAgreesWithIt(string argument, string? header)
    {
        ParamHeadersReader.TryRead(Wire.Bytes("""{"properties":{"a":{"type":"string","x-mcp-header":"A"}}}"""), out var headers, out _).ShouldBeTrue();
        var arguments = Wire.Bytes($$"""{"a":{{argument}} }""");
        var sent = headers!.For(arguments).ToArray();
        sent.Select(pair => pair.Value).ShouldBe(header is null ? [] : [header]);
        headers.Check(new FakeHeaders([.. sent.Select(pair => $"{pair.Key}: {pair.Value}")]), arguments).ShouldBeNull();
        headers.Check(new FakeHeaders("Mcp-Param-A: other"), arguments).ShouldNotBeNull().Code.ShouldBe(ErrorCode.HeaderMismatch);
    }
}
