using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

internal sealed class RecallMemoryTool(RecordListing desk, MemoryOperations memories) : IDialectTool
{
    private const int Standard = 200;
    private readonly Recalling _recalling = new(desk, memories);

    public string Name => "recall_memory";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Time("since").TryGet(out var since, out var wrong)) return Reply.Of(wrong);
        var most = arguments.Count("limit") ?? Standard;
        ImmutableArray<string> types = arguments.Text("type") is { } type ? [type] : [];
        var filter = new RecordFilter { Kind = RecordKind.Memory, Types = types, UpdatedAfter = since.Value is { Ticks: > 0 } from ? from.AddTicks(-1) : null };
        var outcome = arguments.Text("query") is { Length: > 0 } query
            ? await _recalling.SearchAsync(caller, query, filter, most, cancellationToken)
            : await desk.RecallAsync(caller, new RecordQuestion<MemoryRecord>(filter, most), cancellationToken);
        if (!outcome.TryGet(out var found, out var failure)) return Reply.Of(failure);
        var note = found.Note("raise limit, or narrow with type, query or since");
        return Reply.Of(Recalling.Text(found, note), json =>
        {
            json.Objects("memories", found.Records, Recalling.Write);
            if (found.Records.IsEmpty) json.AllTexts("memories", []);
            json.Number("total", found.Total);
            json.Text("note", note);
        });
    }
}
