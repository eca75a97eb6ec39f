using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Baton.Gateway.Audit;

/// <summary>
/// Writes rows as the JSON that is authenticated and exported. The part that is known before the row has its place is written
/// by the caller's thread; the writer of the log only puts sequence and time in front.
/// </summary>
public static class AuditBody
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Room that <see cref="Join"/> needs beside the entry.</summary>
    public const int HeadBytes = 80;

    /// <summary>The entry's fields as JSON, from the opening brace of the object they end.</summary>
    public static byte[] Write(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var buffer = new ArrayBufferWriter<byte>(768);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            AuditFields.Write(json, entry);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Puts sequence and time in front of what <see cref="Write"/> made; returns the bytes written.</summary>
    public static int Join(long sequence, DateTimeOffset time, ReadOnlySpan<byte> entry, Span<byte> output)
    {
        var at = 0;
        Put("{\"sequence\":"u8, output, ref at);
        Utf8Formatter.TryFormat(sequence, output[at..], out var written);
        at += written;
        Put(",\"time\":\""u8, output, ref at);
        // The round-trip form has its own formatter; the last of its seven digits is 0 here, and the row tells six.
        Utf8Formatter.TryFormat(time.UtcDateTime, output[at..], out written, 'O');
        at += written - 2;
        Put("Z\","u8, output, ref at);
        Put(entry[1..], output, ref at);
        return at;
    }

    private static void Put(ReadOnlySpan<byte> text, Span<byte> output, ref int at)
    {
        text.CopyTo(output[at..]);
        at += text.Length;
    }
}
