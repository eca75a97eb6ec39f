using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>
/// Small lists and maps in one column, as JSON. Read and written by hand: every process reads them before its first answer, and
/// a serializer's start would cost more than all of it.
/// </summary>
internal static class JsonColumn
{
    public static string Write(IEnumerable<string> list) => Text(json =>
    {
        json.WriteStartArray();
        foreach (var item in list) json.WriteStringValue(item);
        json.WriteEndArray();
    });

    public static string Write(IReadOnlyDictionary<string, string> map) => Text(json =>
    {
        json.WriteStartObject();
        foreach (var (key, value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
        json.WriteEndObject();
    });

    public static ImmutableArray<string> List(ReadOnlySpan<byte> column)
    {
        var list = ImmutableArray.CreateBuilder<string>();
        var json = new Utf8JsonReader(column);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.String) list.Add(json.GetString()!);
        return list.DrainToImmutable();
    }

    public static ImmutableDictionary<string, string> Map(ReadOnlySpan<byte> column)
    {
        var map = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var json = new Utf8JsonReader(column);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString()!;
            json.Read();
            map.Add(key, json.GetString()!);
        }
        return map.ToImmutable();
    }

    internal static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
