using System.Buffers;
using System.Text;
using Baton.Protocol.Messages;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Protocol.Tests.Messages;

/// <summary>The result goes on while it arrives; whether the response was right is known at the end.</summary>
public sealed class ResponseSplitterTests
{
    private static (ResponseSplitter Splitter, string Result) Split(string message, int piece)
    {
        var splitter = new ResponseSplitter();
        var result = new ArrayBufferWriter<byte>();
        var bytes = Encoding.UTF8.GetBytes(message);
        for (var at = 0; at < bytes.Length; at += piece) splitter.Append(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)), result);
        return (splitter, Encoding.UTF8.GetString(result.WrittenSpan));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":7,"result":{"content":[{"text":"日本 😀"}]}}""")]
    [InlineData("""{"result":{"content":[{"text":"日本 😀"}]},"jsonrpc":"2.0","id":7}""")]
    [InlineData(""" { "id" : 7.0 , "x-own" : {"result":1} , "result" : {"content":[{"text":"日本 😀"}]} , "jsonrpc" : "2.0" } """)]
    public void Append_InAnyOrderAndPieces_PassesTheResultOnByteForByte(string message)
    {
        for (var piece = 1; piece < message.Length; piece++)
        {
            var (splitter, result) = Split(message, piece);

            splitter.Finish().ShouldBeNull();
            result.ShouldBe("""{"content":[{"text":"日本 😀"}]}""");
            splitter.ResultBytes.ShouldBe(Encoding.UTF8.GetByteCount(result));
            splitter.Id.ShouldBe(RequestId.Of(7));
            splitter.IsToolError.ShouldBeFalse();
        }
    }

    [Fact]
    public void Append_AnyResult_IsWhatTheReaderOfWholeMessagesReads() => Prop.ForAll(
        Gen.Elements("{}", "[1, 2]", "\"x\"", "1.50", "null", """{"isError":true,"a":{"isError":false}}""", """{"a":{"isError":true}}""", """{"isError" : false}""").ToArbitrary(),
        Gen.Elements(" ", "\t", "").ToArbitrary(),
        Gen.Choose(1, 9).ToArbitrary(),
        (value, space, piece) =>
        {
            var message = $$"""{{{space}}"result"{{space}}:{{space}}{{value}}{{space}},"id":1,"jsonrpc":"2.0"}""";
            var (splitter, result) = Split(message, piece);
            return splitter.Finish() is null
                && result == Wire.Text(Wire.Read(message).Result)
                && splitter.IsToolError == value.StartsWith("{\"isError\":true", StringComparison.Ordinal);
        }).Check(Repeatable.Config);

    [Fact]
    public void Append_LineBreaksBetweenTokens_BecomeSpaces_SoThatNoFramingBreaks()
    {
        var (splitter, result) = Split("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\r\n  \"a\": \"x\\n\"\n}}", 3);

        splitter.Finish().ShouldBeNull();
        result.ShouldBe("{    \"a\": \"x\\n\" }");
    }

    [Theory]
    [InlineData("""{"a":1,"ttlMs":3600,"cacheScope" : "public","b":{"ttlMs":9}}""", """{"a":1,"ttlMs":7,"cacheScope" : "public","b":{"ttlMs":9}}""")]
    [InlineData("""{"ttlMs":{"x":[1]}}""", """{"ttlMs":7}""")]
    [InlineData("""{"a":[{"ttlMs":1}]}""", """{"a":[{"ttlMs":1}]}""")]
    [InlineData("""{"ttl\u004ds": -1.5e3 }""", """{"ttl\u004ds": 7 }""")]
    public void Append_MembersThatAreChanged_AndNoOthers(string result, string expected)
    {
        var message = $$"""{"result":{{result}},"ttlMs":1,"id":1,"jsonrpc":"2.0"}""";
        for (var piece = 1; piece < message.Length; piece++)
        {
            var splitter = new ResponseSplitter((name, _) => name == "ttlMs" ? "7"u8.ToArray() : default, "ttlMs", "cacheScope");
            var output = new ArrayBufferWriter<byte>();
            var bytes = Encoding.UTF8.GetBytes(message);
            for (var at = 0; at < bytes.Length; at += piece) splitter.Append(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)), output);

            splitter.Finish().ShouldBeNull();
            Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("""{"ttlMs":3600}""", """{"ttlMs":7,"x":"é"}""")]
    [InlineData("""{"ttlMs":3600 , "a":{"b":[{"c":"}"}]} }""", """{"ttlMs":7 , "a":{"b":[{"c":"}"}]} ,"x":"é"}""")]
    [InlineData("""{"ttlMs":{"x":[1]}}""", """{"ttlMs":7,"x":"é"}""")]
    [InlineData("""{"a":{"ttlMs":1}}""", """{"a":{"ttlMs":1}}""")]
    [InlineData("""[{"ttlMs":1},2,{}]""", """[{"ttlMs":1},2,{}]""")]
    [InlineData("""[{"a":{},"ttlMs":1}]""", """[{"a":{},"ttlMs":1}]""")]
    [InlineData("""{}""", """{}""")]
    [InlineData("""5""", """5""")]
    public void Append_WhatIsAdded_StandsAtTheEndOfTheResultThatHadSuchAMember(string result, string expected)
    {
        foreach (var message in new[] { $$"""{"result":{{result}},"id":1,"jsonrpc":"2.0"}""", $$"""{"id":1,"jsonrpc":"2.0","result":{{result}}}""" })
        {
            var bytes = Encoding.UTF8.GetBytes(message);
            for (var piece = 1; piece <= bytes.Length; piece++)
            {
                var splitter = new ResponseSplitter((_, _) => "7"u8.ToArray(), "ttlMs") { Added = () => "\"x\":\"é\""u8.ToArray() };
                var output = new ArrayBufferWriter<byte>();
                for (var at = 0; at < bytes.Length; at += piece) splitter.Append(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)), output);

                splitter.Finish().ShouldBeNull();
                Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(expected);
                splitter.ResultBytes.ShouldBe(output.WrittenCount);
            }
        }
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"a":1,"a":2}}""", "stands twice")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}} {}""", "not valid JSON")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}""", "ends before it is whole")]
    [InlineData("""{"jsonrpc":"1.0","id":1,"result":{}}""", "\"jsonrpc\" must be")]
    [InlineData("""{"jsonrpc":"2.0","result":{}}""", "needs the \"id\"")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"result":{}}""", "must be a string or an integer")]
    [InlineData("""{"jsonrpc":"2.0","id":[1],"result":{}}""", "must be a string or an integer")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{},"error":{}}""", "either \"result\" or \"error\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{},"method":"x"}""", "either \"result\" or \"error\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", "either \"result\" or \"error\"")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"Result":{}}""", "differs from \"result\" only by case")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"result":{}}]""", "must be a JSON object")]
    public void Finish_WhatIsNoResponseWithAResult_SaysWhy(string message, string part) => Split(message, 5).Splitter.Finish().ShouldNotBeNull().ShouldContain(part);

    [Fact]
    public void IsResult_IsKnownAsSoonAsTheResultBegins_AndNotForOtherMessages()
    {
        Split("""{"result":{"content":""", 4).Splitter.IsResult.ShouldBeTrue();
        Split("""{"jsonrpc":"2.0","id":1,"error":{"message":""", 4).Splitter.IsResult.ShouldBeFalse();
        Split("""{"jsonrpc":"2.0","method":"notifications/message","params":{""", 4).Splitter.IsResult.ShouldBeFalse();
    }

    [Fact]
    public void Append_AnIdOfManyKilobytes_IsRefused()
        => Split($$"""{"id":"{{new string('x', 5000)}}","jsonrpc":"2.0","result":1}""", 100).Splitter.Finish().ShouldNotBeNull().ShouldContain("larger than 4096 bytes");
}
