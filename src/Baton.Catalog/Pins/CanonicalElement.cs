using System.Text.Json;

namespace Baton.Catalog.Pins;

/// <summary>
/// Writes parsed JSON in one form: keys by code point, the last of two equal keys, numbers as exact decimals without
/// trailing zeros where they fit one, else as they were sent.
/// </summary>
internal static class CanonicalElement
{
    public static void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in Members(value))
                {
                    json.WritePropertyName(member.Key);
                    Write(json, member.Value);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(json, item);
                json.WriteEndArray();
                break;
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                json.WriteNumberValue(number / 1.000000000000000000000000000000000m);
                break;
            case JsonValueKind.String:
                json.WriteStringValue(value.GetString());
                break;
            default:
                json.WriteRawValue(value.GetRawText(), skipInputValidation: true);
                break;
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonElement>> Members(JsonElement value)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject()) members[member.Name] = member.Value;
        return members.OrderBy(member => member.Key, CodePointOrder.Instance);
    }

    private sealed class CodePointOrder : IComparer<string>
    {
        public static CodePointOrder Instance { get; } = new();

        public int Compare(string? x, string? y)
        {
            using var left = x!.EnumerateRunes();
            using var right = y!.EnumerateRunes();
            while (true)
            {
                var more = left.MoveNext();
                if (!right.MoveNext()) return more ? 1 : 0;
                if (!more) return -1;
                if (left.Current != right.Current) return left.Current.CompareTo(right.Current);
            }
        }
    }
}
