using System.Globalization;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Tasks;

/// <summary>Tasks as they are said.</summary>
internal static class M3TaskReply
{
    public static ToolReply Shown(string what, TaskRecord task, DateTimeOffset now, string? token = null)
        => Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{what}: {task.Id}, {M3States.WordOf(task.StatusAt(now))}, version {task.Version}."), json =>
        {
            M3Rows.Task(json, task, now);
            json.Text("claim_token", token);
        });

    /// <summary>What M3 calls the argument that a native refusal names.</summary>
    public static string? PathOf(string? path) => path switch
    {
        "/parent" => "/parent_task_id",
        "/to" => "/owner_agent",
        _ => path,
    };

    public static string Line(TaskRecord task, DateTimeOffset now)
        => $"{task.Id} ({M3States.WordOf(task.StatusAt(now))}{(task.To is { } owner ? $", {M3Rows.Line(owner)}" : "")}): {M3Rows.Line(task.Title)}";
}
