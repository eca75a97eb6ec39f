using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Handoffs;
using Baton.Memory.Server;

namespace Baton.Memory.Tools;

internal sealed class HandoffClaimTool(HandoffOperations handoffs) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "handoff_claim",
        Title = "Claim a handoff",
        Toolset = "core",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Take an open handoff before working on it: exactly one claimer wins. Returns claim.token; keep it, for renew, release, finishing (handoff_update status done) and session_close. A loser gets code claimed with holder and time. When the lease lapses the handoff is open again.",
        Parameters = ClaimParameters.All,
        Output = "{\"handoff\":" + Common.HandoffBrief + ",\"claim\":" + ClaimParameters.Schema + ",\"warnings\":{\"type\":\"array\"}}",
        Always = ["handoff", "claim"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new HandoffClaimRequest
        {
            Ref = arguments.Ref,
            Lease = ClaimParameters.Lease(arguments),
            Token = arguments.Text("claim_token"),
            Renew = arguments.Flag("renew"),
            Release = arguments.Flag("release"),
            Idempotency = arguments.Idempotency,
        };
        if (!(await handoffs.ClaimAsync(caller, request, cancellationToken)).TryGet(out var claimed, out var failure)) return Reply.Of(failure);
        return Reply.Of(ClaimParameters.TextOf(claimed.Handoff, claimed.Token, claimed.Warnings), json =>
        {
            HandoffJson.Record(json, claimed.Handoff, claimed.Now);
            ClaimParameters.Write(json, claimed.Handoff.Claim, claimed.Token);
            json.Texts("warnings", claimed.Warnings);
        });
    }
}
