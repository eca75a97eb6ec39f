using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>A memory as JSON, the same in the store and in replies.</summary>
internal static class MemoryWriter
{
    public static ReadOnlyMemory<byte> ToData(MemoryRecord memory) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        WriteMembers(json, memory);
        json.WriteEndObject();
    });

    public static string NameOf(Visibility visibility) => visibility switch
    {
        Visibility.Private => "private",
        Visibility.Shared => "shared",
        _ => "project",
    };

    public static void WriteMembers(Utf8JsonWriter json, MemoryRecord memory)
    {
        json.WriteString("id", memory.Id);
        json.Text("key", memory.Key);
        json.WriteString("project", memory.Project);
        json.WriteNumber("version", memory.Version);
        json.WriteString("type", memory.Type);
        json.Text("title", memory.Title);
        json.Text("content", memory.Content);
        if (memory.Value is { } value)
        {
            json.WritePropertyName("value");
            json.WriteRawValue(value.Span, skipInputValidation: true);
        }
        json.WriteString("visibility", NameOf(memory.Visibility));
        json.WriteString("owner", memory.Owner);
        json.Text("thread", memory.Thread);
        json.Number("position", memory.Position);
        json.Texts("tags", memory.Tags);
        json.Number("importance", memory.Importance);
        json.Number("confidence", memory.Confidence);
        json.WriteString("layer", memory.Layer);
        if (!memory.Evidence.IsDefaultOrEmpty)
        {
            json.WriteStartArray("evidence");
            foreach (var piece in memory.Evidence) json.WriteRawValue(piece, skipInputValidation: true);
            json.WriteEndArray();
        }
        json.WriteBoolean("pinned", memory.Pinned);
        json.Instant("expires_at", memory.ExpiresAt);
        json.Instant("valid_from", memory.ValidFrom);
        json.Instant("valid_to", memory.ValidTo);
        json.Texts("supersedes", memory.Supersedes);
        json.Text("superseded_by", memory.SupersededBy);
        json.Suspicious(memory.Suspicious);
        json.Labels(memory.Labels);
        json.Instant("created_at", memory.CreatedAt);
        json.Instant("updated_at", memory.UpdatedAt);
        json.Instant("deleted_at", memory.DeletedAt);
        json.Provenance("by", memory.By);
        json.Instant("saved_at", memory.SavedAt);
        if (memory.SavedBy is { } author) json.Provenance("saved_by", author);
        json.Provenance("created_by", memory.CreatedBy);
    }
}
