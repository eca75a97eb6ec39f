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
