using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Memories;

/// <summary>Marks a memory deleted. <c>hard</c> is heard and destroys nothing: only an operator does.</summary>
internal sealed class DeleteTool(M3Desk desk) : MappedTool("memory_delete")
{
    public override ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => RunAsync(caller, arguments.RequiredText("id"), arguments.Flag("hard"), cancellationToken);

    public async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, string id, bool hard, CancellationToken cancellationToken)
        => (await desk.Memories.DeleteAsync(caller, M3Desk.RefOf(id), restore: false, cancellationToken)).TryGet(out var deleted, out var failure)
            ? M3Rows.Deleted("Deleted", deleted.Id, hard) : failure;
}
