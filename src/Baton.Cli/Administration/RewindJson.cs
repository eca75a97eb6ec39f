using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Baton.Cli.Output;
using Baton.Memory.Rewind;

namespace Baton.Cli.Administration;

/// <summary>A rewind's plan for programs, and its rows for people.</summary>
internal static class RewindJson
{
    public static void Write(Utf8JsonWriter json, RewindPlan plan, bool applied)
    {
        json.WriteBoolean("applied", applied);
        if (plan is { RequestId: { } id, Changes: > 0 }) json.WriteString("rewind", id);
        json.WriteNumber("changes", plan.Changes);
        json.WriteNumber("conflicts", plan.Conflicts);
        json.WriteStartArray("records");
        foreach (var item in plan.Items) Write(json, item);
        json.WriteEndArray();
        json.WriteStartArray("links");
        foreach (var link in plan.Links) Write(json, link);
        json.WriteEndArray();
    }

    public static ImmutableArray<string> Row(RewindItem item, DateTimeOffset now) =>
    [
        item.Now.Id, item.Now.Project, item.Now.Key ?? "", string.Join(',', item.Undone.Select(version => "v" + version)),
        StepOf(item.Step), item.Conflict is { } conflict ? conflict.Reason + (conflict.At is { } at ? ", " + Ago.Of(at, now) : "") : "",
    ];

    public static ImmutableArray<string> Row(RewindLink link) =>
    [
        link.Write.Link.From, "", $"{link.Write.Link.Relation} {link.Write.Link.To}", "link",
        link.Conflict is not null ? "conflict" : link.Write.InForce ? "remove" : "add", link.Conflict?.Reason ?? "",
    ];

    private static void Write(Utf8JsonWriter json, RewindItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Now.Id);
        json.WriteString("kind", item.Now.Kind.ToString().ToLowerInvariant());
        json.WriteString("project", item.Now.Project);
        if (item.Now.Key is { } key) json.WriteString("key", key);
        json.WriteNumber("version", item.Now.Version);
        json.WriteStartArray("undoes");
        foreach (var version in item.Undone) json.WriteNumberValue(version);
        json.WriteEndArray();
        json.WritePropertyName("before");
        if (item.Before is { } before)
        {
            json.WriteStartObject();
            json.WriteNumber("version", before.Version);
            json.WriteString("at", before.RecordedAt.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("grant", before.By.Grant);
            json.WritePropertyName("record");
            json.WriteRawValue(before.Data.Span);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }
        json.WriteString("step", StepOf(item.Step));
        WriteConflict(json, item.Conflict);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RewindLink link)
    {
        json.WriteStartObject();
        json.WriteString("from", link.Write.Link.From);
        json.WriteString("to", link.Write.Link.To);
        json.WriteString("relation", link.Write.Link.Relation);
        json.WriteString("step", link.Conflict is not null ? "conflict" : link.Write.InForce ? "remove" : "add");
        WriteConflict(json, link.Conflict);
        json.WriteEndObject();
    }

    private static void WriteConflict(Utf8JsonWriter json, RewindConflict? conflict)
    {
        if (conflict is null) return;
        json.WriteStartObject("conflict");
        json.WriteString("reason", conflict.Reason);
        if (conflict.By is { } by) json.WriteString("grant", by.Grant);
        if (conflict.At is { } at) json.WriteString("at", at.ToString("O", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static string StepOf(RewindStep step) => step.ToString().ToLowerInvariant();
}
