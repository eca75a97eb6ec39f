using System.Text;
using Baton.Protocol.Sse;

namespace Baton.Protocol.Tests.Sse;

/// <summary>Any stream, cut anywhere, against a reader of whole texts written line by line from the standard (HTML, 9.2.6).</summary>
public sealed class SseOracleTests
{
    private static readonly string[] Lines =
    [
        "data: {\"a\":1}", "data:{}", "data:  two spaces", "data", "data:", "data: é😀", "event: ping", "event:message", "event", "id: 7", "id", "id: a\0b", "id:é",
        "retry: 250", "retry: -1", "retry: 1.5", "retry:", "retry: 99999999999", ": comment", ":", "unknown: x", "Data: x", " data: x", "dataset: x", "", "", "", "", "", "",
    ];

    private static readonly string[] Ends = ["\n", "\r\n", "\r"];

    [Fact]
    public void Append_AnyStreamInAnyPieces_GivesTheEventsOfTheStandard()
    {
        var random = new Random(12);
        var events = 0;
        for (var run = 0; run < 1500; run++)
        {
            var text = (random.Next(4) == 0 ? "\uFEFF" : "") + string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => Lines[random.Next(Lines.Length)] + Ends[random.Next(3)]));
            var expected = Oracle(text, out var lastId, out var retry);
            var reader = new SseReader(1 << 16);
            var got = new List<(string, string, string?)>();
            var bytes = Encoding.UTF8.GetBytes(text);
            for (var at = 0; at < bytes.Length;)
            {
                var length = Math.Min(random.Next(1, 6), bytes.Length - at);
                reader.Append(bytes.AsSpan(at, length));
                at += length;
                while (reader.TryRead(out var next)) got.Add((next.Type, Encoding.UTF8.GetString(next.Data.Span), next.Id));
            }
            got.ShouldBe(expected, text);
            reader.LastId.ShouldBe(lastId, text);
            reader.Retry.ShouldBe(retry, text);
            events += got.Count;
        }
        events.ShouldBeGreaterThan(1500);
    }

    /// <summary>A stream that breaks off in an event is taken up again before it, else the event would be lost.</summary>
    [Fact]
    public void LastId_OfAnEventThatNeverCameWhole_IsTheOneBefore()
    {
        var reader = new SseReader(100);
        reader.Append("id: 1\ndata: a\n\nid: 2\ndata: b"u8);
        reader.LastId.ShouldBe("1");
        reader.Append("\n\n"u8);
        reader.LastId.ShouldBe("2");
    }

    [Theory]
    [InlineData(10, "data: 1234", true)]
    [InlineData(10, "data: 12345", false)]
    [InlineData(10, ": 12345678901", false)]
    [InlineData(12, "data: 123\ndata: 45678", false)]
    public void Append_EventOverTheLimit_IsRefusedAtTheByte(int limit, string stream, bool fits)
    {
        var reader = new SseReader(limit);
        void Append() => reader.Append(Encoding.UTF8.GetBytes(stream));
        if (fits) Should.NotThrow(Append);
        else Should.Throw<InvalidDataException>(Append).Message.ShouldContain($"{limit} bytes");
    }

    [Fact]
    public void Append_ManyEventsOfUnderTheLimit_DoNotAddUp()
    {
        var reader = new SseReader(40);
        for (var number = 0; number < 1000; number++) reader.Append("event: message\r\ndata: 0123456789\r\n\r\n"u8);
        var count = 0;
        while (reader.TryRead(out _)) count++;
        count.ShouldBe(1000);
    }

    [Fact]
    public void KeepAlive_BetweenEvents_IsNoEvent()
    {
        var reader = new SseReader(100);
        reader.Append(SseWriter.KeepAlive);
        reader.Append(SseWriter.MessageBegin);
        reader.Append("{}"u8);
        reader.Append(SseWriter.MessageEnd);
        reader.Append(SseWriter.KeepAlive);
        reader.TryRead(out var only).ShouldBeTrue();
        Encoding.UTF8.GetString(only.Data.Span).ShouldBe("{}");
        reader.TryRead(out _).ShouldBeFalse();
    }

    private static List<(string Type, string Data, string? Id)> Oracle(string text, out string? id, out TimeSpan? retry)
    {
        var events = new List<(string, string, string?)>();
        var (type, data) = ("", new List<string>());
        (id, retry) = (null, null);
        string? seen = null;
        foreach (var line in text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n')[..^1])
        {
            if (line.Length == 0)
            {
                id = seen;
                if (data.Count > 0) events.Add((type.Length == 0 ? "message" : type, string.Join('\n', data), id));
                (type, data) = ("", []);
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var field = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? "" : line[(colon + 1)..];
            if (value.StartsWith(' ')) value = value[1..];
            switch (field)
            {
                case "data": data.Add(value); break;
                case "event": type = value; break;
                case "id" when !value.Contains('\0', StringComparison.Ordinal): seen = value; break;
                case "retry" when value.Length is > 0 and < 10 && value.All(char.IsAsciiDigit): retry = TimeSpan.FromMilliseconds(int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)); break;
            }
        }
        return events;
    }
}
