using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Time;

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
        Output = "{\"task\":" + TaskJson.Schema + ",\"claim\":" + ClaimParameters.Schema + "}",
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
        var claim = claimed.Token is null ? null : claimed.Task.Claim;
        var text = claim is null
            ? $"Released {claimed.Task.Id}; it is open."
            : string.Create(CultureInfo.InvariantCulture, $"{claimed.Task.Id} is yours until {Instants.Format(claim.Until)}. claim_token: {claimed.Token}");
        return Reply.Of(text, json =>
        {
            TaskJson.Record(json, claimed.Task, claimed.Now);
            ClaimParameters.Write(json, claim, claimed.Token);
        });
    }
}
