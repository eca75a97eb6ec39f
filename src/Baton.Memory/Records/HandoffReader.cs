using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>Reads a handoff from what <see cref="HandoffWriter.ToData"/> wrote.</summary>
internal static class HandoffReader
{
    public static Handoff Read(StoredVersion stored) => StoredData.Read(stored, static version => Read(version.Data.Span));

    public static Handoff Read(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        return Read(ref reader);
    }

    private static Handoff Read(ref Utf8JsonReader reader)
    {
        string id = "", key = "", project = "", summary = "", status = HandoffStatus.Open;
        string? thread = null, title = null, to = null, sha256 = null;
        int version = 0, priority = 0;
        long bytes = 0;
        var pinned = false;
        ImmutableArray<string> decisions = [], pending = [], changed = [], next = [], blockers = [], refs = [], tags = [], merged = [];
        ImmutableArray<string>? segments = null;
        ImmutableArray<FileNote> files = [];
        ImmutableArray<Comment> comments = [];
        ImmutableArray<SuspiciousMark> suspicious = [];
        var labels = ImmutableSortedDictionary<string, string>.Empty;
        WorkClaim? claim = null;
        WorkOutcome? outcome = null;
        Workspace? workspace = null;
        AppendState? append = null;
        OpenSecret? open = null;
        DateTimeOffset? expires = null, deleted = null;
        DateTimeOffset created = default, saved = default, updated = default;
        Provenance? by = null, createdBy = null, savedBy = null;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "id": id = reader.Required(); break;
                case "key": key = reader.Required(); break;
                case "project": project = reader.Required(); break;
                case "version": version = reader.GetInt32(); break;
                case "thread": thread = reader.GetString(); break;
                case "title": title = reader.GetString(); break;
                case "status": status = reader.Required(); break;
                case "bytes": bytes = reader.GetInt64(); break;
                case "sha256": sha256 = reader.GetString(); break;
                case "segments": segments = reader.Texts(); break;
                case "to": to = reader.GetString(); break;
                case "priority": priority = reader.GetInt32(); break;
                case "pinned": pinned = reader.GetBoolean(); break;
                case "expires_at": expires = reader.Instant(); break;
                case "created_at": created = reader.Instant(); break;
                case "updated_at": updated = reader.Instant(); break;
                case "saved_at": saved = reader.Instant(); break;
                case "deleted_at": deleted = reader.Instant(); break;
                case "summary": summary = reader.Required(); break;
                case "decisions": decisions = reader.Texts(); break;
                case "pending": pending = reader.Texts(); break;
                case "changed": changed = reader.Texts(); break;
                case "next_actions": next = reader.Texts(); break;
                case "blockers": blockers = reader.Texts(); break;
                case "files": files = reader.Elements(PartReaders.File); break;
                case "refs": refs = reader.Texts(); break;
                case "tags": tags = reader.Texts(); break;
                case "comments": comments = reader.Elements(PartReaders.Comment); break;
                case "outcome": outcome = PartReaders.Outcome(ref reader); break;
                case "workspace": workspace = PartReaders.Workspace(ref reader); break;
                case "suspicious": suspicious = reader.Elements(PartReaders.Suspicious); break;
                case "labels": labels = PartReaders.Labels(ref reader); break;
                case "merged_from": merged = reader.Texts(); break;
                case "claim": claim = PartReaders.Claim(ref reader); break;
                case "append": append = Append(ref reader); break;
                case "open_secret": open = Open(ref reader); break;
                case "by": by = PartReaders.Provenance(ref reader); break;
                case "saved_by": savedBy = PartReaders.Provenance(ref reader); break;
                case "created_by": createdBy = PartReaders.Provenance(ref reader); break;
                default: reader.Skip(); break;
            }
        }
        return new Handoff
        {
            Id = id, Key = key, Project = project, Version = version, Thread = thread, Title = title, Summary = summary,
            Body = segments is { } kept ? new StoredBody(kept, bytes, sha256 ?? throw new JsonException("The body has no SHA-256.")) : null,
            Decisions = decisions, Pending = pending, Changed = changed, NextActions = next, Blockers = blockers,
            Files = files, Refs = refs, Tags = tags, Status = status, Claim = claim, To = to, Priority = priority,
            ExpiresAt = expires, Pinned = pinned, Comments = comments, Outcome = outcome, Workspace = workspace,
            Suspicious = suspicious, Labels = labels, MergedFrom = merged, Append = append, OpenSecret = open, CreatedAt = created, SavedAt = saved,
            UpdatedAt = updated, DeletedAt = deleted, By = by ?? throw new JsonException("The handoff does not say who wrote it."), CreatedBy = createdBy ?? by, SavedBy = savedBy,
        };
    }

    private static AppendState Append(ref Utf8JsonReader reader)
    {
        long seq = 0;
        var sha256 = "";
        while (reader.NextMember(out var name))
        {
            if (name == "seq") seq = reader.GetInt64();
            else if (name == "sha256") sha256 = reader.Required();
            else reader.Skip();
        }
        return new AppendState(seq, sha256);
    }

    private static OpenSecret Open(ref Utf8JsonReader reader)
    {
        string kind = "", prefix = "";
        var atLineStart = false;
        while (reader.NextMember(out var name))
        {
            if (name == "kind") kind = reader.Required();
            else if (name == "prefix") prefix = reader.Required();
            else if (name == "at_line_start") atLineStart = reader.GetBoolean();
            else reader.Skip();
        }
        return new OpenSecret(kind, prefix, atLineStart);
    }
}
