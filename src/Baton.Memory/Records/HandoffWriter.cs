using System.Text.Json;
using Baton.Memory.Json;

namespace Baton.Memory.Records;

/// <summary>A handoff's members as JSON: everything but the body's bytes and the claim, which the store and replies show differently.</summary>
internal static class HandoffWriter
{
    /// <summary>The record as the store keeps it.</summary>
    public static ReadOnlyMemory<byte> ToData(Handoff handoff) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        WriteMembers(json, handoff, handoff.Status);
        json.Claim(handoff.Claim);
        if (handoff.Body is { } body) json.AllTexts("segments", body.Segments);
        if (handoff.Append is { } append)
        {
            json.WriteStartObject("append");
            json.WriteNumber("seq", append.Seq);
            json.WriteString("sha256", append.Sha256);
            json.WriteEndObject();
        }
        if (handoff.OpenSecret is { } open)
        {
            json.WriteStartObject("open_secret");
            json.WriteString("kind", open.Kind);
            json.WriteString("prefix", open.Prefix);
            json.WriteBoolean("at_line_start", open.AtLineStart);
            json.WriteEndObject();
        }
        if (handoff.SavedBy is { } author) json.Provenance("saved_by", author);
        json.WriteEndObject();
    }, 1024);

    /// <summary>What identifies a handoff and tells its state: the answer to a write.</summary>
    public static void WriteReceipt(Utf8JsonWriter json, Handoff handoff, string status)
    {
        json.WriteString("id", handoff.Id);
        json.WriteString("key", handoff.Key);
        json.WriteString("project", handoff.Project);
        json.WriteNumber("version", handoff.Version);
        json.Text("thread", handoff.Thread);
        json.Text("title", handoff.Title);
        json.WriteString("status", status);
        json.WriteNumber("bytes", handoff.Body?.Bytes ?? 0);
        json.Text("sha256", handoff.Body?.Sha256);
        json.Text("to", handoff.To);
        json.WriteNumber("priority", handoff.Priority);
        json.WriteBoolean("pinned", handoff.Pinned);
        json.Instant("expires_at", handoff.ExpiresAt);
        json.Instant("created_at", handoff.CreatedAt);
        json.Instant("updated_at", handoff.UpdatedAt);
    }

    /// <summary>Every member that the store and a reply share.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Handoff handoff, string status)
    {
        WriteReceipt(json, handoff, status);
        json.WriteString("summary", handoff.Summary);
        json.Texts("decisions", handoff.Decisions);
        json.Texts("pending", handoff.Pending);
        json.Texts("changed", handoff.Changed);
        json.Texts("next_actions", handoff.NextActions);
        json.Texts("blockers", handoff.Blockers);
        json.Files(handoff.Files);
        json.Texts("refs", handoff.Refs);
        json.Texts("tags", handoff.Tags);
        json.Comments(handoff.Comments);
        json.Outcome(handoff.Outcome);
        json.Workspace(handoff.Workspace);
        json.Suspicious(handoff.Suspicious);
        json.Labels(handoff.Labels);
        json.Texts("merged_from", handoff.MergedFrom);
        json.Instant("saved_at", handoff.SavedAt);
        json.Instant("deleted_at", handoff.DeletedAt);
        json.Provenance("by", handoff.By);
        json.Provenance("created_by", handoff.CreatedBy);
    }
}
