using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>Reads a task from what <see cref="TaskWriter.ToData"/> wrote.</summary>
internal static class TaskReader
{
    public static TaskRecord Read(StoredVersion stored) => StoredData.Read(stored, static version => Read(version.Data.Span));

    public static TaskRecord Read(ReadOnlySpan<byte> data)
    {
        string id = "", project = "", title = "", status = TaskState.Open;
        string? key = null, description = null, to = null, parent = null, result = null;
        int version = 0, priority = 0;
        ImmutableArray<string> tags = [];
        ImmutableArray<SuspiciousMark> suspicious = [];
        var labels = ImmutableSortedDictionary<string, string>.Empty;
        WorkClaim? claim = null;
        WorkOutcome? outcome = null;
        DateTimeOffset? due = null, deleted = null, saved = null;
        DateTimeOffset created = default, updated = default;
        Provenance? by = null, savedBy = null, createdBy = null;
        var reader = new Utf8JsonReader(data);
        reader.Read();
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "id": id = reader.Required(); break;
                case "key": key = reader.GetString(); break;
                case "project": project = reader.Required(); break;
                case "version": version = reader.GetInt32(); break;
                case "title": title = reader.Required(); break;
                case "status": status = reader.Required(); break;
                case "to": to = reader.GetString(); break;
                case "priority": priority = reader.GetInt32(); break;
                case "due_at": due = reader.Instant(); break;
                case "parent": parent = reader.GetString(); break;
                case "description": description = reader.GetString(); break;
                case "result": result = reader.GetString(); break;
                case "outcome": outcome = PartReaders.Outcome(ref reader); break;
                case "tags": tags = reader.Texts(); break;
                case "suspicious": suspicious = reader.Elements(PartReaders.Suspicious); break;
                case "labels": labels = PartReaders.Labels(ref reader); break;
                case "created_at": created = reader.Instant(); break;
                case "updated_at": updated = reader.Instant(); break;
                case "deleted_at": deleted = reader.Instant(); break;
                case "by": by = PartReaders.Provenance(ref reader); break;
                case "saved_at": saved = reader.Instant(); break;
                case "saved_by": savedBy = PartReaders.Provenance(ref reader); break;
                case "created_by": createdBy = PartReaders.Provenance(ref reader); break;
                case "claim": claim = PartReaders.Claim(ref reader); break;
                default: reader.Skip(); break;
            }
        }
        return new TaskRecord
        {
            Id = id, Key = key, Project = project, Version = version, Title = title, Description = description, Status = status,
            Claim = claim, To = to, Priority = priority, DueAt = due, Parent = parent, Result = result, Outcome = outcome,
            Tags = tags, Suspicious = suspicious, Labels = labels, CreatedAt = created, UpdatedAt = updated, DeletedAt = deleted,
            By = by ?? throw new JsonException("The task does not say who wrote it."), CreatedBy = createdBy ?? by, SavedBy = savedBy, SavedAt = saved,
        };
    }
}
