using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>What is left to do and known. Reading takes handoffs only by claiming them, so of two sessions one has each.</summary>
internal sealed class WhereDidILeaveOffTool(SovereignDesk desk) : IDialectTool
{
    private const int Most = 10;

    public string Name => "where_did_i_leave_off";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (project, compact) = (arguments.Filled("project"), arguments.Flag("compact"));
        var consumes = !arguments.Given("consume") || arguments.Flag("consume");
        if (!(await desk.WaitingAsync(caller, project, arguments.Filled("thread"), withClaimed: true, Most, cancellationToken)).TryGet(out var waiting, out var failure)) return Reply.Of(failure);
        if (!(await desk.OpenThreadsAsync(caller, project, _ => true, compact ? 3 : Most, cancellationToken)).TryGet(out var threads, out failure)) return Reply.Of(failure);
        var insights = new RecordQuestion<MemoryRecord>(new RecordFilter { Kind = RecordKind.Memory, Project = project, TypesNone = SovereignTypes.Apart, TagsAny = arguments.Texts("domain_tags") }, compact ? 3 : Most) { Uncounted = true };
        if (!(await desk.Records.RecallAsync(caller, insights, cancellationToken)).TryGet(out var known, out failure)) return Reply.Of(failure);
        var taken = ImmutableArray.CreateBuilder<TakenHandoff>();
        foreach (var handoff in waiting.Records)
        {
            if (!(await TakenHandoff.TakeAsync(desk, caller, handoff, consumes, arguments.Flag("full_content"), cancellationToken)).TryGet(out var one, out failure)) return Reply.Of(failure);
            taken.Add(one);
        }
        var note = waiting.Note("those shown first are the newest; name a thread, or act on these");
        var text = new StringBuilder(MarkedBlock.Notice).Append(CultureInfo.InvariantCulture, $"\nHandoffs: {waiting.Total}\n");
        foreach (var one in taken) one.Append(text, compact);
        text.Append("Open threads", threads).Append("Recent insights", known).Append(note);
        return Reply.Of(text.ToString(), json =>
        {
            SovereignJson.All(json, "handoffs", taken.DrainToImmutable(), (writer, one) => one.Write(writer, desk.Records.Now));
            json.Number("waiting", waiting.Total);
            SovereignJson.Memories(json, "open_threads", threads.Records);
            SovereignJson.Memories(json, "insights", known.Records);
            json.Text("note", note);
        });
    }
}
