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
        var listed = whole.ValueKind == JsonValueKind.Object && whole.TryGetProperty("handoffs", out var inner) ? inner : whole;
        var all = listed.ValueKind == JsonValueKind.Array ? [.. listed.EnumerateArray()] : new List<JsonElement> { listed };
        for (var i = 0; i < all.Count; i++)
        {
            var at = all.Count == 1 ? place : new ForeignPlace(file.Path, i + 1, "item");
            if (Flaw(all[i]) is { } flaw)
            {
                yield return new ForeignItem.Problem(at, flaw);
                continue;
            }
            yield return One(at, all[i], options);
            foreach (var comment in Comments(at, all[i], options)) yield return comment;
        }
    }

    private static string? Flaw(JsonElement item)
        => ForeignFlaws.Text(item)
        ?? (item.Text("key") is null || item.Text("conversation") is null ? "A handoff needs key and conversation." : ForeignFlaws.Times(item, "created_at"));

    /// <summary>The server gives a handoff's comments with it.</summary>
    private static IEnumerable<ForeignItem> Comments(ForeignPlace place, JsonElement item, ForeignOptions options)
    {
        if (!item.TryGetProperty("comments", out var comments) || comments.ValueKind != JsonValueKind.Array) yield break;
        foreach (var comment in comments.EnumerateArray())
        {
            yield return comment.Text("content") is not { } text ? new ForeignItem.Problem(place, "A comment has no content.")
                : ForeignFlaws.Times(comment, "created_at") is { } wrong ? new ForeignItem.Problem(place, $"A comment's {wrong}")
                : new ForeignItem.OfComment(place, item.Text("key")!, options.Project, comment.Text("author"), text, ForeignJson.Digest(comment), comment.Time("created_at"));
        }
    }

    private static ForeignItem.OfHandoff One(ForeignPlace place, JsonElement item, ForeignOptions options)
    {
        var (key, conversation) = (item.Text("key")!, item.Text("conversation")!);
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
