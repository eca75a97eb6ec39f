using Baton.Protocol.Headers;

namespace Baton.Protocol.Tests.Headers;

/// <summary>What W3C Trace Context (section 3.2) lets a <c>traceparent</c> be; the rest is as if it were not there.</summary>
public sealed class TraceContextTests
{
    private const string Id = "0af7651916cd43dd8448eb211c80319c";
    private const string Parent = "b7ad6b7169203331";

    [Theory]
    [InlineData($"00-{Id}-{Parent}-01")]
    [InlineData($"00-{Id}-{Parent}-ff")]
    [InlineData($"cc-{Id}-{Parent}-01")]
    [InlineData($"cc-{Id}-{Parent}-01-later.Word_1")]
    public void Valid_ItsForm_IsItselfAndNamesItsTrace(string text)
    {
        TraceContext.Valid(text).ShouldBe(text);
        TraceContext.TraceIdOf(text).ShouldBe(Id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-1-2-01")]
    [InlineData($"00-{Id}")]
    [InlineData($"00-{Id}-{Parent}")]
    [InlineData($"00-{Id}-{Parent}-1")]
    [InlineData($"ff-{Id}-{Parent}-01")]
    [InlineData($"0g-{Id}-{Parent}-01")]
    [InlineData($"00-{Id}-{Parent}-0G")]
    [InlineData($"00-{Id}-{Parent}-01-later")]
    [InlineData($"00-{Id}-{Parent}-01-")]
    [InlineData($"cc-{Id}-{Parent}-01later")]
    [InlineData($"cc-{Id}-{Parent}-01-a\"b")]
    [InlineData($"cc-{Id}-{Parent}-01-a\r\nX: y")]
    [InlineData($"cc-{Id}-{Parent}-01-ü")]
    [InlineData($" 00-{Id}-{Parent}-01")]
    [InlineData($"00_{Id}-{Parent}-01")]
    [InlineData($"00-{Id}_{Parent}-01")]
    [InlineData($"00-{Id}-{Parent}_01")]
    [InlineData($"00-00000000000000000000000000000000-{Parent}-01")]
    [InlineData($"00-{Id}-0000000000000000-01")]
    [InlineData($"00-0AF7651916CD43DD8448EB211C80319C-{Parent}-01")]
    [InlineData($"00-{Id}-B7AD6B7169203331-01")]
    [InlineData($"00-{Id}-{Parent}-01,00-{Id}-{Parent}-01")]
    public void Valid_AnythingElse_IsNone(string? text)
    {
        TraceContext.Valid(text).ShouldBeNull();
        TraceContext.TraceIdOf(text).ShouldBeNull();
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Valid_OfALaterVersion_IsOnlySoLong(int length, bool expected)
        => (TraceContext.Valid($"cc-{Id}-{Parent}-01-".PadRight(length, 'x')) is not null).ShouldBe(expected);
}
