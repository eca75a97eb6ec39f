using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class SupersedeInsightTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "supersede_insight";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var predecessor = arguments.RequiredText("predecessor_id");
        if (!SovereignLabels.Read(arguments, desk.Records.Limits, "carry_forward_summary", "reason", "by").TryGet(out var labels, out var large)) return Reply.Of(large);
        if (arguments.Text("action") == "revoke") return await RevokeAsync(caller, arguments, predecessor, labels, cancellationToken);
        if (arguments.Text("successor_id") is not { Length: > 0 } successor) return Reply.Of(Fail.Invalid("successor_id is required to link.", "/successor_id", "Record the successor first, or use action revoke."));
        if (!(await desk.Memories.GetAsync(caller, new RecordRef(successor), history: false, cancellationToken)).TryGet(out var got, out var missing)) return Reply.Of(SovereignDesk.Named(missing, successor, SovereignTypes.Insight) with { Path = "/successor_id" });
        var fields = new MemoryFields { Supersedes = [predecessor], Labels = Patch.Set(got.Memory.Labels.SetItems(labels)), IfMatch = got.Memory.Version };
        var linked = await desk.Memories.UpdateAsync(caller, new RecordRef(got.Memory.Id), fields, cancellationToken);
        return linked.TryGet(out var updated, out var failure) ? SavedReply.Of("Superseded by", "successor_id", arguments.Own(updated))
            : Reply.Of(failure.Path == "/supersedes/0" ? SovereignDesk.Named(failure, predecessor, SovereignTypes.Insight) with { Path = "/predecessor_id" } : failure);
    }

    /// <summary>Says the predecessor again, which brings it back into force; the successor keeps saying that it replaced it then.</summary>
    private async ValueTask<ToolReply> RevokeAsync(
        MemoryCaller caller, Arguments arguments, string predecessor, ImmutableSortedDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        if (!(await desk.Memories.GetAsync(caller, new RecordRef(predecessor), history: false, cancellationToken)).TryGet(out var got, out var missing)) return Reply.Of(SovereignDesk.Named(missing, predecessor, SovereignTypes.Insight) with { Path = "/predecessor_id" });
        if (got.Memory.SupersededBy is null) return Reply.Of(Fail.Invalid($"{got.Memory.Id} is not superseded.", "/predecessor_id"));
        var fields = new MemoryFields { Labels = Patch.Set(got.Memory.Labels.SetItems(labels)), IfMatch = got.Memory.Version };
        fields = got.Memory.Value is { } value ? fields with { Value = Patch.Set(value) } : fields with { Content = got.Memory.Content! };
        return (await desk.Memories.UpdateAsync(caller, new RecordRef(got.Memory.Id), fields, cancellationToken)).TryGet(out var updated, out var failure)
            ? SavedReply.Of("In force again", "predecessor_id", arguments.Own(updated)) : Reply.Of(failure);
    }
}
