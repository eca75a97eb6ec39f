using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects.ConversationHandoff;

/// <summary>What a merge keeps of its sources' own words: the newest one's labels and status, and whose each comment claims to be.</summary>
internal static class MergedLabels
{
    public static Handoff Keep(Handoff merged, ImmutableArray<Handoff> sources, DateTimeOffset now)
    {
        var newest = sources.MaxBy(source => source.SavedAt)!;
        var status = ConversationLabels.StatusOf(newest, now);
        var labels = newest.Labels.RemoveRange(newest.Labels.Keys.Where(name => name.StartsWith(ConversationLabels.AuthorOf(""), StringComparison.Ordinal)))
            .SetItem(ConversationLabels.Status, status);
        for (var i = 0; i < merged.MergedFrom.Length; i++)
        {
            var source = sources.First(one => one.Id == merged.MergedFrom[i]);
            foreach (var comment in source.Comments)
            {
                if (!source.Labels.TryGetValue(ConversationLabels.AuthorOf(comment.Id), out var author)) continue;
                labels = labels.SetItem(ConversationLabels.AuthorOf(string.Create(CultureInfo.InvariantCulture, $"{comment.Id}.{i + 1}")), author);
            }
        }
        return merged with { Labels = labels, Status = status == ConversationLabels.Completed ? HandoffStatus.Done : HandoffStatus.Open };
    }
}
