using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Memory.Time;

namespace Baton.Memory.Json;

/// <summary>How this room writes JSON: compact, text as it is, absent members left out. No reflection: start-up is counted.</summary>
internal static class JsonText
{
    /// <summary>Escapes only what JSON demands: the text is never put into HTML.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The UTF-8 text of one value.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> content, int capacity = 512)
    {
        var buffer = new ArrayBufferWriter<byte>(capacity);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions)) content(writer);
        return buffer.WrittenMemory;
    }

    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    public static void Number(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }

    public static void Number(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }

    public static void Instant(this Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } instant) json.WriteString(name, Instants.Format(instant));
    }

    public static void True(this Utf8JsonWriter json, string name, bool value)
    {
        if (value) json.WriteBoolean(name, true);
    }

    /// <summary>A list of texts, left out when empty.</summary>
    public static void Texts(this Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        if (values.IsDefaultOrEmpty) return;
        AllTexts(json, name, values);
    }

    /// <summary>A list of texts, also when empty.</summary>
    public static void AllTexts(this Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        if (!values.IsDefault)
        {
            foreach (var value in values) json.WriteStringValue(value);
        }
        json.WriteEndArray();
    }

    /// <summary>A list of objects, left out when empty.</summary>
    public static void Objects<T>(this Utf8JsonWriter json, string name, ImmutableArray<T> values, Action<Utf8JsonWriter, T> write)
    {
        if (values.IsDefaultOrEmpty) return;
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStartObject();
            write(json, value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
