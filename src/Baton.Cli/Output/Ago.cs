using System.Globalization;
using System.Text.Json;

namespace Baton.Cli.Output;

/// <summary>Moments as people say them.</summary>
internal static class Ago
{
    /// <summary>How long before (or after) now, in the largest unit that says enough.</summary>
    public static string Of(JsonElement moment, DateTimeOffset now)
        => moment.ValueKind == JsonValueKind.String && moment.TryGetDateTimeOffset(out var at) ? Of(at, now) : "";

    public static string Of(DateTimeOffset at, DateTimeOffset now)
    {
        var span = (now - at).Duration();
        var length = span switch
        {
            { TotalSeconds: < 60 } => "now",
            { TotalMinutes: < 60 } => $"{(int)span.TotalMinutes} min",
            { TotalHours: < 48 } => $"{(int)span.TotalHours} h",
            { TotalDays: < 60 } => $"{(int)span.TotalDays} d",
            _ => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        return length == "now" || span.TotalDays >= 60 ? length : at <= now ? length + " ago" : "in " + length;
    }
}
