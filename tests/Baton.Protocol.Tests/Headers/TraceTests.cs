using Baton.Protocol.Headers;
using Baton.Protocol.Messages;

namespace Baton.Protocol.Tests.Headers;

/// <summary>A state belongs to its parent; baggage stands for itself; what a message says goes before what came beside it.</summary>
public sealed class TraceTests
{
    private const string One = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string Two = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    [Theory]
    [InlineData(One, "a=1", "u=2", "traceparent=" + One + " tracestate=a=1 baggage=u=2")]
    [InlineData(One, "A=1", "u 2", "traceparent=" + One)]
    [InlineData("nonsense", "a=1", "u=2", "baggage=u=2")]
    [InlineData(null, "a=1", null, "")]
    public void Of_ThreeTexts_KeepsWhatIsRight(string? parent, string? state, string? baggage, string expected)
        => Text(Trace.Of(parent, state, baggage)).ShouldBe(expected);

    [Fact]
    public void Before_Another_TakesItsStateOnlyWithItsParent()
    {
        Text(Trace.Of(One, null, null).Before(Trace.Of(Two, "b=2", "u=2"))).ShouldBe($"traceparent={One} baggage=u=2");
        Text(Trace.Of(null, null, "u=1").Before(Trace.Of(Two, "b=2", "u=2"))).ShouldBe($"traceparent={Two} tracestate=b=2 baggage=u=1");
        Text(Trace.None.Before(Trace.Of(Two, "b=2", null))).ShouldBe($"traceparent={Two} tracestate=b=2");
        Trace.None.Before(Trace.None).ShouldBeSameAs(Trace.None);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","_meta":META}}""", true)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":7,"_meta":META}}""", true)]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"tools/call","params":{"name":"t","_meta":META}}""", true)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"t","_meta":[META]}}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":1,"method":"tools/call","params":{"name":"t","_meta":META}}""", false)]
    [InlineData("""[{"params":{"_meta":META}}]""", false)]
    [InlineData("""{"params":{"_meta":META""", false)]
    public void Read_Message_ItsTraceIsKnownAlsoOfOneThatIsRefused(string message, bool isKnown)
        => MessageReader.Read(System.Text.Encoding.UTF8.GetBytes(message.Replace("META", $$"""{"traceparent":"{{One}}","tracestate":"a=1","baggage":"u=2"}""", StringComparison.Ordinal)))
            .Trace.Id.ShouldBe(isKnown ? "0af7651916cd43dd8448eb211c80319c" : null);

    private static string Text(Trace trace) => string.Join(' ', trace.Said().Select(pair => $"{pair.Key}={pair.Value}"));
}
