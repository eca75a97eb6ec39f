using System.Text.Json;
using Baton.Memory.Json;

namespace Baton.Memory.Records;

/// <summary>An archive's members as JSON; never its text.</summary>
internal static class ArchiveWriter
{
    /// <summary>The record as the store keeps it.</summary>
    public static ReadOnlyMemory<byte> ToData(Archive archive) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        WriteMembers(json, archive);
        if (archive.Chunk is { } chunk)
        {
            json.WriteStartObject("chunk");
            json.WriteString("sha256", chunk.Sha256);
            json.WriteNumber("bytes", chunk.Bytes);
            json.WriteEndObject();
        }
        json.WriteNumber("run_first", archive.Run.First);
        if (archive.Run.Base > 0) json.WriteNumber("run_base", archive.Run.Base);
        json.WriteBase64String("sha256_state", archive.HashState.Span);
        json.WriteEndObject();
    });

    /// <summary>Every member that the store and a reply share.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Archive archive)
    {
        json.WriteString("id", archive.Id);
        json.Text("key", archive.Key);
        json.WriteString("project", archive.Project);
        json.WriteNumber("version", archive.Version);
        json.Text("title", archive.Title);
        json.Text("thread", archive.Thread);
        json.Texts("tags", archive.Tags);
        json.WriteNumber("bytes", archive.Bytes);
        json.WriteString("sha256", archive.Sha256);
        json.Suspicious(archive.Suspicious);
        json.Instant("created_at", archive.CreatedAt);
        json.Instant("updated_at", archive.UpdatedAt);
        json.Instant("deleted_at", archive.DeletedAt);
        json.Provenance("by", archive.By);
        json.Provenance("created_by", archive.CreatedBy);
    }
}
