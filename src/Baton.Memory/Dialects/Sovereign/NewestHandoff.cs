using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>The newest handoff, whole, and the ids of those before it, which stay readable.</summary>
internal sealed class NewestHandoff(SovereignDesk desk)
{
    private const int Earlier = 10;

    public async ValueTask<ToolReply> ReadAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (project, thread) = (arguments.Filled("project"), arguments.Filled("thread"));
        var newest = await desk.Handoffs.LoadAsync(caller, new HandoffLoadRequest { Project = project, Thread = thread, View = HandoffView.Digest }, cancellationToken);
        if (newest.Failure is { Code: FailureCode.NotFound }) return Reply.Of("No handoff has been written yet.", json => json.WriteNull("handoff"));
        if (!newest.TryGet(out var found, out var failure)) return Reply.Of(failure);
        var filter = new RecordFilter { Kind = RecordKind.Handoff, Project = project, Thread = thread };
        var others = new RecordQuestion<Handoff>(filter, Earlier) { Fits = handoff => handoff.Id != found.Handoff.Id };
        if (!(await desk.Records.HandoffsAsync(caller, others, cancellationToken)).TryGet(out var earlier, out failure)) return Reply.Of(failure);
        var taken = await TakenHandoff.TakeAsync(desk, caller, found.Handoff, consumes: false, isWhole: true, cancellationToken);
        if (!taken.TryGet(out var shown, out failure)) return Reply.Of(failure);
        var text = new StringBuilder(MarkedBlock.Notice).Append('\n');
        shown.Append(text, isCompact: false);
        if (!earlier.Records.IsEmpty) text.Append("Earlier: ").AppendJoin(", ", earlier.Records.Select(handoff => handoff.Id)).Append(earlier.HasMore ? " and more\n" : "\n");
        return Reply.Of(text.ToString(), json =>
        {
            json.WriteStartObject("handoff");
            shown.Write(json, desk.Records.Now);
            json.WriteEndObject();
            SovereignJson.All(json, "earlier", earlier.Records, (writer, handoff) => SovereignJson.Handoff(writer, handoff, desk.Records.Now));
            json.WriteBoolean("has_more", earlier.HasMore);
        });
    }
}
