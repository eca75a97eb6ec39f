using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Baton.Cli.Output;
using Baton.Memory.Purging;

namespace Baton.Cli.Administration;

/// <summary>A purge for programs, and its rows for people.</summary>
internal static class PurgeJson
{
    public static void Write(Utf8JsonWriter json, PurgePlan plan)
    {
        json.WriteBoolean("applied", plan.Done is not null);
        json.WriteNumber("count", plan.Done?.Records ?? plan.Items.Count);
        if (plan.Done is { } done)
        {
            json.WriteNumber("versions", done.Versions);
            json.WriteNumber("segments", done.Segments);
        }
        json.WriteStartArray("records");
        foreach (var item in plan.Items) Write(json, item);
        json.WriteEndArray();
    }

    public static ImmutableArray<string> Row(PurgeItem item, DateTimeOffset now) =>
    [
        item.Id, item.Project, item.Key ?? "", item.Version.ToString(CultureInfo.InvariantCulture), Ago.Of(item.WrittenAt, now),
        item.DeletedAt is { } deleted ? $"deleted {Ago.Of(deleted, now)}" : item.ExpiresAt is { } end && end <= now ? $"expired {Ago.Of(end, now)}" : "in force",
    ];

    private static void Write(Utf8JsonWriter json, PurgeItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id);
        json.WriteString("kind", item.Kind.ToString().ToLowerInvariant());
        json.WriteString("project", item.Project);
        if (item.Key is { } key) json.WriteString("key", key);
        json.WriteNumber("versions", item.Version);
        json.WriteString("written_at", item.WrittenAt);
        if (item.DeletedAt is { } deleted) json.WriteString("deleted_at", deleted);
        if (item.ExpiresAt is { } expires) json.WriteString("expires_at", expires);
        json.WriteEndObject();
    }
}
