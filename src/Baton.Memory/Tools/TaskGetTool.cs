using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Text;

namespace Baton.Memory.Tools;

internal sealed class TaskGetTool(TaskOperations tasks) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "task_get",
        Title = "Get a task",
        Toolset = "tasks",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "Read one task whole, by id or by key, with its direct subtasks. history adds every version, oldest first.",
        Parameters = [Common.Id, Common.Key, Common.Project, new Parameter("history", ParameterKind.Boolean)],
        Output = "{\"task\":" + TaskJson.Schema + ",\"subtasks\":" + Common.ObjectList + ",\"more_subtasks\":{\"type\":\"integer\"},\"history\":" + Common.ObjectList + "}",
        Always = ["task", "subtasks"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var history = arguments.Flag("history");
        if (!(await tasks.GetAsync(caller, arguments.Ref, history, cancellationToken)).TryGet(out var got, out var failure)) return Reply.Of(failure);
        return Reply.Of(TextOf(got), json =>
        {
            TaskJson.Record(json, got.Task, got.Now);
            json.WriteStartArray("subtasks");
            foreach (var subtask in got.Subtasks)
            {
                json.WriteStartObject();
                TaskWriter.WriteBrief(json, subtask, subtask.StatusAt(got.Now));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (got.MoreSubtasks > 0) json.WriteNumber("more_subtasks", got.MoreSubtasks);
            if (!history) return;
            json.WriteStartArray("history");
            foreach (var version in got.History)
            {
                json.WriteStartObject();
                TaskWriter.WriteMembers(json, version, version.Status);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    private static string TextOf(TaskGot got)
    {
        var task = got.Task;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{TaskText.Receipt("Task", task, got.Now)} {MarkedBlock.Notice}\n");
        var content = new StringBuilder(TaskText.Line(task, got.Now));
        if (task.Description is { } description) content.Append('\n').Append(description);
        if (task.Outcome is { } outcome) content.Append(CultureInfo.InvariantCulture, $"\nOutcome ({outcome.Author}): {outcome.Text}");
        foreach (var subtask in got.Subtasks) content.Append("\n- ").Append(TaskText.Line(subtask, got.Now));
        MarkedBlock.Append(text, TaskText.Label(task), content.ToString());
        if (task.Result is { } result) text.Append(CultureInfo.InvariantCulture, $"Result: memory_get id={result}\n");
        if (got.MoreSubtasks > 0) text.Append(CultureInfo.InvariantCulture, $"{got.MoreSubtasks} more subtask(s): task_list parent={task.Id}\n");
        return text.ToString();
    }
}
