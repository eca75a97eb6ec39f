using Baton.Memory.Records;
using Baton.Memory.Search;
using Baton.Memory.Storage;
using Baton.Memory.Time;

namespace Baton.Memory.Archives;

/// <summary>An archive as the store keeps it: the version's body is the one chunk it added. Its title is searched, its text is not.</summary>
internal static class ArchiveRow
{
    public static StoredVersion Of(Archive archive, bool index) => new()
    {
        Id = archive.Id,
        Kind = RecordKind.Archive,
        Version = archive.Version,
        Project = archive.Project,
        Key = archive.Key,
        Owner = archive.CreatedBy.Principal,
        Thread = archive.Thread,
        Tags = archive.Tags,
        CreatedAt = archive.CreatedAt,
        RecordedAt = archive.UpdatedAt,
        DeletedAt = archive.DeletedAt,
        ContentHash = archive.Sha256,
        By = archive.By,
        CreatedBy = archive.CreatedBy,
        Data = ArchiveWriter.ToData(archive),
        Body = BodyOf(archive),
        Search = index ? Indexing.Of($"{archive.Title} {archive.Key}", string.Join(' ', [.. archive.Tags, archive.CreatedBy.Principal]), "") : null,
    };

    /// <summary>The next version, which adds nothing yet.</summary>
    public static Archive Next(Archive current, DateTimeOffset now, Provenance by)
        => current with { Version = current.Version + 1, Chunk = null, UpdatedAt = MemoryClock.NotBefore(current.UpdatedAt, now), By = by };

    /// <summary>The one chunk of a version, or null.</summary>
    public static StoredBody? BodyOf(Archive archive)
        => archive.Chunk is { } chunk ? new StoredBody([chunk.Sha256], chunk.Bytes, chunk.Sha256) : null;
}
