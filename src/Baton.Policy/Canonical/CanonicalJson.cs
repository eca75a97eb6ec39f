using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Baton.Policy.Json;

namespace Baton.Policy.Canonical;

/// <summary>
/// The canonical form that fingerprints are made of: names by code point, strings as they are with the shortest escapes,
/// numbers as exact decimals, no white space. Two texts have one canonical form exactly when they are equal as JSON.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The canonical form of a JSON text, or null when it is malformed; <paramref name="error"/> says how.</summary>
    public static byte[]? TryWrite(ReadOnlyMemory<byte> utf8, out string? error)
    {
        var tape = new JsonTape();
        if (!tape.TryRead(utf8))
        {
            error = tape.Error;
            return null;
        }
        error = null;
        return Write(tape.Root);
    }

    internal static byte[] Write(JsonView view)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Write(view, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    internal static void Write(JsonView view, IBufferWriter<byte> output)
    {
        switch (view.Kind)
        {
            case JsonKind.Object:
                WriteObject(view, output);
                break;
            case JsonKind.Array:
                WriteArray(view, output);
                break;
            case JsonKind.String:
                WriteString(view, output);
                break;
            case JsonKind.Number:
                var number = output.GetSpan(ExactNumber.MaxDigits + 8);
                output.Advance(view.GetNumber().WriteCanonical(number));
                break;
            default:
                output.Write(view.Raw);
                break;
        }
    }

    private static void WriteObject(JsonView view, IBufferWriter<byte> output)
    {
        var members = new List<JsonMember>(view.Count);
        foreach (var member in view.Members()) members.Add(member);
        members.Sort(static (left, right) => Utf8Order(left.Name, right.Name));
        output.Write("{"u8);
        for (var at = 0; at < members.Count; at++)
        {
            if (at > 0) output.Write(","u8);
            WriteString(members[at].Name, output);
            output.Write(":"u8);
            Write(members[at].Value, output);
        }
        output.Write("}"u8);
    }

    // UTF-8 bytes sort by code point; UTF-16 units do not.
    private static int Utf8Order(string left, string right)
        => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    private static void WriteArray(JsonView view, IBufferWriter<byte> output)
    {
        output.Write("["u8);
        var first = true;
        foreach (var element in view.Elements())
        {
            if (!first) output.Write(","u8);
            first = false;
            Write(element, output);
        }
        output.Write("]"u8);
    }

    private static void WriteString(JsonView view, IBufferWriter<byte> output)
    {
        if (view.IsEscaped)
        {
            WriteString(view.GetString(), output);
            return;
        }
        output.Write("\""u8);
        output.Write(view.Raw);
        output.Write("\""u8);
    }

    private static void WriteString(string text, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        foreach (var rune in text.EnumerateRunes())
        {
            var space = output.GetSpan(8);
            output.Advance(rune.Value switch
            {
                '"' => Copy("\\\""u8, space),
                '\\' => Copy("\\\\"u8, space),
                '\b' => Copy("\\b"u8, space),
                '\f' => Copy("\\f"u8, space),
                '\n' => Copy("\\n"u8, space),
                '\r' => Copy("\\r"u8, space),
                '\t' => Copy("\\t"u8, space),
                < 0x20 => WriteControl(rune.Value, space),
                _ => rune.EncodeToUtf8(space),
            });
        }
        output.Write("\""u8);
    }

    private static int Copy(ReadOnlySpan<byte> escape, Span<byte> space)
    {
        escape.CopyTo(space);
        return escape.Length;
    }

    private static int WriteControl(int value, Span<byte> space)
    {
        Utf8.TryWrite(space, $"\\u{value:x4}", out var written);
        return written;
    }
}
