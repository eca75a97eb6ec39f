using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>Reads a notice from what <see cref="NoticeWriter.ToData"/> wrote.</summary>
internal static class NoticeReader
{
    public static Notice Read(StoredVersion stored) => StoredData.Read(stored, static version => Read(version.Data.Span));

    public static Notice Read(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        return Read(ref reader);
    }

    /// <summary>The reader stands on the object's start and is left on its end.</summary>
    public static Notice Read(ref Utf8JsonReader reader)
    {
        string id = "", project = "", to = "", message = "";
        string? subject = null, thread = null;
        int version = 0, priority = 0;
        var isPrivate = false;
        ImmutableArray<string> refs = [];
        ImmutableArray<NoticeRead> readBy = [];
        ImmutableArray<SuspiciousMark> suspicious = [];
        var labels = ImmutableSortedDictionary<string, string>.Empty;
        DateTimeOffset? expires = null, deleted = null;
        DateTimeOffset created = default, updated = default;
        Provenance? by = null, createdBy = null;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "id": id = reader.Required(); break;
                case "project": project = reader.Required(); break;
                case "version": version = reader.GetInt32(); break;
                case "to": to = reader.Required(); break;
                case "subject": subject = reader.GetString(); break;
                case "message": message = reader.Required(); break;
                case "thread": thread = reader.GetString(); break;
                case "refs": refs = reader.Texts(); break;
                case "priority": priority = reader.GetInt32(); break;
                case "private": isPrivate = reader.GetBoolean(); break;
                case "expires_at": expires = reader.Instant(); break;
                case "read_by": readBy = reader.Elements(ReadMark); break;
                case "suspicious": suspicious = reader.Elements(PartReaders.Suspicious); break;
                case "labels": labels = PartReaders.Labels(ref reader); break;
                case "created_at": created = reader.Instant(); break;
                case "updated_at": updated = reader.Instant(); break;
                case "deleted_at": deleted = reader.Instant(); break;
                case "by": by = PartReaders.Provenance(ref reader); break;
                case "created_by": createdBy = PartReaders.Provenance(ref reader); break;
                default: reader.Skip(); break;
            }
        }
        return new Notice
        {
            Id = id, Project = project, Version = version, To = to, Subject = subject, Message = message, Thread = thread, Refs = refs,
            Priority = priority, IsPrivate = isPrivate, ExpiresAt = expires, ReadBy = readBy, Suspicious = suspicious, Labels = labels,
            CreatedAt = created, UpdatedAt = updated, DeletedAt = deleted,
            By = by ?? throw new JsonException("The notice does not say who wrote it."), CreatedBy = createdBy ?? by,
        };
    }

    private static NoticeRead ReadMark(ref Utf8JsonReader reader)
    {
        var principal = "";
        DateTimeOffset at = default;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "principal": principal = reader.Required(); break;
                case "at": at = reader.Instant(); break;
                default: reader.Skip(); break;
            }
        }
        return new NoticeRead(principal, at);
    }
}
