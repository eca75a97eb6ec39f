using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Handoffs;

/// <summary>Marks a handoff of the inbox as read; it stays.</summary>
internal sealed class InboxAckTool(M3Desk desk) : MappedTool("memory_inbox_ack")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new HandoffLoadRequest { Ref = M3Desk.RefOf(arguments.RequiredText("memory_id")), View = HandoffView.Digest };
        if (!(await desk.Handoffs.LoadAsync(caller, request, cancellationToken)).TryGet(out var loaded, out var unknown))
        {
            return unknown with { Path = "/memory_id", Hint = "Give the id that memory_inbox showed." };
        }
        var read = loaded.Handoff.Labels.GetValueOrDefault(M3Labels.ReadAt) ?? Instants.Format(desk.Now);
        var update = new HandoffUpdateRequest { Ref = new RecordRef(loaded.Handoff.Id), Labels = loaded.Handoff.Labels.SetItem(M3Labels.ReadAt, read), IfMatch = loaded.Handoff.Version };
        if ((await desk.Handoffs.UpdateAsync(caller, update, cancellationToken)).Failure is { } failure) return failure;
        return Reply.Of($"Acknowledged: {loaded.Handoff.Id}", json =>
        {
            json.WriteString("id", loaded.Handoff.Id);
            json.WriteString(M3Labels.ReadAt, read);
        });
    }
}
