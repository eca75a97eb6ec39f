using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class HandoffActedOnRecordsTool(SovereignDesk desk) : IDialectTool
{
    private const int Most = 100;

    public string Name => "handoff_acted_on_records";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        Handoff? only = null;
        if (arguments.Text("handoff_path") is { Length: > 0 } path && !(await desk.HandoffAsync(caller, path, cancellationToken)).TryGet(out only, out var unknown)) return Reply.Of(unknown);
        var question = new RecordQuestion<Handoff>(new RecordFilter { Kind = RecordKind.Handoff }, Most) { Fits = handoff => handoff.Outcome is not null, WithTotal = true };
        var listed = only is null ? await desk.Records.HandoffsAsync(caller, question, cancellationToken)
            : new Listed<Handoff>(only.Outcome is null ? [] : [only], only.Outcome is null ? 0 : 1, false);
        if (!listed.TryGet(out var found, out var failure)) return Reply.Of(failure);
        var note = found.Note("name a handoff_path for others");
        var text = new StringBuilder(Text.MarkedBlock.Notice).Append('\n');
        foreach (var handoff in found.Records) text.Append(handoff, $"{handoff.Summary}\nDone: {handoff.Outcome!.Text}");
        return Reply.Of(found.Records.IsEmpty ? "No handoff has been acted on." : text.Append(note).ToString(), json =>
        {
            SovereignJson.All(json, "records", found.Records, (writer, handoff) =>
            {
                writer.WriteString("handoff_path", handoff.Id);
                writer.WriteString("consumed_by", handoff.Labels.GetValueOrDefault(SovereignLabels.ConsumedBy) ?? handoff.Outcome!.Author);
                writer.WriteString("principal", handoff.Outcome!.Author);
                writer.WriteString("what_was_done", handoff.Outcome.Text);
                writer.Instant("at", handoff.Outcome.At);
            });
            json.Number("count", found.Total);
            json.Text("note", note);
        });
    }
}
