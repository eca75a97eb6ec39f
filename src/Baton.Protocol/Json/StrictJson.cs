using System.Text.Json;
using System.Text.Unicode;

namespace Baton.Protocol.Json;

/// <summary>
/// Admits a byte sequence only if every JSON reader understands it in the same way: one value, valid UTF-8, no byte order
/// mark, bounded depth, no key twice in one object, no unpaired surrogate (RFC 8259 with the restrictions of RFC 7493).
/// </summary>
public static class StrictJson
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 64;

    internal static JsonReaderOptions Reading { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Null when the text is strict JSON, else the first fault.</summary>
    public static JsonFault? Check(ReadOnlyMemory<byte> text)
    {
        var bytes = text.Span;
        if (bytes.StartsWith("\uFEFF"u8)) return Syntax("The message starts with a byte order mark; send plain UTF-8", 0);
        if (!Utf8.IsValid(bytes)) return Syntax("The message is not valid UTF-8", InvalidUtf8.Offset(bytes));

        var keys = KeyLedger.Rent(text);
        var reader = new Utf8JsonReader(bytes, Reading);
        try
        {
            while (reader.Read())
            {
                var fault = CheckToken(ref reader, keys, bytes);
                if (fault is not null) return fault;
            }
            return null;
        }
        catch (JsonException broken)
        {
            return Describe(broken, bytes, reader.BytesConsumed);
        }
        finally
        {
            keys.Return();
        }
    }

    private static JsonFault? CheckToken(ref Utf8JsonReader reader, KeyLedger keys, ReadOnlySpan<byte> bytes)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                keys.Open();
                return null;
            case JsonTokenType.EndObject:
                keys.Close();
                return null;
            case JsonTokenType.PropertyName or JsonTokenType.String when
                reader.ValueIsEscaped && Surrogates.UnpairedIn(reader.ValueSpan) is >= 0 and var at:
                return Syntax($"A string holds an unpaired surrogate escape at {Place.Of(bytes, reader.TokenStartIndex)}", reader.TokenStartIndex + 1 + at);
            case JsonTokenType.PropertyName when !keys.Add(ref reader):
                return new JsonFault(
                    JsonFaultKind.Ambiguous,
                    $"The key \"{reader.GetString()}\" stands twice in one object at {Place.Of(bytes, reader.TokenStartIndex)}; keys must be unique",
                    reader.TokenStartIndex);
            default:
                return null;
        }
    }

    private static JsonFault Describe(JsonException broken, ReadOnlySpan<byte> bytes, long consumed)
    {
        var offset = OffsetOf(broken, bytes) ?? consumed;
        if (bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0) return Syntax("The message is empty", 0);
        if (IsTooDeep(bytes, offset)) return Syntax($"The message is nested deeper than {MaxDepth} levels at byte {offset}", offset);
        return Syntax($"The message is not valid JSON at byte {offset}: {Reason(broken)}", offset);
    }

    private static long? OffsetOf(JsonException broken, ReadOnlySpan<byte> bytes)
    {
        if (broken.LineNumber is not { } line || broken.BytePositionInLine is not { } column) return null;
        long start = 0;
        for (var rest = bytes; line > 0; line--)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0) return null;
            start += end + 1;
            rest = rest[(end + 1)..];
        }
        return start + column;
    }

    private static bool IsTooDeep(ReadOnlySpan<byte> bytes, long offset)
    {
        var depth = 0;
        var reader = new Utf8JsonReader(bytes[..(int)Math.Min(offset + 1, bytes.Length)], isFinalBlock: false,
            new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth + 1 }));
        try
        {
            while (reader.Read()) depth = reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);
        }
        catch (JsonException)
        {
            return false;
        }
        return depth > MaxDepth;
    }

    private static string Reason(JsonException broken)
    {
        var end = broken.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? broken.Message : broken.Message[..end]).TrimEnd('.', ' ');
    }

    private static JsonFault Syntax(string message, long offset) => new(JsonFaultKind.Syntax, message, offset);
}
