using System.Text.Json;
using Baton.Memory.Json;

namespace Baton.Memory.Records;

/// <summary>A notice's members as JSON, the same in the store and in replies.</summary>
internal static class NoticeWriter
{
    /// <summary>The record as the store keeps it.</summary>
    public static ReadOnlyMemory<byte> ToData(Notice notice) => JsonText.Write(json => WriteObject(json, notice));

    public static void WriteObject(Utf8JsonWriter json, Notice notice)
    {
        json.WriteStartObject();
        WriteMembers(json, notice);
        json.WriteEndObject();
    }

    public static void WriteMembers(Utf8JsonWriter json, Notice notice)
    {
        json.WriteString("id", notice.Id);
        json.WriteString("project", notice.Project);
        json.WriteNumber("version", notice.Version);
        json.WriteString("to", notice.To);
        json.Text("subject", notice.Subject);
        json.WriteString("message", notice.Message);
        json.Text("thread", notice.Thread);
        json.Texts("refs", notice.Refs);
        json.WriteNumber("priority", notice.Priority);
        json.True("private", notice.IsPrivate);
        json.Instant("expires_at", notice.ExpiresAt);
        json.Objects("read_by", notice.ReadBy, (writer, read) =>
        {
            writer.WriteString("principal", read.Principal);
            writer.Instant("at", read.At);
        });
        json.Suspicious(notice.Suspicious);
        json.Labels(notice.Labels);
        json.Instant("created_at", notice.CreatedAt);
        json.Instant("updated_at", notice.UpdatedAt);
        json.Instant("deleted_at", notice.DeletedAt);
        json.Provenance("by", notice.By);
        json.Provenance("created_by", notice.CreatedBy);
    }
}
