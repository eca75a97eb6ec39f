using Baton.Protocol.Headers;

namespace Baton.Protocol.Tests.Headers;

/// <summary>What W3C Trace Context (section 3.3) lets a <c>tracestate</c> be; the rest is as if it were not there.</summary>
public sealed class TraceStateTests
{
    [Theory]
    [InlineData("rojo=00f067aa0ba902b7")]
    [InlineData("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE")]
    [InlineData("rojo=1 ,\tcongo=2")]
    [InlineData("rojo=1,,congo=2,")]
    [InlineData("fw529a3039@dt=FfffEEE:;\"\\ x")]
    [InlineData("a_-*/b=!")]
    [InlineData("0a=1")]
    public void Valid_ItsForm_IsItself(string text) => TraceState.Valid(text).ShouldBe(text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , ")]
    [InlineData("rojo")]
    [InlineData("rojo=")]
    [InlineData("=1")]
    [InlineData("Rojo=1")]
    [InlineData("_a=1")]
    [InlineData("ro jo=1")]
    [InlineData("rojo =1")]
    [InlineData("rojo=1=2")]
    [InlineData("rojo=1,rojo=2")]
    [InlineData("rojo=é")]
    [InlineData("rojo=a\tb")]
    [InlineData("rojo=1\r\nX-Evil: 1")]
    [InlineData("rojo=1\0")]
    public void Valid_AnythingElse_IsNone(string? text) => TraceState.Valid(text).ShouldBeNull();

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Valid_SoManyMembers(int members, bool expected)
        => (TraceState.Valid(string.Join(',', Enumerable.Range(0, members).Select(at => $"k{at}=v"))) is not null).ShouldBe(expected);

    [Theory]
    [InlineData(256, 256, true)]
    [InlineData(257, 256, false)]
    [InlineData(256, 257, false)]
    public void Valid_SoLongKeysAndValues(int key, int value, bool expected)
        => (TraceState.Valid($"{new string('k', key)}={new string('v', value)}") is not null).ShouldBe(expected);
}
