using System.Globalization;
using System.Text.Json;
using Baton.Policy.Json;

namespace Baton.Policy.Documents.Writing;

/// <summary>Writes keys that may be absent.</summary>
internal static class WriterExtensions
{
    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    public static void Flag(this Utf8JsonWriter json, string name, bool? value)
    {
        if (value is not null) json.WriteBoolean(name, value.Value);
    }

    public static void Word<T>(this Utf8JsonWriter json, string name, T? value) where T : struct, Enum
    {
        if (value is not null) json.WriteString(name, WordTable<T>.Text(value.Value));
    }

    public static void Number(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is not null) json.WriteNumber(name, value.Value);
    }

    public static void Literal(this Utf8JsonWriter json, string name, JsonLiteral? value)
    {
        if (value is null) return;
        json.WritePropertyName(name);
        json.WriteRawValue(value.Utf8);
    }

    public static void Texts(this Utf8JsonWriter json, string name, Sequence<string> values)
    {
        if (values.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>A window: a number when it is seconds.</summary>
    public static void Window(this Utf8JsonWriter json, string? window)
    {
        if (window is null) return;
        if (long.TryParse(window, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds.ToString(CultureInfo.InvariantCulture) == window) json.WriteNumber("window", seconds);
        else json.WriteString("window", window);
    }
}
