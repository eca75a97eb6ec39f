using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.M3;

/// <summary>Records in the members that M3's rows have.</summary>
internal static class M3Rows
{
    public static void Memory(Utf8JsonWriter json, MemoryRecord memory)
    {
        json.WriteString("id", memory.Id);
        json.WriteString("type", memory.Type);
        json.WriteString("title", memory.Title ?? "");
        json.WriteString("content", MemoryRow.TextOf(memory));
        Labelled(json, memory.Labels);
        json.WriteNumber("importance", memory.Importance ?? 0.5);
        json.WriteString("scope", M3Scope.WordOf(memory.Visibility, memory.Labels.GetValueOrDefault(M3Labels.Scope)));
        json.Text("conversation_id", memory.Thread);
        json.Instant("valid_from", memory.ValidFrom);
        json.Instant("valid_to", memory.ValidTo);
        json.Instant("expires_at", memory.ExpiresAt);
        json.WriteBoolean("pinned", memory.Pinned);
        json.WriteNumber("version", memory.Version);
        json.WriteString("project", memory.Project);
        json.Text("superseded_by", memory.SupersededBy);
        json.WriteString("content_hash", ForeignJson.Digest(Encoding.UTF8.GetBytes(MemoryRow.TextOf(memory))));
        json.Text("principal", memory.CreatedBy.Principal);
        json.Instant("created_at", memory.CreatedAt);
        json.Instant("updated_at", memory.UpdatedAt);
    }

    /// <summary>A handoff as an item of an inbox or a search.</summary>
    public static void Handoff(Utf8JsonWriter json, Handoff handoff, DateTimeOffset now)
    {
        json.WriteString("id", handoff.Id);
        json.WriteString("type", M3Types.Handoff);
        json.WriteString("title", handoff.Title ?? "");
        json.WriteString("content", handoff.Summary);
        json.WriteString("summary", handoff.Summary);
        json.AllTexts("next_steps", handoff.NextActions);
        json.Text("to_agent", handoff.To);
        Labelled(json, handoff.Labels);
        json.Texts("context_ids", handoff.Refs);
        json.WriteString("status", handoff.StatusAt(now));
        json.WriteBoolean("unread", !handoff.Labels.ContainsKey(M3Labels.ReadAt));
        json.WriteNumber("version", handoff.Version);
        json.WriteString("key", handoff.Key);
        json.WriteString("project", handoff.Project);
        json.Text("principal", handoff.CreatedBy.Principal);
        json.Instant("created_at", handoff.CreatedAt);
        json.Instant("updated_at", handoff.UpdatedAt);
    }

    public static void Task(Utf8JsonWriter json, TaskRecord task, DateTimeOffset now)
    {
        json.WriteString("id", task.Id);
        json.WriteString("title", task.Title);
        json.WriteString("description", task.Description ?? "");
        json.WriteString("state", M3States.WordOf(task.StatusAt(now)));
        json.WriteString("owner_agent", task.To ?? "");
        json.WriteString("created_by", task.Labels.GetValueOrDefault(M3Labels.CreatedBy) ?? task.CreatedBy.Principal);
        json.Text("parent_task_id", task.Parent);
        json.Text("result_memory_id", task.Result);
        json.WriteString("metadata_json", task.Labels.GetValueOrDefault(M3Labels.Metadata) ?? "{}");
        json.Text("actor", task.Labels.GetValueOrDefault(M3Labels.Actor));
        json.Text("holder", task.ClaimAt(now)?.Holder);
        json.WriteNumber("version", task.Version);
        json.WriteString("project", task.Project);
        json.Instant("created_at", task.CreatedAt);
        json.Instant("updated_at", task.UpdatedAt);
    }

    /// <summary>Two memories that say the same.</summary>
    public static void Pair(Utf8JsonWriter json, DuplicatePair pair)
    {
        json.WriteString("keep", pair.Newer.Id);
        json.WriteString("duplicate", pair.Older.Id);
        json.WriteNumber("score", pair.Score);
        json.WriteBoolean("pinned", pair.Older.Pinned);
    }

    /// <summary>That something was marked deleted; nothing here destroys.</summary>
    public static ToolReply Deleted(string what, string id, bool hard)
    {
        var note = hard ? "Marked deleted; only an operator destroys, with baton purge." : "Marked deleted; it can be restored.";
        return Reply.Of($"{what}: {id}. {note}", json =>
        {
            json.WriteString("id", id);
            json.WriteBoolean("deleted", true);
            json.WriteBoolean("hard", false);
            json.WriteString("note", note);
        });
    }

    public static ToolReply Pinned(string what, MemoryRecord memory) => Reply.Of($"{what}: {memory.Id}", json =>
    {
        json.WriteString("id", memory.Id);
        json.WriteBoolean("pinned", memory.Pinned);
        json.WriteNumber("version", memory.Version);
    });

    /// <summary>A title or summary on one line, in a reply's text.</summary>
    public static string Line(string text) => MarkedBlock.Escape(Excerpt.Line(text, 200));

    private static void Labelled(Utf8JsonWriter json, ImmutableSortedDictionary<string, string> labels)
    {
        json.WriteString("metadata_json", labels.GetValueOrDefault(M3Labels.Metadata) ?? "{}");
        foreach (var name in (string[])[M3Labels.AgentId, M3Labels.ModelId, M3Labels.ChangeAgent, M3Labels.Source, M3Labels.UserId, M3Labels.FromAgent, M3Labels.TaskId, M3Labels.RefreshOn, M3Labels.RefreshReason, M3Labels.ReadAt])
        {
            json.Text(name, labels.GetValueOrDefault(name));
        }
    }
}
