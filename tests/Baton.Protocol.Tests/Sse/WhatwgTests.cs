using System.Text;
using Baton.Protocol.Sse;

namespace Baton.Protocol.Tests.Sse;

/// <summary>
/// Each sentence of the HTML Living Standard on event streams (9.2.5 Parsing, 9.2.6 Interpreting). An event is written as
/// <c>type|data|id</c>, with \n for the line feeds in its data.
/// </summary>
public sealed class WhatwgTests
{
    [Theory]
    // The standard's own examples.
    [InlineData("data: YHOO\ndata: +2\ndata: 10\n\n", "message|YHOO\\n+2\\n10|")]
    [InlineData(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n", "message|first event|1;message|second event|;message| third event|")]
    [InlineData("data\n\ndata\ndata\n\ndata:", "message||;message|\\n|")]
    [InlineData("data:test\n\ndata: test\n\n", "message|test|;message|test|")]
    // Lines end in CR, LF or CRLF, mixed as they come.
    [InlineData("data: a\rdata: b\r\r", "message|a\\nb|")]
    [InlineData("data: a\r\ndata: b\r\n\r\n", "message|a\\nb|")]
    [InlineData("data: a\ndata: b\r\ndata: c\rdata: d\n\n", "message|a\\nb\\nc\\nd|")]
    [InlineData("data: a\r\rdata: b\n\n", "message|a|;message|b|")]
    [InlineData("data: a\n\rdata: b\n\n", "message|a|;message|b|")]
    [InlineData("data: a\u0085b\u2028c\n\n", "message|a\u0085b\u2028c|")]
    [InlineData("data: a\vb\fc\n\n", "message|a\vb\fc|")]
    // One byte order mark at the very beginning is ignored, and no other.
    [InlineData("\uFEFFdata: a\n\n", "message|a|")]
    [InlineData("\uFEFF\uFEFFdata: a\n\n", "")]
    [InlineData("data: a\n\n\uFEFFdata: b\n\n", "message|a|")]
    [InlineData("data: \uFEFFa\n\n", "message|\uFEFFa|")]
    [InlineData("\n\uFEFFdata: a\n\n", "")]
    [InlineData("\uFEFF: comment\ndata: a\n\n", "message|a|")]
    // A line that begins with a colon is a comment.
    [InlineData(":data: a\n\n", "")]
    [InlineData("data: a\n: data: b\ndata: c\n\n", "message|a\\nc|")]
    [InlineData(":\n:\n\ndata: a\n\n", "message|a|")]
    // One space behind the colon is no value; a tab is.
    [InlineData("data:a\n\n", "message|a|")]
    [InlineData("data: a\n\n", "message|a|")]
    [InlineData("data:  a\n\n", "message| a|")]
    [InlineData("data:\ta\n\n", "message|\ta|")]
    [InlineData("data: a \n\n", "message|a |")]
    [InlineData("data: a: b\n\n", "message|a: b|")]
    [InlineData("data::a\n\n", "message|:a|")]
    // Field names are compared as they are; all others are ignored.
    [InlineData("Data: a\n\n", "")]
    [InlineData("DATA: a\n\n", "")]
    [InlineData("data : a\n\n", "")]
    [InlineData(" data: a\n\n", "")]
    [InlineData("datas: a\n\n", "")]
    [InlineData("dat: a\n\n", "")]
    [InlineData("foo: bar\ndata: a\n\n", "message|a|")]
    [InlineData("{}\ndata: a\n\n", "message|a|")]
    // event: the last one counts, and is forgotten with the event.
    [InlineData("event: add\ndata: a\n\n", "add|a|")]
    [InlineData("event: add\nevent: remove\ndata: a\n\n", "remove|a|")]
    [InlineData("event: add\n\ndata: a\n\n", "message|a|")]
    [InlineData("event: add\ndata: a\n\ndata: b\n\n", "add|a|;message|b|")]
    [InlineData("event:\ndata: a\n\n", "message|a|")]
    [InlineData("event: add\nevent\ndata: a\n\n", "message|a|")]
    [InlineData("data: a\nevent: add\n\n", "add|a|")]
    [InlineData("event:  add \ndata: a\n\n", " add |a|")]
    // id: stays for what follows, is emptied by an empty one, and ignored where it holds NUL.
    [InlineData("id: 1\ndata: a\n\ndata: b\n\n", "message|a|1;message|b|1")]
    [InlineData("id: 1\ndata: a\n\nid\ndata: b\n\n", "message|a|1;message|b|")]
    [InlineData("id: 1\ndata: a\n\nid:\ndata: b\n\n", "message|a|1;message|b|")]
    [InlineData("id: 1\nid: 2\ndata: a\n\n", "message|a|2")]
    [InlineData("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n", "message|a|1;message|b|1")]
    [InlineData("id: 1\n\ndata: a\n\n", "message|a|1")]
    [InlineData("id: é 日\ndata: a\n\n", "message|a|é 日")]
    // An event without data is none; one with empty data is one.
    [InlineData("event: ping\nid: 1\n\n", "")]
    [InlineData("\n\n\n\n", "")]
    [InlineData("data:\n\n", "message||")]
    [InlineData("data\n\n", "message||")]
    [InlineData("data:\ndata:\n\n", "message|\\n|")]
    // What is not ended by an empty line is dropped at the end of the stream.
    [InlineData("data: a\n\ndata: b\n", "message|a|")]
    [InlineData("data: a\n\ndata: b", "message|a|")]
    [InlineData("data: a", "")]
    public void Read_Stream_GivesTheStandardsEvents(string stream, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        Events(bytes, bytes.Length).ShouldBe(expected);
        for (var step = 1; step <= 5; step++) Events(bytes, step).ShouldBe(expected, $"in chunks of {step}");
    }

    [Theory]
    // retry: ASCII digits only, in milliseconds.
    [InlineData("retry: 250\n", 250)]
    [InlineData("retry:0\n", 0)]
    [InlineData("retry: 007\n", 7)]
    [InlineData("retry: 1\nretry: 2\n", 2)]
    [InlineData("retry: 1\nretry: x\n", 1)]
    [InlineData("retry: 250 \n", null)]
    [InlineData("retry:  250\n", null)]
    [InlineData("retry: +250\n", null)]
    [InlineData("retry: -1\n", null)]
    [InlineData("retry: 2.5\n", null)]
    [InlineData("retry: 1e3\n", null)]
    [InlineData("retry: 1,000\n", null)]
    [InlineData("retry: ٣\n", null)]
    [InlineData("retry:\n", null)]
    [InlineData("retry\n", null)]
    [InlineData("Retry: 1\n", null)]
    public void Read_Retry_IsOfDigitsOnly(string stream, int? milliseconds)
    {
        var reader = new SseReader(1000);
        reader.Append(Encoding.UTF8.GetBytes(stream));
        reader.Retry.ShouldBe(milliseconds is { } known ? TimeSpan.FromMilliseconds(known) : null);
    }

    [Theory]
    // The last id is that of whole events: a stream is taken up again where the last of them ended.
    [InlineData("id: 1\ndata: a\n\nid: 2\ndata: b\n", "1")]
    [InlineData("id: 1\ndata: a\n\nid: 2\n\n", "2")]
    [InlineData("id: 1\ndata: a\n\nid: 2\ndata: b\n\n", "2")]
    [InlineData("id: 1\n", null)]
    [InlineData("data: a\n\n", null)]
    public void Read_LastId_IsOfTheLastWholeEvent(string stream, string? id)
    {
        var reader = new SseReader(1000);
        reader.Append(Encoding.UTF8.GetBytes(stream));
        reader.LastId.ShouldBe(id);
    }

    // The first line, taken in pieces, is the beginning of the stream as well: no later one may have a mark taken off.
    [Fact]
    public void TakePiece_OfTheFirstLine_LeavesNoByteOrderMarkToLaterOnes()
    {
        var reader = new SseReader(1000);
        reader.Append("data: a"u8);
        reader.TakeInPieces();
        reader.Append("b\n\uFEFFdata: c\n\n"u8);
        Encoding.UTF8.GetString(reader.TakePiece().Span).ShouldBe("ab");
        reader.IsOver.ShouldBeTrue();
    }

    private static string Events(byte[] stream, int step)
    {
        var reader = new SseReader(1000);
        var events = new List<string>();
        for (var at = 0; at < stream.Length; at += step)
        {
            reader.Append(stream.AsSpan(at, Math.Min(step, stream.Length - at)));
            while (reader.TryRead(out var next)) events.Add($"{next.Type}|{Encoding.UTF8.GetString(next.Data.Span).Replace("\n", "\\n", StringComparison.Ordinal)}|{next.Id}");
        }
        return string.Join(';', events);
    }
}
