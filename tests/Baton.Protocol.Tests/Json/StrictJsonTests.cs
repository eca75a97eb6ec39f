using System.Text;
using Baton.Protocol.Errors;
using Baton.Protocol.Json;
using Baton.Protocol.Tests.Messages;

namespace Baton.Protocol.Tests.Json;

public sealed class StrictJsonTests
{
    private static JsonFault? Check(string json) => StrictJson.Check(Encoding.UTF8.GetBytes(json));

    [Theory]
    [InlineData("{}")]
    [InlineData(" { \"a\" : [ 1 , 2 ] } \r\n")]
    [InlineData("""{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}""")]
    [InlineData("\"\\ud83d\\ude00\"")]
    [InlineData("\"\\ud83d\\ude00\\ud83d\\ude00 \\\\ud83d\"")]
    public void Check_StrictText_HasNoFault(string json) => Check(json).ShouldBeNull();

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n", "empty")]
    [InlineData("{", "not valid JSON at byte 1")]
    [InlineData("""{"a":1}{"b":2}""", "not valid JSON at byte 7")]
    [InlineData("""{"a":1} x""", "not valid JSON at byte 8")]
    [InlineData("""{"a":1,}""", "not valid JSON at byte 7")]
    [InlineData("""{"a":01}""", "not valid JSON")]
    [InlineData("""{"a":NaN}""", "not valid JSON at byte 5")]
    [InlineData("""{'a':1}""", "not valid JSON at byte 1")]
    [InlineData("""{"a":1} // c""", "not valid JSON")]
    [InlineData("{\"a\":\"x\ny\"}", "not valid JSON")]
    [InlineData("{\n\n\"a\":tru}", "not valid JSON at byte")]
    public void Check_BrokenText_SaysWhere(string json, string part)
    {
        var fault = Check(json).ShouldNotBeNull();
        fault.Kind.ShouldBe(JsonFaultKind.Syntax);
        fault.Message.ShouldContain(part);
    }

    [Fact]
    public void Check_ByteOrderMark_IsRefused() => Check("\uFEFF{}").ShouldNotBeNull().Message.ShouldContain("byte order mark");

    [Theory]
    [InlineData(new byte[] { (byte)'"', 0xC3, (byte)'"' }, 1)]
    [InlineData(new byte[] { (byte)'"', 0xC0, 0xAF, (byte)'"' }, 1)]
    [InlineData(new byte[] { (byte)'"', (byte)'a', 0xED, 0xA0, 0x80, (byte)'"' }, 2)]
    [InlineData(new byte[] { (byte)'"', 0xF5, 0x80, 0x80, 0x80, (byte)'"' }, 1)]
    public void Check_InvalidUtf8_SaysWhere(byte[] bytes, long offset)
    {
        var fault = StrictJson.Check(bytes).ShouldNotBeNull();
        fault.Message.ShouldContain("not valid UTF-8");
        fault.Offset.ShouldBe(offset);
    }

    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":"\udc00"}""")]
    [InlineData("""{"a":"\ud800\ud800\udc00"}""")]
    [InlineData("""{"a":"\ud800x\udc00"}""")]
    [InlineData("""{"a":"\ud800\n"}""")]
    [InlineData("""{"\ud800":1}""")]
    public void Check_UnpairedSurrogate_IsRefused(string json) => Check(json).ShouldNotBeNull().Message.ShouldContain("unpaired surrogate");

    [Fact]
    public void Check_SixtyFourLevels_AreReadAndOneMoreIsNot()
    {
        Check(new string('[', 64) + new string(']', 64)).ShouldBeNull();
        Check(new string('[', 65) + new string(']', 65)).ShouldNotBeNull().Message.ShouldContain("deeper than 64 levels");
        Check(string.Concat(Enumerable.Repeat("{\"a\":", 65)) + "1" + new string('}', 65)).ShouldNotBeNull().Message.ShouldContain("deeper than 64");
    }

    [Theory]
    [InlineData("""{"a":1,"a":1}""", "at the top level (byte 7)")]
    [InlineData("""{"x":{"y":[0,{"a":1,"b":2,"a":3}]}}""", "at /x/y/1 (byte 26)")]
    [InlineData("""{"a":1,"\u0061":2}""", "\"a\" stands twice")]
    [InlineData("""{"a/b":{"~":{"":1,"":2}}}""", "at /a~1b/~0 (byte")]
    public void Check_KeyTwiceInOneObject_SaysWhere(string json, string part)
    {
        var fault = Check(json).ShouldNotBeNull();
        fault.Kind.ShouldBe(JsonFaultKind.Ambiguous);
        fault.Message.ShouldContain(part);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(17)]
    [InlineData(5000)]
    public void Check_DuplicateAmongMany_IsFound(int count)
    {
        var members = Enumerable.Range(0, count).Select(at => $"\"k{at}\":{at}").ToList();
        Check("{" + string.Join(',', members) + "}").ShouldBeNull();

        members.Add($"\"k{count / 2}\":0");
        Check("{" + string.Join(',', members) + "}").ShouldNotBeNull().Message.ShouldContain($"\"k{count / 2}\" stands twice");
    }

    [Fact]
    public void Check_AfterAFault_TheNextTextIsReadAfresh()
    {
        Check("""{"a":{"b":1,"b":2}}""").ShouldNotBeNull();
        Check("""{"b":1}""").ShouldBeNull();
    }

    [Fact]
    public void Read_SyntaxFault_IsAParseErrorWithoutId()
    {
        Wire.Refused("""{"jsonrpc":"2.0","id":1,"method":}""").Code.ShouldBe(ErrorCode.ParseError);
        Wire.RefusedId("""{"jsonrpc":"2.0","id":1,"method":}""").ShouldBe("null");
    }
}
