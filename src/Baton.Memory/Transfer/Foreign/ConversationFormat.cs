using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Memory.Dialects.ConversationHandoff;
using Baton.Memory.Handoffs;
using Baton.Memory.Records;
using Baton.Memory.Text;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>
/// A handoff as a running Conversation Handoff server answers <c>GET /handoff/KEY</c>; a file may hold one, or a list of them.
/// Keys stay as they are, so that the dialect finds them.
/// </summary>
internal sealed class ConversationFormat : IForeignFormat
{
    public string Name => "conversation-handoff";

    public bool Takes(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public IEnumerable<ForeignItem> Read(ForeignFile file, ForeignOptions options)
    {
        var (place, root, problem) = ForeignJson.Document(file);
        if (root is not { } whole)
        {
            yield return new ForeignItem.Problem(place, problem!);
            yield break;
        }
        var all = whole.ValueKind == JsonValueKind.Array ? [.. whole.EnumerateArray()] : new List<JsonElement> { whole };
        for (var i = 0; i < all.Count; i++)
        {
            yield return One(all.Count == 1 ? place : new ForeignPlace(file.Path, i + 1, "item"), all[i], options);
        }
    }

    private static ForeignItem One(ForeignPlace place, JsonElement item, ForeignOptions options)
    {
        if (item.Text("key") is not { } key || item.Text("conversation") is not { } conversation)
        {
            return new ForeignItem.Problem(place, "A handoff needs key and conversation.");
        }
        var summary = item.Text("summary") ?? item.Text("title") ?? key;
        var status = item.Text("status");
        var request = new HandoffSaveRequest
        {
            Key = key,
            Project = options.Project,
            Title = item.Text("title") ?? Excerpt.Line(summary, 80),
            Summary = summary,
            Body = Patch.Set<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(conversation)),
            NextActions = item.Text("next_action") is { } next ? Patch.Set(ImmutableArray.Create(next)) : default,
            Tags = Patch.Set(item.Texts("tags")),
            Status = status == ConversationLabels.Completed ? HandoffStatus.Done : HandoffStatus.Open,
            Labels = ForeignJson.Labels(
                (ConversationLabels.Format, item.Text("format") ?? "structured"), (ConversationLabels.FromAi, item.Text("from_ai") ?? "claude"),
                (ConversationLabels.FromProject, item.Text("from_project")), (ConversationLabels.Status, status)),
        };
        return new ForeignItem.OfHandoff(place, request, ForeignJson.Digest(item), item.Time("created_at"));
    }
}
