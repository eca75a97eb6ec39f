using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>Reads a memory from what <see cref="MemoryWriter.ToData"/> wrote.</summary>
internal static class MemoryReader
{
    public static MemoryRecord Read(StoredVersion stored) => StoredData.Read(stored, static version => Read(version.Data));

    public static MemoryRecord Read(ReadOnlyMemory<byte> data)
    {
        var reader = new Utf8JsonReader(data.Span);
        reader.Read();
        string id = "", project = "", owner = "", type = MemoryType.Fact, layer = MemoryLayer.Stated;
        string? key = null, title = null, content = null, thread = null, supersededBy = null;
        ReadOnlyMemory<byte>? value = null;
        var visibility = Visibility.Project;
        var version = 0;
        long? position = null;
        double? importance = null, confidence = null;
        var pinned = false;
        ImmutableArray<string> tags = [], evidence = [], supersedes = [];
        ImmutableArray<SuspiciousMark> suspicious = [];
        var labels = ImmutableSortedDictionary<string, string>.Empty;
        DateTimeOffset? expires = null, validFrom = null, validTo = null, deleted = null, saved = null;
        DateTimeOffset created = default, updated = default;
        Provenance? by = null, savedBy = null, createdBy = null;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "id": id = reader.Required(); break;
                case "key": key = reader.GetString(); break;
                case "project": project = reader.Required(); break;
                case "version": version = reader.GetInt32(); break;
                case "type": type = reader.Required(); break;
                case "title": title = reader.GetString(); break;
                case "content": content = reader.GetString(); break;
                case "value": value = data.Slice(ref reader); break;
                case "visibility": visibility = VisibilityOf(reader.Required()); break;
                case "owner": owner = reader.Required(); break;
                case "thread": thread = reader.GetString(); break;
                case "position": position = reader.GetInt64(); break;
                case "tags": tags = reader.Texts(); break;
                case "importance": importance = reader.GetDouble(); break;
                case "confidence": confidence = reader.GetDouble(); break;
                case "layer": layer = reader.Required(); break;
                case "evidence": evidence = Pieces(data, ref reader); break;
                case "pinned": pinned = reader.GetBoolean(); break;
                case "expires_at": expires = reader.Instant(); break;
                case "valid_from": validFrom = reader.Instant(); break;
                case "valid_to": validTo = reader.Instant(); break;
                case "supersedes": supersedes = reader.Texts(); break;
                case "superseded_by": supersededBy = reader.GetString(); break;
                case "suspicious": suspicious = reader.Elements(PartReaders.Suspicious); break;
                case "labels": labels = PartReaders.Labels(ref reader); break;
                case "created_at": created = reader.Instant(); break;
                case "updated_at": updated = reader.Instant(); break;
                case "deleted_at": deleted = reader.Instant(); break;
                case "by": by = PartReaders.Provenance(ref reader); break;
                case "saved_at": saved = reader.Instant(); break;
                case "saved_by": savedBy = PartReaders.Provenance(ref reader); break;
                case "created_by": createdBy = PartReaders.Provenance(ref reader); break;
                default: reader.Skip(); break;
            }
        }
        return new MemoryRecord
        {
            Id = id, Key = key, Project = project, Version = version, Visibility = visibility, Owner = owner, Type = type, Title = title,
            Content = content, Value = value, Thread = thread, Position = position, Tags = tags, Importance = importance,
            Confidence = confidence, Layer = layer, Evidence = evidence, Pinned = pinned, ExpiresAt = expires, ValidFrom = validFrom,
            ValidTo = validTo, Supersedes = supersedes, SupersededBy = supersededBy, Suspicious = suspicious, Labels = labels,
            CreatedAt = created, UpdatedAt = updated, DeletedAt = deleted, By = by ?? throw new JsonException("The memory does not say who wrote it."), CreatedBy = createdBy ?? by, SavedBy = savedBy, SavedAt = saved,
        };
    }

    public static Visibility VisibilityOf(string name) => name switch
    {
        "private" => Visibility.Private,
        "shared" => Visibility.Shared,
        _ => Visibility.Project,
    };

    private static ImmutableArray<string> Pieces(ReadOnlyMemory<byte> data, ref Utf8JsonReader reader)
    {
        var pieces = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            pieces.Add(Encoding.UTF8.GetString(data.Slice(ref reader).Span));
        }
        return pieces.DrainToImmutable();
    }
}
