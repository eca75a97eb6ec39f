using System.Text;
using Baton.Protocol.Errors;
using Baton.Protocol.Headers;

namespace Baton.Protocol.Tests.Headers;

/// <summary>Which annotations of a schema are headers, and when a header and its argument are the same.</summary>
public sealed class ParamHeaderRulesTests
{
    [Theory]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A"}}}""", "Mcp-Param-A=a")]
    [InlineData("""{"properties":{"a":{"x-mcp-header":"A","type":"integer"},"b":{"type":"boolean","x-mcp-header":"B-2"}}}""", "Mcp-Param-A=a;Mcp-Param-B-2=b")]
    [InlineData("""{"properties":{"o":{"type":"object","properties":{"p":{"type":"object","properties":{"q":{"type":"string","x-mcp-header":"Deep"}}}}}}}""", "Mcp-Param-Deep=o.p.q")]
    [InlineData("""{"properties":{"properties":{"type":"string","x-mcp-header":"P"}}}""", "Mcp-Param-P=properties")]
    [InlineData("""{"properties":{"x-mcp-header":{"type":"string"}}}""", "")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-heade\u0072":"A"}}}""", "Mcp-Param-A=a")]
    [InlineData("""{"properties":{"a":{"type":"string","\u0078-mcp-header":"A"}}}""", "Mcp-Param-A=a")]
    [InlineData("""{"properties":{"a":{"type":"string","description":"see x-mcp-header"}}}""", "")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"!#$%&'*+-.^_`|~09azAZ"}}}""", "Mcp-Param-!#$%&'*+-.^_`|~09azAZ=a")]
    [InlineData("{}", "")]
    public void TryRead_Schema_GivesItsHeaders(string schema, string headers)
    {
        ParamHeadersReader.TryRead(Bytes(schema), out var read, out var reason).ShouldBeTrue(reason);
        string.Join(';', read!.Mirrored.Select(header => $"{header.Header}={string.Join('.', header.Path)}")).ShouldBe(headers);
    }

    [Theory]
    [InlineData("""{"x-mcp-header":"A"}""", "stands at the schema's root, which is no parameter")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":5}}}""", "of 'a' is not a string")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":null}}}""", "of 'a' is not a string")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":""}}}""", "of 'a' is not a header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A B"}}}""", "of 'a' is not a header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A:B"}}}""", "of 'a' is not a header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A\r\nB"}}}""", "of 'a' is not a header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"É"}}}""", "of 'a' is not a header name")]
    [InlineData("""{"properties":{"a":{"x-mcp-header":"A"}}}""", "of 'a' needs the type string, integer or boolean")]
    [InlineData("""{"properties":{"a":{"type":"object","x-mcp-header":"A"}}}""", "of 'a' needs the type")]
    [InlineData("""{"properties":{"a":{"type":"array","x-mcp-header":"A"}}}""", "of 'a' needs the type")]
    [InlineData("""{"properties":{"a":{"type":["string","null"],"x-mcp-header":"A"}}}""", "of 'a' needs the type")]
    [InlineData("""{"properties":{"o":{"properties":{"b":{"type":"null","x-mcp-header":"A"}}}}}""", "of 'o.b' needs the type")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A"},"b":{"type":"string","x-mcp-header":"a"}}}""", "'a' stands twice")]
    [InlineData("""{"properties":{"a":{"type":"array","items":{"type":"string","x-mcp-header":"A"}}}}""", "stands under 'items'")]
    [InlineData("""{"allOf":[{"properties":{"a":{"type":"string","x-mcp-header":"A"}}}]}""", "stands under 'allOf'")]
    [InlineData("""{"$defs":{"a":{"type":"string","x-mcp-header":"A"}}}""", "stands under '$defs'")]
    [InlineData("""{"properties":{"a":{"anyOf":[{"type":"string","x-mcp-header":"A"}]}}}""", "stands under 'anyOf'")]
    [InlineData("""{"$defs":{"a":{"type":"string","x\u002dmcp-header":"A"}}}""", "stands under '$defs'")]
    public void TryRead_InvalidAnnotation_SaysWhichAndWhy(string schema, string reason)
    {
        ParamHeadersReader.TryRead(Bytes(schema), out var read, out var why).ShouldBeFalse();
        read.ShouldBeNull();
        why.ShouldNotBeNull().ShouldStartWith("x-mcp-header ");
        why.ShouldContain(reason);
    }

    [Theory]
    // argument as written, header, whether they agree
    [InlineData("5", "5", true)]
    [InlineData("5", "5.0", true)]
    [InlineData("5.0", "5", true)]
    [InlineData("5e0", "5", true)]
    [InlineData("-0", "0", true)]
    [InlineData("5", "6", false)]
    [InlineData("5", "five", false)]
    [InlineData("5", "", false)]
    [InlineData("12345678901234567890", "12345678901234567890", true)]
    [InlineData("12345678901234567890", "12345678901234567891", false)]
    [InlineData("1000000000000000000000000000000000000000", "1000000000000000000000000000000000000000", true)]
    [InlineData("1e-30", "0", false)]
    [InlineData("1.00000000000000000000000000000000001", "1", false)]
    [InlineData("0.1", "0.10000000000000000000000000000000000001", false)]
    [InlineData("1e400", "0", false)]
    [InlineData("1e3", "1000", true)]
    [InlineData("1E+3", "1000.00", true)]
    [InlineData("true", "true", true)]
    [InlineData("true", "True", false)]
    [InlineData("false", "true", false)]
    [InlineData("\"5\"", "5", true)]
    [InlineData("\"5\"", "5.0", false)]
    [InlineData("\"text\"", "text", true)]
    [InlineData("\"text\"", "Text", false)]
    [InlineData("\"é\"", "=?base64?w6k=?=", true)]
    [InlineData("\"é\"", "=?base64?w6g=?=", false)]
    [InlineData("\"\"", "=?base64??=", true)]
    [InlineData("\"a\"", " a ", true)]
    [InlineData("\" a\"", "=?base64?IGE=?=", true)]
    [InlineData("null", "x", false)]
    [InlineData("{}", "x", false)]
    public void Check_HeaderAndArgument_AgreeOrNot(string argument, string header, bool agree)
    {
        var headers = Headers("""{"properties":{"a":{"type":"string","x-mcp-header":"A"}}}""");
        var error = headers.Check(new FakeHeaders($"Mcp-Param-A: {header}"), Bytes($$"""{"a":{{argument}} }"""));
        (error is null).ShouldBe(agree, error?.Message);
        if (!agree) error!.Code.ShouldBe(ErrorCode.HeaderMismatch);
    }

    [Theory]
    [InlineData("""{"a":"x"}""", "", "The header Mcp-Param-A is missing; arguments.a is 'x'")]
    [InlineData("{}", "Mcp-Param-A: x", "The header Mcp-Param-A says 'x', but arguments.a is absent")]
    [InlineData("", "Mcp-Param-A: x", "The header Mcp-Param-A says 'x', but arguments.a is absent")]
    [InlineData("""{"a":"x"}""", "Mcp-Param-A: y", "The header Mcp-Param-A says 'y', arguments.a is 'x'")]
    [InlineData("""{"a":"x"}""", "Mcp-Param-A: é", "holds characters that are not allowed")]
    [InlineData("""{"a":"x"}""", "Mcp-Param-A: =?base64?%%?=", "not valid Base64 of UTF-8")]
    [InlineData("""{"a":"x"}""", "Mcp-Param-A: =?base64?/w==?=", "not valid Base64 of UTF-8")]
    [InlineData("""{"a":"x"}""", "Mcp-Param-A: x|Mcp-Param-A: x", "The header Mcp-Param-A stands 2 times; it must stand once")]
    public void Check_Mismatch_SaysWhat(string arguments, string lines, string message)
        => Headers("""{"properties":{"a":{"type":"string","x-mcp-header":"A"}}}""").Check(new FakeHeaders(lines.Split('|', StringSplitOptions.RemoveEmptyEntries)), Bytes(arguments)).ShouldNotBeNull().Message.ShouldContain(message);

    [Fact]
    public void Check_NothingOnEitherSide_Agrees()
    {
        var headers = Headers("""{"properties":{"o":{"properties":{"a":{"type":"string","x-mcp-header":"A"}}}}}""");
        foreach (var arguments in (string[])["", "{}", """{"o":null}""", """{"o":{}}""", """{"o":5}""", """{"o":{"a":null}}""", """{"o":{"a":{}}}"""]) headers.Check(new FakeHeaders(), Bytes(arguments)).ShouldBeNull(arguments);
        headers.Check(new FakeHeaders("Mcp-Param-Other: x"), Bytes("{}")).ShouldBeNull();
    }

    private static ParamHeaders Headers(string schema)
    {
        ParamHeadersReader.TryRead(Bytes(schema), out var headers, out var reason).ShouldBeTrue(reason);
        return headers!;
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
