using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Baton.Catalog.Definitions;

/// <summary>Whether every string and name of a JSON value is text: a lone surrogate in an escape is none, and readers throw at it.</summary>
internal static class SoundText
{
    public static bool Is(JsonElement value)
    {
        try
        {
            Visit(value);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A member by its name, past names that are no text: the framework stops at those.</summary>
    public static JsonElement Member(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.Object) return default;
        try
        {
            return value.TryGetProperty(name, out var found) ? found : default;
        }
        catch (InvalidOperationException)
        {
            var last = default(JsonElement);
            foreach (var member in value.EnumerateObject())
            {
                if (IsNamed(member, name)) last = member.Value;
            }
            return last;
        }
    }

    /// <summary>A string's text; null for anything else, and for a string that is no text.</summary>
    public static string? Of(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A string's text with U+FFFD, as lenient readers show it, for what is no character; null for anything else.</summary>
    public static string? Mended(JsonElement value)
        => value.ValueKind == JsonValueKind.String ? Of(value) ?? Mended(value, JsonValueKind.String).GetString() : null;

    /// <summary>A value of that kind with U+FFFD in the place of what is no character; undefined for another kind.</summary>
    public static JsonElement Mended(JsonElement value, JsonValueKind kind)
    {
        if (value.ValueKind != kind) return default;
        if (Is(value)) return value.Clone();
        using var mended = JsonDocument.Parse(WithoutHalves(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value))));
        return mended.RootElement.Clone();
    }

    private static string WithoutHalves(string json)
    {
        var mended = new StringBuilder(json.Length);
        for (var at = 0; at < json.Length;)
        {
            var length = json[at] != '\\' ? 1 : json[at + 1] != 'u' ? 2 : 6;
            if (length == 6 && char.IsHighSurrogate(Unit(json, at)) && Unit(json, at + 6) is var next && char.IsLowSurrogate(next)) length = 12;
            if (length == 6 && char.IsSurrogate(Unit(json, at))) mended.Append("\\uFFFD");
            else mended.Append(json, at, length);
            at += length;
        }
        return mended.ToString();
    }

    // The unit that an escape at this place stands for.
    private static char Unit(string json, int at)
        => at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u' ? (char)ushort.Parse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : '\0';

    private static bool IsNamed(JsonProperty member, string name)
    {
        try
        {
            return member.Name == name;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void Visit(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    Visit(member.Value);
                }
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) Visit(item);
                break;
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            default:
                break;
        }
    }
}
