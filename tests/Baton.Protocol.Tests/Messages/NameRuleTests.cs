using Baton.Protocol.Messages;

namespace Baton.Protocol.Tests.Messages;

public sealed class NameRuleTests
{
    [Theory]
    [InlineData("handoff_save")]
    [InlineData("read file")]
    [InlineData("メモを保存")]
    [InlineData("azure/pricing:list")]
    [InlineData("😀")]
    public void Fault_VisibleName_IsNone(string name) => NameRule.Fault(name).ShouldBeNull();

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a\0", "control character U+0000 at position 1")]
    [InlineData("a\u007f", "control character U+007F at position 1")]
    [InlineData("\u200bname", "invisible character U+200B at position 0")]
    [InlineData("na\u202Eme", "invisible character U+202E at position 2")]
    [InlineData("a\u00adb", "invisible character U+00AD")]
    [InlineData("a\u2028b", "invisible character U+2028")]
    [InlineData("a\u00a0b", "invisible character U+00A0")]
    [InlineData("a\u3164b", "invisible character U+3164")]
    [InlineData("a\u2800b", "invisible character U+2800")]
    [InlineData("a\ufe0fb", "invisible character U+FE0F")]
    [InlineData("a\U000E0041b", "invisible character U+E0041 at position 1")]
    [InlineData("a\U000E0101", "invisible character U+E0101")]
    public void Fault_NameThatHidesSomething_SaysWhatAndWhere(string name, string part) => NameRule.Fault(name).ShouldNotBeNull().ShouldContain(part);
}
