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
