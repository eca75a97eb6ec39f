using System.Globalization;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>A task in Ainote's members.</summary>
internal static class TaskJson
{
    public const string Pending = "pending";
    public const string Completed = "completed";

    /// <summary>What is finished, however it ended, is completed; all else is pending.</summary>
    public static string StatusOf(TaskRecord task) => TaskState.Finished.Contains(task.Status) ? Completed : Pending;

    public static void Members(Utf8JsonWriter json, TaskRecord task)
    {
        json.WriteString("id", task.Id);
        json.WriteString("content", task.Title);
        json.WriteString("status", StatusOf(task));
        json.WriteString("state", task.Status);
        json.WriteBoolean("is_important", task.Priority > 0);
        json.Text("notes", task.Description);
        foreach (var name in TaskLabels.Texts) json.Text(name, task.Labels.GetValueOrDefault(name));
        foreach (var name in TaskLabels.Numbers)
        {
            if (double.TryParse(task.Labels.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number)) json.WriteNumber(name, number);
        }
        if (task.Labels.TryGetValue(TaskLabels.AllDay, out var allDay)) json.WriteBoolean(TaskLabels.AllDay, allDay == "true");
        json.Instant("due_at", task.DueAt);
        json.Instant("completed_at", CompletedAt(task));
        json.WriteNumber("version", task.Version);
        json.WriteString("project", task.Project);
        json.Instant("created_at", task.CreatedAt);
        json.Instant("updated_at", task.UpdatedAt);
    }

    /// <summary>As it was said, else when it was written that it is done.</summary>
    public static DateTimeOffset? CompletedAt(TaskRecord task)
        => StatusOf(task) != Completed ? null
            : task.Labels.GetValueOrDefault(TaskLabels.CompletedAt) is { } text && Time.Instants.TryParse(text, out var at, out _) ? at : task.UpdatedAt;
}
