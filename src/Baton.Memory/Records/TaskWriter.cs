using System.Text.Json;
using Baton.Memory.Json;

namespace Baton.Memory.Records;

/// <summary>A task's members as JSON.</summary>
internal static class TaskWriter
{
    /// <summary>The record as the store keeps it.</summary>
    public static ReadOnlyMemory<byte> ToData(TaskRecord task) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        WriteMembers(json, task, task.Status);
        json.Claim(task.Claim);
        json.WriteEndObject();
    });

    /// <summary>Every member that the store and a reply share.</summary>
    public static void WriteMembers(Utf8JsonWriter json, TaskRecord task, string status)
    {
        WriteBrief(json, task, status);
        json.Text("description", task.Description);
        json.Text("result", task.Result);
        json.Outcome(task.Outcome);
        json.Texts("tags", task.Tags);
        json.Suspicious(task.Suspicious);
        json.Labels(task.Labels);
        json.Instant("created_at", task.CreatedAt);
        json.Instant("updated_at", task.UpdatedAt);
        json.Instant("deleted_at", task.DeletedAt);
        json.Provenance("by", task.By);
        json.Instant("saved_at", task.SavedAt);
        if (task.SavedBy is { } author) json.Provenance("saved_by", author);
        json.Provenance("created_by", task.CreatedBy);
    }

    /// <summary>What tells one task from another in a list of subtasks.</summary>
    public static void WriteBrief(Utf8JsonWriter json, TaskRecord task, string status)
    {
        json.WriteString("id", task.Id);
        json.Text("key", task.Key);
        json.WriteString("project", task.Project);
        json.WriteNumber("version", task.Version);
        json.WriteString("title", task.Title);
        json.WriteString("status", status);
        json.Text("to", task.To);
        json.WriteNumber("priority", task.Priority);
        json.Instant("due_at", task.DueAt);
        json.Text("parent", task.Parent);
    }
}
