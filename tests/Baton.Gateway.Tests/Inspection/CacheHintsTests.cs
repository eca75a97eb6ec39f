using System.Buffers;
using System.Text;
using Baton.Gateway.Inspection;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Tests.Inspection;

/// <summary>What clients may keep: for themselves, and a minute at most.</summary>
public sealed class CacheHintsTests
{
    [Theory]
    [InlineData("""{"tools":[]}""", """{"tools":[]}""")]
    [InlineData("""{"ttlMs":0,"cacheScope":"private"}""", """{"ttlMs":0,"cacheScope":"private"}""")]
    [InlineData("""{"ttlMs":60000}""", """{"ttlMs":60000,"cacheScope":"private"}""")]
    [InlineData("""{"ttlMs":60001}""", """{"ttlMs":60000,"cacheScope":"private"}""")]
    [InlineData("""{"ttlMs":1e3}""", """{"ttlMs":1e3,"cacheScope":"private"}""")]
    [InlineData("""{"ttlMs":500.0}""", """{"ttlMs":500.0,"cacheScope":"private"}""")]
    [InlineData("""{"ttlMs":6.1e4}""", """{"ttlMs":60000,"cacheScope":"private"}""")]
    [InlineData("""{"ttlMs":1e400}""", """{"ttlMs":60000,"cacheScope":"private"}""")]
    [InlineData("""{"ttlMs":99999999999999999999}""", """{"ttlMs":60000,"cacheScope":"private"}""")]
    [InlineData("""{"ttlMs":"forever"}""", """{"ttlMs":60000,"cacheScope":"private"}""")]
    [InlineData("""{"ttlMs":null}""", """{"ttlMs":60000,"cacheScope":"private"}""")]
    [InlineData("""{"ttlMs":0}""", """{"ttlMs":0}""")]
    [InlineData("""{"ttlMs":-1}""", """{"ttlMs":-1}""")]
    [InlineData("""{"\u0063acheScope":"public","tt\u006cMs":90000}""", """{"\u0063acheScope":"private","tt\u006cMs":60000}""")]
    [InlineData("""{"cacheScope":"public"}""", """{"cacheScope":"private"}""")]
    [InlineData("""{"cacheScope":"PRIVATE"}""", """{"cacheScope":"private"}""")]
    [InlineData("""{"cacheScope":true}""", """{"cacheScope":"private"}""")]
    [InlineData("""{"a":1,"ttlMs":70000,"_meta":{"x":[1]},"nextCursor":"c"}""", """{"a":1,"ttlMs":60000,"_meta":{"x":[1]},"nextCursor":"c","cacheScope":"private"}""")]
    [InlineData("""{"_meta":{"ttlMs":999999,"cacheScope":"public"}}""", """{"_meta":{"ttlMs":999999,"cacheScope":"public"}}""")]
    public void Cut_Result_ShortensAndNeverLengthens(string result, string expected)
    {
        Encoding.UTF8.GetString(CacheHints.Cut(Encoding.UTF8.GetBytes(result), Era.Stateless).Span).ShouldBe(expected);
        InPieces(result, Era.Stateless).ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"tools":[]}""", """{"tools":[]}""")]
    [InlineData("""{"ttlMs":5000,"x":1}""", """{"ttlMs":5000,"x":1}""")]
    [InlineData("""{"ttlMs":60001}""", """{"ttlMs":60000}""")]
    [InlineData("""{"cacheScope":"public","ttlMs":1}""", """{"cacheScope":"private","ttlMs":1}""")]
    [InlineData("""{"cacheScope":"private"}""", """{"cacheScope":"private"}""")]
    public void Cut_ResultOfASession_ChangesWhatIsThereAndAddsNothing(string result, string expected)
    {
        Encoding.UTF8.GetString(CacheHints.Cut(Encoding.UTF8.GetBytes(result), Era.Sessions).Span).ShouldBe(expected);
        InPieces(result, Era.Sessions).ShouldBe(expected);
    }

    private static string InPieces(string result, Era era)
    {
        var splitter = CacheHints.Splitter(era);
        var output = new ArrayBufferWriter<byte>();
        foreach (var letter in Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"result":{{result}}}""")) splitter.Append([letter], output);
        splitter.Finish().ShouldBeNull();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
