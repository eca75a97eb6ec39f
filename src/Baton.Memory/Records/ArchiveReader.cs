using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>Reads an archive from what <see cref="ArchiveWriter.ToData"/> wrote.</summary>
internal static class ArchiveReader
{
    public static Archive Read(StoredVersion stored) => StoredData.Read(stored, static version => Read(version.Data.Span));

    public static Archive Read(ReadOnlySpan<byte> data)
    {
        string id = "", project = "", sha256 = "";
        string? key = null, title = null, thread = null;
        int version = 0, runFirst = 1, runBase = 0;
        var bytes = 0L;
        ArchiveChunk? chunk = null;
        byte[] state = [];
        ImmutableArray<string> tags = [];
        ImmutableArray<SuspiciousMark> suspicious = [];
        DateTimeOffset created = default, updated = default;
        DateTimeOffset? deleted = null;
        Provenance? by = null, createdBy = null;
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
                case "title": title = reader.GetString(); break;
                case "thread": thread = reader.GetString(); break;
                case "tags": tags = reader.Texts(); break;
                case "bytes": bytes = reader.GetInt64(); break;
                case "sha256": sha256 = reader.Required(); break;
                case "chunk": chunk = Chunk(ref reader); break;
                case "run_first": runFirst = reader.GetInt32(); break;
                case "run_base": runBase = reader.GetInt32(); break;
                case "sha256_state": state = reader.GetBytesFromBase64(); break;
                case "suspicious": suspicious = reader.Elements(PartReaders.Suspicious); break;
                case "created_at": created = reader.Instant(); break;
                case "updated_at": updated = reader.Instant(); break;
                case "deleted_at": deleted = reader.Instant(); break;
                case "by": by = PartReaders.Provenance(ref reader); break;
                case "created_by": createdBy = PartReaders.Provenance(ref reader); break;
                default: reader.Skip(); break;
            }
        }
        return new Archive
        {
            Id = id, Key = key, Project = project, Version = version, Title = title, Thread = thread, Tags = tags, Bytes = bytes, Sha256 = sha256,
            Chunk = chunk, Run = new ArchiveRun(runFirst, runBase), HashState = state, Suspicious = suspicious,
            CreatedAt = created, UpdatedAt = updated, DeletedAt = deleted,
            By = by ?? throw new JsonException("The archive does not say who wrote it."), CreatedBy = createdBy ?? by,
        };
    }

    private static ArchiveChunk Chunk(ref Utf8JsonReader reader)
    {
        var sha256 = "";
        var bytes = 0L;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "sha256": sha256 = reader.Required(); break;
                case "bytes": bytes = reader.GetInt64(); break;
                default: reader.Skip(); break;
            }
        }
        return new ArchiveChunk(sha256, bytes);
    }
}
