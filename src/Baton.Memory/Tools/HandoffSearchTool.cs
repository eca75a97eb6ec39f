using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class HandoffSearchTool(HandoffOperations handoffs) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "handoff_search",
        Title = "Search handoffs",
        Toolset = "core",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "Find handoffs by title, summary, lists and body, best first with snippets; without query, list them newest first. Without project it covers all you may see. Read one with handoff_load.",
        Parameters = [new Parameter("query", Plain), .. HandoffFilters.Parameters, Common.Limit(200, 20), Common.Cursor],
        Output = FoundReply.Output,
        Always = FoundReply.Always,
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new HandoffSearchRequest
        {
            Query = arguments.Text("query"),
            Filter = HandoffFilters.From(arguments),
            Limit = arguments.Count("limit") ?? 20,
            Cursor = arguments.Text("cursor"),
        };
        if (!(await handoffs.FindAsync(caller, request, cancellationToken)).TryGet(out var found, out var failure)) return Reply.Of(failure);
        return FoundReply.Of(found, request.Filter.Project);
    }
}
