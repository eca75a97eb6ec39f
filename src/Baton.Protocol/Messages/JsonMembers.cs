using System.Buffers;
using System.Text.Json;
using Baton.Protocol.Json;

namespace Baton.Protocol.Messages;

/// <summary>Looks at, and exchanges, single members of a JSON object without touching the text of the others.</summary>
public static class JsonMembers
{
    /// <summary>The text of a member's value; empty when it is not there or <paramref name="json"/> is no object.</summary>
    /// <exception cref="JsonException">The text is not JSON; strictly read messages never are.</exception>
    public static ReadOnlyMemory<byte> Find(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> key)
    {
        var reader = new Utf8JsonReader(json.Span, StrictJson.Reading);
        if (json.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject) return default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(key);
            var value = Raw.Value(json, ref reader);
            if (isIt) return value;
        }
        return default;
    }

    /// <summary>The text of a string member; null when it is absent or no string.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static string? Text(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> key)
    {
        var value = Find(json, key);
        if (value.IsEmpty || value.Span[0] != (byte)'"') return null;
        var reader = new Utf8JsonReader(value.Span, StrictJson.Reading);
        reader.Read();
        return reader.GetString();
    }

    /// <summary>Every member of an object with the text of its value, in order; none when <paramref name="json"/> is no object.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> All(ReadOnlyMemory<byte> json)
    {
        var members = new List<KeyValuePair<string, ReadOnlyMemory<byte>>>();
        var reader = new Utf8JsonReader(json.Span, StrictJson.Reading);
        if (json.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject) return members;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) members.Add(new(reader.GetString()!, Raw.Value(json, ref reader)));
        return members;
    }

    /// <summary>The elements of an array, each as its text; none when <paramref name="json"/> is no array.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Elements(ReadOnlyMemory<byte> json)
    {
        var elements = new List<ReadOnlyMemory<byte>>();
        var reader = new Utf8JsonReader(json.Span, StrictJson.Reading);
        if (json.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartArray) return elements;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) elements.Add(Raw.Current(json, ref reader));
        return elements;
    }

    /// <summary>The object with another value for a member, which is added at the end where it is not there.</summary>
    public static ReadOnlyMemory<byte> Set(ReadOnlyMemory<byte> json, string key, ReadOnlyMemory<byte> value)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + key.Length + value.Length + 4);
        var splicer = new ObjectSplicer(json, output);
        splicer.Set(key, value);
        splicer.Write();
        return output.WrittenMemory;
    }

    /// <summary>The object with another value for a member that is there.</summary>
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> json, string key, ReadOnlyMemory<byte> value)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + value.Length);
        var splicer = new ObjectSplicer(json, output);
        splicer.Replace(key, value);
        splicer.Write();
        return output.WrittenMemory;
    }
}
