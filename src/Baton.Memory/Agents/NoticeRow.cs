using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Time;

namespace Baton.Memory.Agents;

/// <summary>
/// A notice as the store keeps it. Its tags are those who have read it, so that "not read by me" is part of the list's own
/// statement; a private one belongs to whom it is addressed to. Nothing searches notices, so no text of them is indexed.
/// </summary>
internal static class NoticeRow
{
    private static readonly SearchText Unsearched = new("", "", "");

    public static StoredVersion Of(Notice notice) => new()
    {
        Id = notice.Id,
        Kind = RecordKind.Notice,
        Version = notice.Version,
        Project = notice.Project,
        Visibility = notice.IsPrivate ? Visibility.Private : Visibility.Project,
        Owner = notice.IsPrivate ? notice.To : notice.CreatedBy.Principal,
        Thread = notice.Thread,
        To = notice.To,
        Tags = [.. notice.ReadBy.Select(read => read.Principal)],
        Priority = notice.Priority,
        CreatedAt = notice.CreatedAt,
        RecordedAt = notice.UpdatedAt,
        ExpiresAt = notice.ExpiresAt,
        DeletedAt = notice.DeletedAt,
        By = notice.By,
        CreatedBy = notice.CreatedBy,
        Data = NoticeWriter.ToData(notice),
        Search = notice.Version == 1 ? Unsearched : null,
    };

    /// <summary>The next version of a notice, with everything that names it.</summary>
    public static Notice Next(Notice current, DateTimeOffset now, Provenance by)
        => current with { Version = current.Version + 1, UpdatedAt = MemoryClock.NotBefore(current.UpdatedAt, now), By = by };
}
