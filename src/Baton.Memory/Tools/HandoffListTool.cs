using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Server;

namespace Baton.Memory.Tools;

internal sealed class HandoffListTool(HandoffOperations handoffs) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "handoff_list",
        Title = "List handoffs",
        Toolset = "more",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "List handoffs, newest first, by filters. Without project it covers all you may see.",
        Parameters = [.. HandoffFilters.Parameters, Common.Limit(200, 50), Common.Cursor],
        Output = FoundReply.Output,
        Always = FoundReply.Always,
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var request = new HandoffSearchRequest
        {
            Filter = HandoffFilters.From(arguments),
            Limit = arguments.Count("limit") ?? 50,
            Cursor = arguments.Text("cursor"),
        };
        if (!(await handoffs.FindAsync(caller, request, cancellationToken)).TryGet(out var found, out var failure)) return Reply.Of(failure);
        return FoundReply.Of(found, request.Filter.Project);
    }
}
