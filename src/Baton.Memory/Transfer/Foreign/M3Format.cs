using System.Text.Json;
using Baton.Memory.Dialects.M3;
using Baton.Memory.Memories;
using Baton.Memory.Records;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>What M3's <c>memory_export</c> gives: one document with <c>items</c>, each with its <c>relationships</c>.</summary>
internal sealed class M3Format : IForeignFormat
{
    public const string System = "m3";

    public string Name => System;

    public bool Takes(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public IEnumerable<ForeignItem> Read(ForeignFile file, ForeignOptions options)
    {
        var (place, root, problem) = ForeignJson.Document(file);
        var items = root is { ValueKind: JsonValueKind.Object } whole && whole.TryGetProperty("items", out var list) ? list : root ?? default;
        if (items.ValueKind != JsonValueKind.Array)
        {
            yield return new ForeignItem.Problem(place, problem ?? "It is no export of M3: there is no list 'items'.");
            yield break;
        }
        var links = new List<ForeignItem>();
        var number = 0;
        foreach (var item in items.EnumerateArray())
        {
            var at = new ForeignPlace(file.Path, ++number, "item");
            if (item.ValueKind != JsonValueKind.Object)
            {
                yield return new ForeignItem.Problem(at, "The item is no object.");
            }
            else if (ForeignFlaws.Text(item) is { } broken)
            {
                yield return new ForeignItem.Problem(at, broken);
            }
            else if (item.Text("id") is not { } id)
            {
                yield return new ForeignItem.Problem(at, "The item has no id.");
            }
            else if (item.Text("content") is not { } content)
            {
                yield return new ForeignItem.Problem(at, $"{id} has no content.");
            }
            else if (!item.Flag("is_deleted") && ForeignFlaws.Times(item, "created_at", "updated_at", "expires_at", "valid_from", "valid_to") is { } wrong)
            {
                yield return new ForeignItem.Problem(at, $"{id}: {wrong}");
            }
            else if (!item.Flag("is_deleted"))
            {
                yield return Memory(at, item, id, content, options);
                links.AddRange(Links(at, item, id));
            }
        }
        foreach (var link in links) yield return link;
    }

    private static ForeignItem.OfMemory Memory(ForeignPlace place, JsonElement item, string id, string content, ForeignOptions options)
    {
        var created = item.Time("created_at");
        var expires = item.Time("expires_at");
        // What expired before its last change, and a change before the beginning, are no times to believe.
        var changed = item.Time("updated_at") is { } last && !(last < created) && !(last >= expires) ? last : created;
        // One that was superseded in the moment it was written was true in none: when it began is left open.
        var until = item.Time("valid_to");
        var scope = item.Text("scope") ?? M3Scope.Standard;
        var fields = new MemoryFields
        {
            Key = ForeignJson.Key(System, id),
            Project = options.Project ?? item.Text("project"),
            Content = content,
            Type = item.Text("type") ?? MemoryType.Fact,
            Title = Patch.SetOrKeep(item.Text("title")),
            Thread = Patch.SetOrKeep(item.Text("conversation_id")),
            Visibility = M3Scope.VisibilityOf(scope),
            Importance = item.Number("importance") is { } importance ? Math.Clamp(importance, 0, 1) : default(Patch<double>),
            Pinned = item.Flag("pinned"),
            ValidFrom = (item.Time("valid_from") ?? (until <= created ? null : created)) is { } from ? from : default(Patch<DateTimeOffset>),
            ValidTo = until is { } to ? to : default(Patch<DateTimeOffset>),
            TimeToLive = expires is { } end && changed is { } begin && end > begin ? end - begin : default(Patch<TimeSpan>),
            Labels = ForeignJson.Labels(
                (M3Labels.Scope, scope), (M3Labels.AgentId, item.Text("agent_id")), (M3Labels.ModelId, item.Text("model_id")),
                (M3Labels.ChangeAgent, item.Text("change_agent")), (M3Labels.Source, item.Text("source")), (M3Labels.UserId, item.Text("user_id")),
                (M3Labels.RefreshOn, item.Text("refresh_on")), (M3Labels.RefreshReason, item.Text("refresh_reason")), (M3Labels.Metadata, Metadata(item))),
        };
        return new ForeignItem.OfMemory(place, fields with { CreatedAt = created }, ForeignJson.Digest(item), changed);
    }

    /// <summary>A text in one store of M3, an object in the other.</summary>
    private static string? Metadata(JsonElement item)
        => item.TryGetProperty("metadata_json", out var value) && value.ValueKind == JsonValueKind.Object ? value.GetRawText()
            : item.Text("metadata_json") is { } text && text != "{}" ? text : null;

    private static IEnumerable<ForeignItem> Links(ForeignPlace place, JsonElement item, string id)
    {
        if (!item.TryGetProperty("relationships", out var links) || links.ValueKind != JsonValueKind.Array) yield break;
        foreach (var link in links.EnumerateArray())
        {
            if (ForeignFlaws.Times(link, "created_at") is { } wrong) yield return new ForeignItem.Problem(place, $"A relationship of {id}: {wrong}");
            else if (link.Text("to_id") is { } to) yield return new ForeignItem.OfLink(place, ForeignJson.Key(System, id), ForeignJson.Key(System, to), link.Text("relationship_type") ?? "related", link.Time("created_at"));
            else yield return new ForeignItem.Problem(place, $"A relationship of {id} has no to_id.");
        }
    }
}
