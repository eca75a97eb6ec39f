using System.Collections.Immutable;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Memories;

/// <summary>Lays a write's fields over a record.</summary>
internal static class MemoryPatching
{
    public static MemoryRecord Apply(MemoryRecord current, MemoryFields fields, ImmutableArray<SuspiciousMark> marks, DateTimeOffset now)
    {
        var written = fields.Content.Given || fields.Value.Given || fields.Title.Given || (fields.Key is { } key && key.Trim() != current.Key);
        var renewed = fields.Content.HasValue || fields.Value.HasValue;
        var revived = renewed && current.SupersededBy is not null;
        return current with
        {
            Key = fields.Key?.Trim() ?? current.Key,
            Content = fields.Value.HasValue ? null : fields.Content.Over(current.Content),
            Value = fields.Content.HasValue ? null : fields.Value.OverValue(current.Value),
            Type = fields.Type.Apply(current.Type, MemoryType.Fact).Trim(),
            Title = fields.Title.Over(current.Title),
            Thread = fields.Thread.Over(current.Thread)?.Trim(),
            Position = fields.Position.OverValue(current.Position),
            Visibility = fields.Visibility.Apply(current.Visibility, Visibility.Project),
            Tags = [.. fields.Tags.Apply(current.Tags, []).Select(tag => tag.Trim()).Distinct(StringComparer.Ordinal)],
            Importance = fields.Importance.OverValue(current.Importance),
            Confidence = fields.Confidence.OverValue(current.Confidence),
            Layer = fields.Layer.Apply(current.Layer, MemoryLayer.Stated),
            Evidence = fields.Evidence.Apply(current.Evidence, []),
            Pinned = fields.Pinned.Apply(current.Pinned, false),
            ExpiresAt = fields.TimeToLive.HasValue ? now + fields.TimeToLive.Or(default) : fields.TimeToLive.Cleared ? null : current.ExpiresAt,
            ValidFrom = fields.ValidFrom.OverValue(current.ValidFrom),
            ValidTo = fields.ValidTo.OverValue(revived ? null : current.ValidTo),
            SupersededBy = renewed ? null : current.SupersededBy,
            Labels = fields.Labels.Apply(current.Labels, ImmutableSortedDictionary<string, string>.Empty),
            SavedBy = written ? null : current.SavedBy,
            SavedAt = written ? null : current.SavedAt,
            Suspicious = SuspiciousMarks.Replace(current.Suspicious, marks, MemoryScreening.GivenFields(fields)),
        };
    }
}
