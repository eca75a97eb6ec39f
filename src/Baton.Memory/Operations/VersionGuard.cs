using System.Text;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Memory.Text;

namespace Baton.Memory.Operations;

/// <summary>Holds a write to the version its author had seen (<c>if_match</c>), and says what changed since when it is stale.</summary>
internal static class VersionGuard
{
    private const int ShownBytes = 400;
    private static readonly HashSet<string> Bookkeeping = ["version", "updated_at", "saved_at", "saved_by", "by", "segments", "append", "open_secret"];

    public static async ValueTask<Failure?> CheckAsync(IMemoryReader reader, Scope scope, StoredVersion current, int? expected, string at = "")
    {
        if (expected is not { } version || version == current.Version) return null;
        var seen = await reader.GetVersionAsync(scope, current.Id, version);
        var changed = seen is null ? [] : Changes(seen.Data, current.Data);
        var names = string.Join(", ", changed.Select(change => change.Field));
        var message = seen is null
            ? $"There is no version {version}; the current version is {current.Version}."
            : $"Version {version} is stale: the current version is {current.Version}; changed since: {(names.Length > 0 ? names : "nothing you can see")}.";
        return new Failure(FailureCode.StaleVersion, message)
        {
            Path = at + "/if_match",
            Hint = "Load it again, apply your change to what is there now, and save with the current version as if_match.",
            DetailsJson = Encoding.UTF8.GetString(JsonText.Write(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("current_version", current.Version);
                json.WriteStartArray("changed");
                foreach (var (field, then, now) in changed)
                {
                    json.WriteStartObject();
                    json.WriteString("field", field);
                    json.Text("then", then);
                    json.Text("now", now);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }).Span),
        };
    }

    private static List<(string Field, string? Then, string? Now)> Changes(ReadOnlyMemory<byte> then, ReadOnlyMemory<byte> now)
    {
        var before = Members(then);
        var after = Members(now);
        return [.. before.Keys.Union(after.Keys)
            .Where(field => !Bookkeeping.Contains(field))
            .Select(field => (field, before.GetValueOrDefault(field), after.GetValueOrDefault(field)))
            .Where(change => change.Item2 != change.Item3)
            .Select(change => (change.field, Shown(change.field, change.Item2), Shown(change.field, change.Item3)))];
    }

    private static string? Shown(string field, string? value)
        => value is null ? null : field == "claim" ? "(a claim)" : Excerpt.Line(value, ShownBytes);

    private static Dictionary<string, string> Members(ReadOnlyMemory<byte> data)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(data.Span);
        reader.Read();
        while (reader.NextMember(out var name))
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            members[name] = Encoding.UTF8.GetString(data.Span[start..(int)reader.BytesConsumed]);
        }
        return members;
    }
}
