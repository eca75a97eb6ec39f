using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Protocol.Json;

namespace Baton.Protocol.Messages;

/// <summary>
/// A request's id: the exact text, which every answer repeats, and a key under which ids that mean the same are equal
/// (<c>1</c> and <c>1.0</c>, but not <c>"1"</c>).
/// </summary>
public readonly struct RequestId : IEquatable<RequestId>
{
    private readonly string? _key;

    private RequestId(ReadOnlyMemory<byte> raw, string key)
    {
        Raw = raw;
        _key = key;
    }

    /// <summary>The JSON text as the sender wrote it.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>Equal for ids that name the same request.</summary>
    public string Key => _key ?? "";

    /// <summary>Whether there is no id.</summary>
    public bool IsAbsent => _key is null;

    /// <summary>Reads the raw JSON text of an id; null unless it is a string or an integer (2026-07-28, Requests).</summary>
    public static RequestId? Read(ReadOnlyMemory<byte> raw)
    {
        var reader = new Utf8JsonReader(raw.Span, StrictJson.Reading);
        if (!reader.Read()) return null;
        return reader.TokenType switch
        {
            JsonTokenType.String => new RequestId(raw, "s" + reader.GetString()),
            JsonTokenType.Number when Integer(raw.Span) is { } digits => new RequestId(raw, "n" + digits),
            _ => null,
        };
    }

    /// <summary>The id that a number has on the wire.</summary>
    public static RequestId Of(long number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return new RequestId(Encoding.ASCII.GetBytes(text), "n" + text);
    }

    public bool Equals(RequestId other) => string.Equals(_key, other._key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is RequestId other && Equals(other);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Encoding.UTF8.GetString(Raw.Span);

    public static bool operator ==(RequestId left, RequestId right) => left.Equals(right);

    public static bool operator !=(RequestId left, RequestId right) => !left.Equals(right);

    private static string? Integer(ReadOnlySpan<byte> number)
    {
        if (number.IndexOfAny((byte)'e', (byte)'E') >= 0) return null;
        var point = number.IndexOf((byte)'.');
        if (point >= 0)
        {
            if (number[(point + 1)..].IndexOfAnyExcept((byte)'0') >= 0) return null;
            number = number[..point];
        }
        return number.SequenceEqual("-0"u8) ? "0" : Encoding.ASCII.GetString(number);
    }
}
