using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Sessions;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Leaves the handoff and what was learned in one step, and completes the handoff that this session took.</summary>
internal sealed class CloseSessionTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "close_session";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (learned, surprise, next) = (arguments.RequiredText("what_i_learned"), arguments.Text("what_surprised_me"), arguments.Text("what_to_pick_up"));
        if (string.IsNullOrWhiteSpace(learned)) return Reply.Of(Fail.Invalid("what_i_learned is empty.", "/what_i_learned"));
        var limits = desk.Records.Limits;
        if ((Fail.IfOver("what_i_learned", learned, limits.SummaryBytes, "/what_i_learned") ?? Fail.IfOver("what_to_pick_up", next ?? "", limits.ItemBytes, "/what_to_pick_up")) is { } large)
        {
            return Reply.Of(large);
        }
        if (!SovereignLabels.Read(arguments, limits, SovereignLabels.SourceInstance).TryGet(out var labels, out large)) return Reply.Of(large);
        var thread = arguments.Filled("thread") ?? "general";
        var request = new SessionCloseRequest
        {
            Summary = learned,
            Thread = thread,
            NextActions = !string.IsNullOrWhiteSpace(next) ? [next] : [],
            Learned = !string.IsNullOrWhiteSpace(surprise) ? [Insight(learned, labels), Insight(surprise, labels)] : [Insight(learned, labels)],
            ClaimToken = await desk.HeldAsync(caller, thread, cancellationToken),
        };
        if (!(await desk.Sessions.CloseAsync(caller, request, cancellationToken)).TryGet(out var closed, out var failure)) return Reply.Of(failure);
        return HandoffReply.Of("Session closed, handoff", closed.Handoff, desk.Records.Now, arguments.Own(closed.Redacted), arguments.Own(closed.Warnings), json =>
        {
            if (closed.Completed is { } completed) json.WriteString("completed", completed);
            SovereignJson.All(json, "insights", closed.Saved.Memories, (writer, memory) => writer.WriteString("id", memory.Id));
        });
    }

    private static MemoryFields Insight(string content, ImmutableSortedDictionary<string, string> labels)
        => new() { Type = SovereignTypes.Insight, Content = content, Layer = MemoryLayer.Hypothesis, Tags = Patch.Set<ImmutableArray<string>>(["session"]), Labels = labels };
}
