using System.Text;
using Baton.Protocol.Messages;
using Baton.TestSupport;

namespace Baton.Protocol.Tests.Messages;

/// <summary>Names, URIs and methods against Unicode's own list of characters that readers ignore.</summary>
public sealed class InvisibleNameTests
{
    [Fact]
    public void Fault_EveryIgnorableCharacter_IsNamed()
    {
        foreach (var point in UnicodeTables.DefaultIgnorable)
        {
            NameRule.Fault($"ab{new Rune(point)}c").ShouldBe($"holds the invisible character U+{point:X4} at position 2", $"U+{point:X4}");
        }
    }

    [Fact]
    public void Fault_EveryControlCharacter_IsNamed()
    {
        foreach (var point in Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)))
        {
            NameRule.Fault($"a{(char)point}").ShouldBe($"holds the control character U+{point:X4} at position 1");
        }
    }

    [Fact]
    public void Fault_EverySpaceButTheOrdinaryOne_IsNamed()
    {
        foreach (var point in (int[])[0xA0, 0x1680, .. Enumerable.Range(0x2000, 11), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000])
        {
            NameRule.Fault(new Rune(point).ToString()).ShouldBe($"holds the invisible character U+{point:X4} at position 0");
        }
        NameRule.Fault("a b").ShouldBeNull();
    }

    [Theory]
    [InlineData("😀\u200b", 1)]
    [InlineData("中😀文\u200b", 3)]
    [InlineData("e\u0301\u200b", 2)]
    public void Fault_Position_CountsCharacters(string name, int position) => NameRule.Fault(name).ShouldBe($"holds the invisible character U+200B at position {position}");

    [Theory]
    [InlineData("tools/call", "name", "params.name")]
    [InlineData("prompts/get", "name", "params.name")]
    [InlineData("resources/read", "uri", "params.uri")]
    [InlineData("resources/subscribe", "uri", "params.uri")]
    public void Read_NameThatHidesSomething_IsInvalidParams(string method, string key, string place)
    {
        var error = Wire.Refused($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{"{{key}}":"a\u200bb"} }""");
        (error.Code, error.Message).ShouldBe((-32602, $"{place} holds the invisible character U+200B at position 1"));
        Wire.Refused($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{"{{key}}":""} }""").Message.ShouldBe($"{place} is empty");
    }

    [Theory]
    [InlineData("tools/call\\u0000")]
    [InlineData("\\u200btools/call")]
    public void Read_MethodThatHidesSomething_IsAnInvalidRequest(string method)
    {
        var error = Wire.Refused($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"}""");
        (error.Code, error.Message.StartsWith("\"method\" holds the ", StringComparison.Ordinal)).ShouldBe((-32600, true));
    }
}
