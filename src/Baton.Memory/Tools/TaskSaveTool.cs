using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Tasks;

namespace Baton.Memory.Tools;

internal sealed class TaskSaveTool(TaskOperations tasks) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "task_save",
        Title = "Save a task",
        Toolset = "tasks",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Write down work that someone should own; it starts open. A key that exists in the project gets a new version: fields left out keep their value, null or [] clears, the status stays. Move it on with task_claim and task_update. Example: {\"title\":\"Fix AuthTests\",\"to\":\"reviewer\",\"due_at\":\"2026-03-05\"}",
        Parameters =
        [
            TaskParameters.Title with { Required = true },
            .. TaskParameters.Fields,
            Common.Project,
            Common.Key,
            Common.IfMatch,
            Common.IdempotencyKey,
        ],
        Output = TaskJson.WrittenOutput,
        Always = ["task", "redacted", "warnings"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new TaskSaveRequest
        {
            Fields = TaskParameters.From(arguments),
            Project = arguments.Text("project"),
            Key = arguments.Text("key"),
            IfMatch = arguments.Count("if_match"),
            Idempotency = arguments.Idempotency,
        };
        return (await tasks.SaveAsync(caller, request, cancellationToken)).TryGet(out var saved, out var failure)
            ? TaskJson.Written("Saved", saved)
            : Reply.Of(failure);
    }
}
