using System.Globalization;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;

namespace Baton.Memory.Dialects.M3.Tasks;

/// <summary>Tasks as they are said.</summary>
internal static class M3TaskReply
{
    public static ToolReply Shown(string what, TaskWritten written, DateTimeOffset now, string? token = null)
        => ScreenedReply.Of(string.Create(CultureInfo.InvariantCulture, $"{what}: {written.Task.Id}, {M3States.WordOf(written.Task.StatusAt(now))}, version {written.Task.Version}."), written.Redacted, written.Warnings, json =>
        {
            M3Rows.Task(json, written.Task, now);
            json.Text("claim_token", token);
        });

    public static string Line(TaskRecord task, DateTimeOffset now)
        => $"{task.Id} ({M3States.WordOf(task.StatusAt(now))}{(task.To is { } owner ? $", {M3Rows.Line(owner)}" : "")}): {M3Rows.Line(task.Title)}";
}
