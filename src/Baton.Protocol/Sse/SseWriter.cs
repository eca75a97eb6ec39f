using System.Buffers;

namespace Baton.Protocol.Sse;

/// <summary>Frames messages as server-sent events (HTML Living Standard, 9.2); framing only, any size.</summary>
public static class SseWriter
{
    /// <summary>A comment, which clients pass over; sent so that nobody on the way takes a quiet stream for a dead one.</summary>
    public static ReadOnlySpan<byte> KeepAlive => ":\n\n"u8;

    /// <summary>What stands before the data of a <c>message</c> event that has no line breaks.</summary>
    public static ReadOnlySpan<byte> MessageBegin => "event: message\ndata: "u8;

    /// <summary>What stands behind it.</summary>
    public static ReadOnlySpan<byte> MessageEnd => "\n\n"u8;

    /// <summary>One <c>message</c> event. Line breaks of the data, which in JSON are white space, become further <c>data</c> lines.</summary>
    public static void Message(IBufferWriter<byte> output, ReadOnlySpan<byte> data)
    {
        output.Write("event: message\n"u8);
        while (true)
        {
            var end = data.IndexOfAny((byte)'\r', (byte)'\n');
            output.Write("data: "u8);
            output.Write(end < 0 ? data : data[..end]);
            output.Write("\n"u8);
            if (end < 0) break;
            data = data[(end + (data[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }
        output.Write("\n"u8);
    }
}
