using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Says what came of a handoff, and completes it; where another holds it, says so and leaves it claimed.</summary>
internal sealed class HandoffActedOnTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "handoff_acted_on";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.HandoffAsync(caller, arguments.RequiredText("handoff_path"), cancellationToken)).TryGet(out var handoff, out var unknown)) return Reply.Of(unknown);
        if (!SovereignLabels.Read(arguments, desk.Records.Limits, SovereignLabels.ConsumedBy).TryGet(out var labels, out var large)) return Reply.Of(large);
        var token = arguments.Text("claim_token") ?? await desk.Claims.HeldAsync(caller, handoff, cancellationToken);
        var other = token is null ? handoff.ClaimAt(desk.Records.Now) : null;
        var request = new HandoffUpdateRequest
        {
            Ref = new RecordRef(handoff.Id),
            Outcome = arguments.RequiredText("what_was_done"),
            Status = other is null ? HandoffStatus.Done : default(Patch<string>),
            ClaimToken = token,
            Labels = Patch.Set(handoff.Labels.SetItems(labels)),
        };
        if (!(await desk.Handoffs.UpdateAsync(caller, request, cancellationToken)).TryGet(out var updated, out var failure)) return Reply.Of(failure);
        updated = arguments.Own(updated);
        var notes = other is null ? updated.Warnings : updated.Warnings.Add($"{handoff.Id} stays claimed by {other.Holder} until {Instants.Format(other.Until)}; what was done is recorded.");
        return HandoffReply.Of("Acted on", updated.Handoff, desk.Records.Now, updated.Redacted, notes, json => json.WriteString("what_was_done", updated.Handoff.Outcome!.Text));
    }
}
