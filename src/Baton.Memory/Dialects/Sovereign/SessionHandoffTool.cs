using System.Collections.Immutable;
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

/// <summary>Writes one more handoff, or reads the newest; none is written over, and earlier ones stay readable.</summary>
internal sealed class SessionHandoffTool(SovereignDesk desk) : IDialectTool
{
    private const int Earlier = 10;

    public string Name => "session_handoff";

    public ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => arguments.Text("action") == "write" ? WriteAsync(caller, arguments, cancellationToken) : ReadAsync(caller, arguments, cancellationToken);

    private async ValueTask<ToolReply> WriteAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        ImmutableArray<string> said = [.. arguments.Texts("next_priorities"), .. arguments.Texts("pending"), .. arguments.Texts("decisions"), .. arguments.Texts("changed")];
        var summary = arguments.Text("summary") is { Length: > 0 } given ? given : said.IsEmpty ? null : Excerpt.Line(string.Join("; ", said), 400);
        if (summary is null) return Reply.Of(Fail.Invalid("There is nothing to write.", "/summary", "Give summary, or one of decisions, pending, changed and next_priorities."));
        var request = new HandoffSaveRequest
        {
            Summary = summary,
            Project = arguments.Text("project"),
            Thread = Patch.SetOrKeep(arguments.Text("thread")),
            Decisions = arguments.Texts("decisions"),
            Pending = arguments.Texts("pending"),
            Changed = arguments.Texts("changed"),
            NextActions = arguments.Texts("next_priorities"),
        };
        return (await desk.Handoffs.SaveAsync(caller, request, cancellationToken)).TryGet(out var saved, out var failure)
            ? HandoffReply.Of("Handoff written", saved.Handoff, desk.Records.Now, saved.Redacted, saved.Warnings) : Reply.Of(failure);
    }

    private async ValueTask<ToolReply> ReadAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (project, thread) = (arguments.Text("project"), arguments.Text("thread"));
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
