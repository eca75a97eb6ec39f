using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Searching;

/// <summary>Messages of conversations.</summary>
internal sealed class ConversationSearchTool(M3Desk desk) : MappedTool("conversation_search")
{
    private readonly M3Searching _searching = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("k", 8, 200).TryGet(out var k, out var wrong)) return wrong;
        if (!(await desk.Records.ProjectAsync(caller, arguments.Filled("project"), cancellationToken)).TryGet(out var project, out var failure)) return failure;
        var request = new MemorySearchRequest { Query = arguments.RequiredText("query"), Project = project, Types = [M3Types.Message], Limit = k };
        return (await _searching.MemoriesAsync(caller, request, M3Filter.None, cancellationToken)).TryGet(out var found, out failure)
            ? found.Shown(project, explain: false, desk.Now) : failure;
    }
}
