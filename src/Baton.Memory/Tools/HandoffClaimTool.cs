using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Json;
using Baton.Memory.Server;
using Baton.Memory.Time;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class HandoffClaimTool(HandoffOperations handoffs) : ITool
{
    private const long StandardLease = 1800;

    public ToolSpec Spec { get; } = new()
    {
        Name = "handoff_claim",
        Title = "Claim a handoff",
        Toolset = "core",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: false, Idempotent: false),
        Description = "Take an open handoff before working on it: exactly one claimer wins. Returns claim.token; keep it, for renew, release, finishing (handoff_update status done) and session_close. A loser gets code claimed with holder and time. When the lease lapses the handoff is open again.",
        Parameters =
        [
            Common.Id,
            Common.Key,
            Common.Project,
            new Parameter("lease_seconds", Integer) { Least = 1, Most = 604_800, About = "Default 1800." },
            Common.ClaimToken,
            new Parameter("renew", ParameterKind.Boolean),
            new Parameter("release", ParameterKind.Boolean),
            Common.IdempotencyKey,
        ],
        Output = "{\"handoff\":" + Common.HandoffBrief + ""","claim":{"type":["object","null"],"properties":{"token":{"type":"string"},"holder":{"type":"string"},"until":{"type":"string"}}}}""",
        Always = ["handoff", "claim"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new HandoffClaimRequest
        {
            Ref = arguments.Ref,
            Lease = TimeSpan.FromSeconds(arguments.Integer("lease_seconds") ?? StandardLease),
            Token = arguments.Text("claim_token"),
            Renew = arguments.Flag("renew"),
            Release = arguments.Flag("release"),
            Idempotency = arguments.Idempotency,
        };
        if (!(await handoffs.ClaimAsync(caller, request, cancellationToken)).TryGet(out var claimed, out var failure)) return Reply.Of(failure);
        var claim = claimed.Token is null ? null : claimed.Handoff.Claim;
        var text = claim is null
            ? $"Released {claimed.Handoff.Id}; it is open."
            : string.Create(CultureInfo.InvariantCulture, $"{claimed.Handoff.Id} is yours until {Instants.Format(claim.Until)}. claim_token: {claimed.Token}");
        return Reply.Of(text, json =>
        {
            HandoffJson.Record(json, claimed.Handoff, claimed.Now);
            if (claim is null)
            {
                json.WriteNull("claim");
                return;
            }
            json.WriteStartObject("claim");
            json.Text("token", claimed.Token);
            HandoffJson.Holder(json, claim);
            json.WriteEndObject();
        });
    }
}
