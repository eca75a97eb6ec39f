using System.Text.Json;

namespace Baton.Memory.Dialects;

/// <summary>Lists of rows, also when empty.</summary>
internal static class JsonRows
{
    public static void Rows<T>(this Utf8JsonWriter json, string name, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            write(json, row);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
