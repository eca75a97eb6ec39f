using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;

namespace Baton.Memory.Tools;

/// <summary>Tasks as structured content: raw, as of the moment of the reply.</summary>
internal static class TaskJson
{
    public const string Schema =
        """{"type":"object","properties":{"id":{"type":"string"},"project":{"type":"string"},"version":{"type":"integer"},"title":{"type":"string"},"status":{"type":"string"}},"required":["id","project","version","title","status"]}""";

    public const string WrittenOutput = "{\"task\":" + Schema + ",\"redacted\":" + Common.ObjectList + ",\"warnings\":" + Common.TextList + "}";

    public static void Record(Utf8JsonWriter json, TaskRecord task, DateTimeOffset now)
    {
        json.WriteStartObject("task");
        Members(json, task, now);
        json.WriteEndObject();
    }

    public static void Members(Utf8JsonWriter json, TaskRecord task, DateTimeOffset now)
    {
        TaskWriter.WriteMembers(json, task, task.StatusAt(now));
        json.True("overdue", task.IsOverdue(now));
        if (task.ClaimAt(now) is not { } claim) return;
        json.WriteStartObject("claim");
        ClaimParameters.Holder(json, claim);
        json.WriteEndObject();
    }

    public static ToolReply Written(string what, TaskWritten written)
        => Reply.Of(Notes.After(TaskText.Receipt(what, written.Task, written.Now), written.Redacted, written.Warnings), json =>
        {
            Record(json, written.Task, written.Now);
            json.Redacted(written.Redacted);
            json.AllTexts("warnings", written.Warnings);
        });
}
