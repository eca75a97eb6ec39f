using Baton.Protocol.Errors;
using Baton.Protocol.Headers;
using Baton.Protocol.Tests.Messages;

namespace Baton.Protocol.Tests.Headers;

public sealed class ParamHeadersTests
{
    private const string Schema =
        """
        {"type":"object","properties":{
          "region":{"type":"string","x-mcp-header":"Region"},
          "limits":{"type":"object","properties":{"max":{"type":"integer","x-mcp-header":"Max"}}},
          "dry":{"type":"boolean","x-mcp-header":"Dry-Run"},
          "query":{"type":"string"}}}
        """;

    private static ParamHeaders Read(string schema)
    {
        ParamHeadersReader.TryRead(Wire.Bytes(schema), out var headers, out var reason).ShouldBeTrue(reason);
        return headers.ShouldNotBeNull();
    }

    private static RpcError? Check(string arguments, params string[] headers) => Read(Schema).Check(new FakeHeaders(headers), Wire.Bytes(arguments));

    [Fact]
    public void For_Arguments_GivesTheHeadersAClientSends()
        => Read(Schema).For(Wire.Bytes("""{"region":"Hello, 世界","limits":{"max":42},"dry":false,"query":"q"}"""))
            .Select(header => $"{header.Key}: {header.Value}")
            .ShouldBe(["Mcp-Param-Region: =?base64?SGVsbG8sIOS4lueVjA==?=", "Mcp-Param-Max: 42", "Mcp-Param-Dry-Run: false"]);

    [Fact]
    public void For_NullOrAbsent_LeavesTheHeaderOut()
    {
        Read(Schema).For(Wire.Bytes("""{"region":null}""")).ShouldBeEmpty();
        Read(Schema).For(default).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Region: eu")]
    [InlineData("""{"region":"eu"}""", "mcp-param-region: =?base64?ZXU=?=")]
    [InlineData("""{"limits":{"max":42}}""", "Mcp-Param-Max: 42.0")]
    [InlineData("""{"dry":true}""", "Mcp-Param-Dry-Run: true")]
    [InlineData("""{"region":null}""", "Mcp-Param-Unknown: passes")]
    public void Check_HeaderAsTheArgument_Agrees(string arguments, string header) => Check(arguments, header).ShouldBeNull();

    [Theory]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Region: us", "says 'us', arguments.region is 'eu'")]
    [InlineData("""{"region":"eu"}""", "X: y", "Mcp-Param-Region is missing")]
    [InlineData("""{}""", "Mcp-Param-Region: us", "arguments.region is absent")]
    [InlineData("""{"region":null}""", "Mcp-Param-Region: us", "is absent")]
    [InlineData("""{"limits":{"max":42}}""", "Mcp-Param-Max: 43", "says '43'")]
    [InlineData("""{"region":"eu"}""", "Mcp-Param-Region: =?base64?!?=", "Base64")]
    public void Check_HeaderOtherThanTheArgument_IsAMismatch(string arguments, string header, string part)
    {
        var error = Check(arguments, header).ShouldNotBeNull();
        error.Code.ShouldBe(ErrorCode.HeaderMismatch);
        error.Message.ShouldContain(part);
    }

    [Fact]
    public void TryRead_SchemaWithoutAnnotations_MirrorsNothing() => Read("""{"type":"object"}""").Mirrored.ShouldBeEmpty();

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":""}}}""", "not a header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"a b"}}}""", "not a header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"a:b"}}}""", "not a header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"ä"}}}""", "not a header name")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":7}}}""", "not a string")]
    [InlineData("""{"properties":{"a":{"type":"number","x-mcp-header":"A"}}}""", "needs the type")]
    [InlineData("""{"properties":{"a":{"type":"object","x-mcp-header":"A"}}}""", "needs the type")]
    [InlineData("""{"properties":{"a":{"x-mcp-header":"A"}}}""", "needs the type")]
    [InlineData("""{"properties":{"a":{"type":"string","x-mcp-header":"A"},"b":{"type":"string","x-mcp-header":"a"}}}""", "stands twice")]
    [InlineData("""{"properties":{"a":{"type":"array","items":{"type":"string","x-mcp-header":"A"}}}}""", "under 'items'")]
    [InlineData("""{"oneOf":[{"properties":{"a":{"type":"string","x-mcp-header":"A"}}}]}""", "under 'oneOf'")]
    [InlineData("""{"type":"string","x-mcp-header":"A"}""", "no parameter")]
    public void TryRead_InvalidAnnotation_SaysWhy(string schema, string part)
    {
        ParamHeadersReader.TryRead(Wire.Bytes(schema), out _, out var reason).ShouldBeFalse();
        reason.ShouldNotBeNull().ShouldContain(part);
    }
}
