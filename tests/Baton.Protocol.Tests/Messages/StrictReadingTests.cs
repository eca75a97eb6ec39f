using System.Globalization;
using System.Text;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Protocol.Tests.Messages;

/// <summary>Each sentence of strict reading, with a message that keeps it and one that does not.</summary>
public sealed class StrictReadingTests
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"save","arguments":{"a":1}}}""";

    [Theory]
    // One message for each POST or line.
    [InlineData("[]", ErrorCode.InvalidRequest, "Batches")]
    [InlineData("[" + Call + "]", ErrorCode.InvalidRequest, "Batches")]
    [InlineData("42", ErrorCode.InvalidRequest, "JSON object")]
    [InlineData("\"text\"", ErrorCode.InvalidRequest, "JSON object")]
    [InlineData("null", ErrorCode.InvalidRequest, "JSON object")]
    [InlineData("", ErrorCode.ParseError, "empty")]
    [InlineData(" \r\n\t", ErrorCode.ParseError, "empty")]
    // No trailing data, no comments, no commas too many.
    [InlineData(Call + Call, ErrorCode.ParseError, "not valid JSON")]
    [InlineData(Call + " x", ErrorCode.ParseError, "not valid JSON")]
    [InlineData(Call + "\0", ErrorCode.ParseError, "not valid JSON")]
    [InlineData("/* */" + Call, ErrorCode.ParseError, "not valid JSON")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping",}""", ErrorCode.ParseError, "not valid JSON")]
    [InlineData("""{'jsonrpc':'2.0'}""", ErrorCode.ParseError, "not valid JSON")]
    [InlineData("\uFEFF" + Call, ErrorCode.ParseError, "byte order mark")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","x":"\ud800"}""", ErrorCode.ParseError, "unpaired surrogate")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","\udc00":1}""", ErrorCode.ParseError, "unpaired surrogate")]
    // A key stands once, however it is written.
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"}""", ErrorCode.InvalidRequest, "stands twice")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","na\u006de":"b"}}""", ErrorCode.InvalidRequest, "stands twice")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","\u006e\u0061\u006d\u0065":"b"}}""", ErrorCode.InvalidRequest, "stands twice")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":{"x":[[{"k":1,"k":2}]]}}}""", ErrorCode.InvalidRequest, "stands twice")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","_meta":{"progressToken":1,"progress\u0054oken":2}}}""", ErrorCode.InvalidRequest, "stands twice")]
    // Keys of the envelope are case-sensitive, in every alphabet.
    [InlineData("""{"jsonrpc":"2.0","id":1,"Method":"ping"}""", ErrorCode.InvalidRequest, "only by case")]
    [InlineData("""{"JSONRPC":"2.0","id":1,"method":"ping"}""", ErrorCode.InvalidRequest, "only by case")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"Name":"delete_customer","name":"read_file"}}""", ErrorCode.InvalidRequest, "only by case")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","ARGUMENTS":{}}}""", ErrorCode.InvalidRequest, "only by case")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","argument\u017f":{}}}""", ErrorCode.InvalidRequest, "only by case")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","_META":{}}}""", ErrorCode.InvalidRequest, "only by case")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"ProgressTo\u212aen":1}}}""", ErrorCode.InvalidRequest, "only by case")]
    // Arguments are an object or absent.
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":[]}}""", ErrorCode.InvalidParams, "not an array")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":"{}"}}""", ErrorCode.InvalidParams, "not a string")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":null}}""", ErrorCode.InvalidParams, "not null")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":false}}""", ErrorCode.InvalidParams, "not a boolean")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}""", ErrorCode.InvalidParams, "must be an object")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":null}""", ErrorCode.InvalidParams, "must be an object")]
    // A name is a visible string.
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}""", ErrorCode.InvalidParams, "name is missing")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call"}""", ErrorCode.InvalidParams, "name is missing")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":7}}""", ErrorCode.InvalidParams, "not a number")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":{"a":1}}}""", ErrorCode.InvalidParams, "not an object")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":""}}""", ErrorCode.InvalidParams, "is empty")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a\u0000"}}""", ErrorCode.InvalidParams, "U+0000")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a\u200bb"}}""", ErrorCode.InvalidParams, "U+200B at position 1")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"\u202eb"}}""", ErrorCode.InvalidParams, "U+202E")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///a\u00a0"}}""", ErrorCode.InvalidParams, "U+00A0")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{}}""", ErrorCode.InvalidParams, "uri is missing")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":""}""", ErrorCode.InvalidRequest, "is empty")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"pi\u200bng"}""", ErrorCode.InvalidRequest, "U+200B")]
    // The envelope.
    [InlineData("""{"id":1,"method":"ping"}""", ErrorCode.InvalidRequest, "\"jsonrpc\" must be")]
    [InlineData("""{"jsonrpc":2.0,"id":1,"method":"ping"}""", ErrorCode.InvalidRequest, "\"jsonrpc\" must be")]
    [InlineData("""{"jsonrpc":"2","id":1,"method":"ping"}""", ErrorCode.InvalidRequest, "\"jsonrpc\" must be")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":null}""", ErrorCode.InvalidRequest, "must be a string")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", ErrorCode.InvalidRequest, "\"method\" is missing")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","result":{}}""", ErrorCode.InvalidRequest, "neither")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{},"error":{}}""", ErrorCode.InvalidRequest, "not both")]
    [InlineData("""{"jsonrpc":"2.0","result":{}}""", ErrorCode.InvalidRequest, "needs the \"id\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":"x"}""", ErrorCode.InvalidRequest, "\"error\" must be an object")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"progressToken":true}}}""", ErrorCode.InvalidParams, "a string or an integer, not a boolean")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"traceparent":1}}}""", ErrorCode.InvalidParams, "a string, not a number")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/clientInfo":[]}}}""", ErrorCode.InvalidParams, "an object, not an array")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","requestState":{}}}""", ErrorCode.InvalidParams, "a string, not an object")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":1}}""", ErrorCode.InvalidParams, "a string, not a number")]
    public void Read_MessageThatBreaksARule_SaysWhich(string message, int code, string says)
    {
        var error = Wire.Refused(message);
        error.Code.ShouldBe(code, error.Message);
        error.Message.ShouldContain(says);
    }

    [Theory]
    [InlineData(" \r\n\t" + Call + " \r\n")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"n\u0061me":"save","arguments":{"a":1}}}""")]
    [InlineData("""{"params":{"arguments":{"a":1},"name":"save"},"method":"tools/call","id":1,"jsonrpc":"2.0"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools\/call","params":{"name":"s\u0061ve","arguments":{"a":1}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"save","arguments":{"a":1},"extra":[{"Name":"x","NAME":"y"}]},"ext":null}""")]
    public void Read_MessageThatKeepsTheRules_IsRead(string message)
    {
        var envelope = Wire.Read(message);
        (envelope.Method, envelope.Name, Wire.Text(envelope.Arguments), envelope.Id.ToString()).ShouldBe(("tools/call", "save", """{"a":1}""", "1"));
    }

    [Theory]
    [InlineData("A-Za-z0-9_-.")]
    [InlineData("with space")]
    [InlineData("naïve/日本語")]
    [InlineData("😀")]
    [InlineData("a:b@c#d")]
    public void Read_NameBeyondTheUsualLetters_IsLegal(string name)
        => Wire.Read($$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{name}}}"}}""").Name.ShouldBe(name);

    // The message and its params are two levels, and the arguments one more.
    [Theory]
    [InlineData(61, true)]
    [InlineData(62, false)]
    public void Read_Depth_IsSixtyFourAtMost(int levels, bool isRead)
    {
        var nested = string.Concat(Enumerable.Repeat("[", levels)) + string.Concat(Enumerable.Repeat("]", levels));
        var message = $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":{"x":{{{nested}}} } } }""";
        var result = MessageReader.Read(Wire.Bytes(message));
        (result.Envelope is not null).ShouldBe(isRead);
        if (!isRead) result.Error!.Message.ShouldContain("deeper than 64 levels");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Read_Size_IsBoundedToTheByteAndSaysTheLimit(int over)
    {
        var message = Wire.Bytes(Call + new string(' ', 100 + over));
        var result = MessageReader.Read(message, Call.Length + 100);
        (result.Error is null).ShouldBe(over == 0);
        if (over == 0) return;
        result.Error!.Message.ShouldContain($"limit is {Call.Length + 100} bytes");
        Encoding.UTF8.GetString(result.Error.Data.Span).ShouldBe(string.Create(CultureInfo.InvariantCulture, $$"""{"limit":{{Call.Length + 100}},"size":{{Call.Length + 101}}}"""));
    }

    [Theory]
    // Bytes that are no UTF-8: overlong, a surrogate, beyond Unicode, cut, alone.
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0xFF })]
    public void Read_BytesThatAreNoUtf8_AreRefused(byte[] bytes)
    {
        byte[] message = [.. "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"x\":\""u8, .. bytes, .. "\"}"u8];
        var error = Wire.Refused(message);
        (error.Code, error.Message.Contains("UTF-8", StringComparison.Ordinal)).ShouldBe((ErrorCode.ParseError, true));
    }

    [Theory]
    // Which id a refusal is answered with: the message's own where it is certain.
    [InlineData("""{"jsonrpc":"2.0","id":"x","method":"tools/call","params":{"name":1}}""", "\"x\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1.0,"method":"tools/call","params":{"name":1}}""", "1.0")]
    [InlineData("""{"jsonrpc":"2.0","method":"tools/call","params":{"name":"a","name":"b"},"id":9}""", "9")]
    [InlineData("""{"jsonrpc":"2.0","i\u0064":4,"method":"tools/call","params":{"name":1}}""", "4")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""", "null")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"}}""", "null")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", "null")]
    public void Read_Refused_IsAnsweredWithTheIdThatIsCertain(string message, string id) => Wire.RefusedId(message).ShouldBe(id);

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("1", "1.000", true)]
    [InlineData("0", "-0", true)]
    [InlineData("0", "-0.0", true)]
    [InlineData("1", "\"1\"", false)]
    [InlineData("\"a\"", "\"\\u0061\"", true)]
    [InlineData("\"a\"", "\"A\"", false)]
    [InlineData("10", "1", false)]
    [InlineData("9007199254740993", "9007199254740992", false)]
    public void RequestId_Equality_IsOfTheValueAndNeverOfTheType(string left, string right, bool equal)
    {
        var (one, other) = (RequestId.Read(Wire.Bytes(left))!.Value, RequestId.Read(Wire.Bytes(right))!.Value);
        (one == other, one.Key == other.Key).ShouldBe((equal, equal));
        if (equal) one.GetHashCode().ShouldBe(other.GetHashCode());
        (one.ToString(), other.ToString()).ShouldBe((left, right));
    }
}
