using System.Text;
using Baton.Protocol.Messages;

namespace Baton.Protocol.Tests.Messages;

public sealed class JsonMembersTests
{
    private const string Json = """{"a" : 1.0,"b": {"a":2},"c":"x\u0041","d":[ 1, {"e":[]} ,"]"],"e":null}""";

    [Theory]
    [InlineData("a", "1.0")]
    [InlineData("b", """{"a":2}""")]
    [InlineData("e", "null")]
    [InlineData("A", "")]
    public void Find_IsTheTextOfTheMember_AtThisLevelOnly(string key, string text)
        => Encoding.UTF8.GetString(JsonMembers.Find(Utf8(Json), Utf8(key)).Span).ShouldBe(text);

    [Theory]
    [InlineData("c", "xA")]
    [InlineData("a", null)]
    [InlineData("absent", null)]
    public void Text_IsOfStringsOnly(string key, string? text) => JsonMembers.Text(Utf8(Json), Utf8(key)).ShouldBe(text);

    [Fact]
    public void Elements_AreTheirTexts()
        => JsonMembers.Elements(JsonMembers.Find(Utf8(Json), "d"u8)).Select(element => Encoding.UTF8.GetString(element.Span)).ShouldBe(["1", """{"e":[]}""", "\"]\""]);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("7")]
    public void Elements_OfWhatIsNoList_AreNone(string json) => JsonMembers.Elements(Utf8(json)).ShouldBeEmpty();

    [Fact]
    public void Replace_TouchesNothingElse()
        => Encoding.UTF8.GetString(JsonMembers.Replace(Utf8(Json), "b", Utf8("[ ]")).Span).ShouldBe(Json.Replace("""{"a":2}""", "[ ]", StringComparison.Ordinal));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
