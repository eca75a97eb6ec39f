using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class HandoffUpdateTool(HandoffOperations handoffs) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "handoff_update",
        Title = "Update a handoff",
        Toolset = "core",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Change a handoff's state without saving it anew: finish it (status done, outcome says what you did with it), comment, set next actions or tags, extend or pin. While a claim holds, status needs its claim_token; comments are free. Example: {\"id\":\"h_01J…\",\"status\":\"done\",\"outcome\":\"merged in 4f2a9c\",\"claim_token\":\"ct_…\"}",
        Parameters =
        [
            Common.Id,
            Common.Key,
            Common.Project,
            new Parameter("status", Plain) { Words = Common.WritableStatuses },
            Common.List("next_actions"),
            Common.Tags,
            new Parameter("outcome", Plain) { Clearable = true },
            new Parameter("comment", Plain),
            Common.Ttl,
            Common.Pinned,
            Common.ClaimToken,
            Common.IfMatch,
        ],
        Output = "{\"handoff\":" + Common.HandoffBrief + ",\"redacted\":" + Common.ObjectList + ",\"warnings\":" + Common.TextList + "}",
        Always = ["handoff"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new HandoffUpdateRequest
        {
            Ref = arguments.Ref,
            Status = arguments.Patch<string>("status"),
            NextActions = arguments.Patch<ImmutableArray<string>>("next_actions"),
            Tags = arguments.Patch<ImmutableArray<string>>("tags"),
            Outcome = arguments.Patch<string>("outcome"),
            Comment = arguments.Text("comment"),
            TimeToLive = arguments.Patch<TimeSpan>("ttl"),
            Pinned = arguments.Patch<bool>("pinned"),
            ClaimToken = arguments.Text("claim_token"),
            IfMatch = arguments.Count("if_match"),
        };
        if (!(await handoffs.UpdateAsync(caller, request, cancellationToken)).TryGet(out var updated, out var failure)) return Reply.Of(failure);
        return UpdatedReply.Of("Updated", updated);
    }
}
