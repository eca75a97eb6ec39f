using System.Text;
using Baton.Protocol.Json;
using Baton.Protocol.Tests.Messages;

namespace Baton.Protocol.Tests.Json;

/// <summary>Where a fault stands, as a pointer and a byte, so that a person finds it in a long message.</summary>
public sealed class PlaceTests
{
    [Theory]
    // the text with | before the token that is asked for
    [InlineData("|{}", "the top level")]
    [InlineData("{|\"a\":1}", "the top level")]
    [InlineData("{\"a\":|1}", "/a")]
    [InlineData("{\"a\":{|\"b\":1}}", "/a")]
    [InlineData("{\"a\":{\"b\":|1}}", "/a/b")]
    [InlineData("{\"a\":{},\"b\":|1}", "/b")]
    [InlineData("{\"a\":[|1]}", "/a/0")]
    [InlineData("{\"a\":[1,2,|3]}", "/a/2")]
    [InlineData("{\"a\":[1,{\"x\":[[],[|true]]}]}", "/a/1/x/1/0")]
    [InlineData("[{},[|{}]]", "/1/0")]
    [InlineData("{\"a/b~c\":|1}", "/a~1b~0c")]
    [InlineData("{\"\":|1}", "/")]
    [InlineData("{\"é\":{\"中\":|1}}", "/é/中")]
    [InlineData("{\"\\u0061\":|1}", "/a")]
    [InlineData("{\"a\":[[1],[2]],\"b\":{\"c\":|null}}", "/b/c")]
    public void Of_Token_IsItsPointerAndByte(string marked, string pointer)
    {
        var offset = Encoding.UTF8.GetByteCount(marked[..marked.IndexOf('|', StringComparison.Ordinal)]);
        Place.Of(Encoding.UTF8.GetBytes(marked.Replace("|", "", StringComparison.Ordinal)), offset).ShouldBe($"{pointer} (byte {offset})");
    }

    [Fact]
    public void Of_DeepPlace_IsShownInPart()
    {
        var text = string.Concat(Enumerable.Repeat("{\"abcdefgh\":", 40)) + "1";
        var place = Place.Of(Encoding.UTF8.GetBytes(text), text.Length - 1);
        place.ShouldStartWith("/abcdefgh/abcdefgh");
        place.ShouldEndWith($"… (byte {text.Length - 1})");
        place.Length.ShouldBeLessThan(230);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","arguments":{"a":[{"k":1,"k":2}]}}}""", """The key "k" stands twice in one object at /params/arguments/a/0 (byte 92); keys must be unique""")]
    [InlineData("""{"jsonrpc":"2.0","jsonrpc":"2.0"}""", """The key "jsonrpc" stands twice in one object at the top level (byte 17); keys must be unique""")]
    [InlineData("""{"jsonrpc":"2.0","params":{"arguments":{"t":"\ud800"}}}""", "A string holds an unpaired surrogate escape at /params/arguments/t (byte 44)")]
    [InlineData("""{"jsonrpc":"2.0","params":{"\udc00":1}}""", "A string holds an unpaired surrogate escape at /params (byte 27)")]
    public void Read_FaultInside_IsToldByPointer(string json, string message) => Wire.Refused(json).Message.ShouldBe(message);

    [Theory]
    [InlineData("", "The message is empty")]
    [InlineData(" \r\n\t", "The message is empty")]
    [InlineData("{", "The message is not valid JSON at byte 1: ")]
    [InlineData("{\n\"a\":\n}", "The message is not valid JSON at byte 7: ")]
    [InlineData("{\"é\":x}", "The message is not valid JSON at byte 6: ")]
    [InlineData("{} {}", "The message is not valid JSON at byte 3: ")]
    [InlineData("nul", "The message is not valid JSON at byte ")]
    public void Read_BrokenText_IsAParseErrorWithTheByte(string json, string message)
    {
        var error = Wire.Refused(json);
        error.Code.ShouldBe(-32700);
        error.Message.ShouldStartWith(message);
    }
}
