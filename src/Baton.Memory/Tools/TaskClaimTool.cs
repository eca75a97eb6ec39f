using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Server;
using Baton.Memory.Tasks;

namespace Baton.Memory.Tools;

internal sealed class TaskClaimTool(TaskOperations tasks) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "task_claim",
        Title = "Claim a task",
        Toolset = "tasks",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Take an open task before working on it: exactly one claimer wins. Returns claim.token; keep it, for renew, release and task_update status. A loser gets code claimed with holder and time. When the lease lapses the task is open again.",
        Parameters = ClaimParameters.All,
        Output = "{\"task\":" + TaskJson.Schema + ",\"claim\":" + ClaimParameters.Schema + ",\"warnings\":{\"type\":\"array\"}}",
        Always = ["task", "claim"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new TaskClaimRequest
        {
            Ref = arguments.Ref,
            Lease = ClaimParameters.Lease(arguments),
            Token = arguments.Text("claim_token"),
            Renew = arguments.Flag("renew"),
            Release = arguments.Flag("release"),
            Idempotency = arguments.Idempotency,
        };
        if (!(await tasks.ClaimAsync(caller, request, cancellationToken)).TryGet(out var claimed, out var failure)) return Reply.Of(failure);
        return Reply.Of(ClaimParameters.TextOf(claimed.Task, claimed.Token, claimed.Warnings), json =>
        {
            TaskJson.Record(json, claimed.Task, claimed.Now);
            ClaimParameters.Write(json, claimed.Task.Claim, claimed.Token);
            json.Texts("warnings", claimed.Warnings);
        });
    }
}
