using System.Globalization;
using System.Text.Json;
using Baton.Memory.Text;
using Baton.Memory.Time;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>What stands in other systems' JSON and cannot be kept as it is: it is said with its name, and never guessed at.</summary>
internal static class ForeignFlaws
{
    private const double MostSeconds = 253402300799;

    /// <summary>Why an item's texts are none, or null: a text that was cut within a character ends in half of a surrogate pair.</summary>
    public static string? Text(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => IsText(item) ? null : "A text in it has half of a surrogate pair (such as \\ud83d without its other half), so it is no Unicode text.",
        JsonValueKind.Array => item.EnumerateArray().Select(Text).FirstOrDefault(flaw => flaw is not null),
        JsonValueKind.Object => item.EnumerateObject().Select(Member).FirstOrDefault(flaw => flaw is not null),
        _ => null,
    };

    /// <summary>What is wrong with the named times of an item, or null.</summary>
    public static string? Times(JsonElement item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) continue;
            if (value.ValueKind == JsonValueKind.String && value.GetString() is "") continue;
            if (Time(value) is null) return $"{name} is no time: {Excerpt.Line(value.ToString(), 60)}. Write it as 2026-03-01T12:00:00Z.";
        }
        return null;
    }

    /// <summary>A time as text, or as seconds or milliseconds since 1970; text without a zone is taken as UTC.</summary>
    public static DateTimeOffset? Time(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Time(value.GetString()!),
        JsonValueKind.Number when value.GetDouble() is >= 0 and <= MostSeconds * 1000 and var number
            => DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Floor(number > MostSeconds / 10 ? number : number * 1000)),
        _ => null,
    };

    /// <inheritdoc cref="Time(JsonElement)"/>
    public static DateTimeOffset? Time(string text)
        => Instants.TryParse(text, out var instant, out _) ? instant
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var loose) ? Instants.Trim(loose)
            : null;

    private static string? Member(JsonProperty member)
    {
        try
        {
            return member.Name is null ? null : Text(member.Value);
        }
        catch (InvalidOperationException)
        {
            return "A name in it has half of a surrogate pair, so it is no Unicode text.";
        }
    }

    /// <summary>The reader gives half a pair away only when it makes the text of it.</summary>
    private static bool IsText(JsonElement text)
    {
        try
        {
            return text.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
