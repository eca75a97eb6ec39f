using Baton.Memory.Callers;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class TaskUpdateTool(TaskOperations tasks) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "task_update",
        Title = "Update a task",
        Toolset = "tasks",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Change a task's status or fields; what is left out stays. While a claim holds, status needs its claim_token. An illegal change of status is refused with the legal ones. outcome says what was done, what blocks it or why it failed; result names the memory that holds what came of it. Example: {\"id\":\"t_01J…\",\"status\":\"done\",\"result\":\"m_01J…\",\"claim_token\":\"ct_…\"}",
        Parameters =
        [
            Common.Id,
            Common.Key,
            Common.Project,
            new Parameter("status", Plain) { Words = TaskState.Writable },
            new Parameter("outcome", Plain) { Clearable = true },
            new Parameter("result", Plain) { Clearable = true, About = "Id of a memory." },
            TaskParameters.Title,
            .. TaskParameters.Fields,
            Common.ClaimToken,
            Common.IfMatch,
            Common.IdempotencyKey,
        ],
        Output = TaskJson.WrittenOutput,
        Always = ["task", "redacted", "warnings"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new TaskUpdateRequest
        {
            Ref = arguments.Ref,
            Fields = TaskParameters.From(arguments),
            Status = arguments.Text("status"),
            ClaimToken = arguments.Text("claim_token"),
            IfMatch = arguments.Count("if_match"),
            Idempotency = arguments.Idempotency,
        };
        return (await tasks.UpdateAsync(caller, request, cancellationToken)).TryGet(out var updated, out var failure)
            ? TaskJson.Written("Updated", updated)
            : Reply.Of(failure);
    }
}
