using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>What was learned before, and warnings, that a context brings to mind.</summary>
internal sealed class CheckMistakesTool(SovereignDesk desk) : IDialectTool
{
    public string Name => "check_mistakes";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.Records.ProjectAsync(caller, null, cancellationToken)).TryGet(out var project, out var refused)) return Reply.Of(refused);
        var request = new MemorySearchRequest { Query = arguments.RequiredText("context"), Project = project, Types = [SovereignTypes.Learning, MemoryType.Warning] };
        if (!(await desk.Memories.SearchAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return Reply.Of(failure);
        var found = new Listed<MemoryRecord>([.. page.Hits.Select(hit => MemoryReader.Read(hit.Record))], page.Total, page.NextCursor is not null);
        return Reply.Of(new StringBuilder().Append("Learnings that fit", found).Append(page.Explanation).ToString(), json =>
        {
            SovereignJson.Memories(json, "learnings", found.Records);
            json.WriteNumber("total", page.Total);
            json.WriteNumber("confidence", page.Confidence);
        });
    }
}
