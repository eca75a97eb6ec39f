using System.Text;
using Baton.Memory.Records;
using Baton.Memory.Search;
using Baton.Memory.Storage;

namespace Baton.Memory.Handoffs;

/// <summary>A handoff as the store keeps it: its filter columns, its data, and the text to index.</summary>
internal static class HandoffRow
{
    /// <param name="handoff">The version to write.</param>
    /// <param name="search">Null when nothing searchable changed.</param>
    public static StoredVersion Of(Handoff handoff, SearchText? search) => new()
    {
        Id = handoff.Id,
        Kind = RecordKind.Handoff,
        Version = handoff.Version,
        Project = handoff.Project,
        Key = handoff.Key,
        Owner = handoff.CreatedBy.Principal,
        Thread = handoff.Thread,
        Status = handoff.Status,
        ClaimUntil = handoff.Claim?.Until,
        To = handoff.To,
        Tags = handoff.Tags,
        Pinned = handoff.Pinned,
        Priority = handoff.Priority,
        CreatedAt = handoff.CreatedAt,
        RecordedAt = handoff.UpdatedAt,
        ExpiresAt = handoff.ExpiresAt,
        DeletedAt = handoff.DeletedAt,
        By = handoff.By,
        CreatedBy = handoff.CreatedBy,
        Data = HandoffWriter.ToData(handoff),
        Body = handoff.Body,
        Search = search,
    };

    /// <summary>The next version of a handoff, with everything that names it.</summary>
    public static Handoff Next(Handoff current, DateTimeOffset now, Provenance by)
        => current with { Version = current.Version + 1, UpdatedAt = Baton.Memory.Time.MemoryClock.NotBefore(current.UpdatedAt, now), By = by, SavedBy = current.SavedBy ?? current.By };

    public static SearchText SearchOf(Handoff handoff, ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder(handoff.Summary).Append('\n');
        foreach (var list in new[] { handoff.Decisions, handoff.Pending, handoff.Changed, handoff.NextActions, handoff.Blockers })
        {
            foreach (var item in list) text.Append(item).Append('\n');
        }
        foreach (var file in handoff.Files) text.Append(file.Note).Append('\n');
        foreach (var comment in handoff.Comments) text.Append(comment.Text).Append('\n');
        text.Append(handoff.Outcome?.Text).Append('\n').Append(Encoding.UTF8.GetString(body));
        var keywords = string.Join(' ', [.. handoff.Tags, .. handoff.Files.Select(file => file.Path), handoff.CreatedBy.Principal, handoff.CreatedBy.Client ?? ""]);
        return Indexing.Of($"{handoff.Title} {handoff.Key}", keywords, text.ToString());
    }
}
