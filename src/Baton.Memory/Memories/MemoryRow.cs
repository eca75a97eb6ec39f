using System.Text;
using Baton.Memory.Recall;
using Baton.Memory.Records;
using Baton.Memory.Search;
using Baton.Memory.Storage;
using Baton.Memory.Time;

namespace Baton.Memory.Memories;

/// <summary>A memory as the store keeps it.</summary>
internal static class MemoryRow
{
    public static StoredVersion Of(MemoryRecord memory) => new()
    {
        Id = memory.Id,
        Kind = RecordKind.Memory,
        Version = memory.Version,
        Project = memory.Project,
        Key = memory.Key,
        Visibility = memory.Visibility,
        Owner = memory.Owner,
        Thread = memory.Thread,
        Position = memory.Position,
        Type = memory.Type,
        Tags = memory.Tags,
        Pinned = memory.Pinned,
        Importance = memory.Importance,
        Layer = memory.Layer,
        CreatedAt = memory.CreatedAt,
        RecordedAt = memory.UpdatedAt,
        ExpiresAt = memory.ExpiresAt,
        ValidFrom = memory.ValidFrom,
        ValidTo = memory.ValidTo,
        DeletedAt = memory.DeletedAt,
        SupersededBy = memory.SupersededBy,
        ContentHash = RecallText.Hash(TextOf(memory)),
        By = memory.By,
        CreatedBy = memory.CreatedBy,
        Data = MemoryWriter.ToData(memory),
        Search = Indexing.Of($"{memory.Title} {memory.Key}", string.Join(' ', [.. memory.Tags, memory.Type, memory.CreatedBy.Principal]), TextOf(memory)),
    };

    public static MemoryRecord Next(MemoryRecord current, DateTimeOffset now, Provenance by)
        => Kept(current) with { Version = current.Version + 1, UpdatedAt = MemoryClock.NotBefore(current.UpdatedAt, now), By = by };

    /// <summary>A memory whose text stays its author's whoever writes the next version.</summary>
    public static MemoryRecord Kept(MemoryRecord memory)
        => memory with { SavedBy = memory.SavedBy ?? memory.By, SavedAt = memory.SavedAt ?? memory.UpdatedAt };

    /// <summary>What a memory says, as text.</summary>
    public static string TextOf(MemoryRecord memory) => memory.Content ?? (memory.Value is { } value ? Encoding.UTF8.GetString(value.Span) : "");

    public static SearchDocument DocumentOf(StoredVersion stored)
    {
        var memory = MemoryReader.Read(stored);
        return new SearchDocument($"{memory.Title} {memory.Key} {string.Join(' ', memory.Tags)}", TextOf(memory));
    }
}
