using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class GetCompactionContextTool(SovereignDesk desk) : IDialectTool
{
    private const int Most = 3;

    public string Name => "get_compaction_context";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var newest = new RecordQuestion<MemoryRecord>(Compactions.Filter, Most);
        if (!(await desk.Records.RecallAsync(caller, newest, cancellationToken)).TryGet(out var found, out var failure)) return Reply.Of(failure);
        var note = found.Note("the earlier ones are kept; memory search finds them");
        return Reply.Of(new StringBuilder().Append("Compaction summaries", found).Append(note).ToString(), json =>
        {
            SovereignJson.Memories(json, "summaries", found.Records);
            json.Number("total", found.Total);
            json.Text("note", note);
        });
    }
}
