using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Docs;

/// <summary>Marks a document deleted; it can be restored.</summary>
internal sealed class DeleteTool(AinoteDesk desk) : MappedTool("delete_dev_doc")
{
    private readonly DocShelf _shelf = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await _shelf.FindAsync(caller, arguments, history: false, cancellationToken)).TryGet(out var found, out var unknown)) return unknown;
        if ((await desk.Memories.DeleteAsync(caller, new RecordRef(found.Memory.Id), restore: false, cancellationToken)).Failure is { } failure) return failure;
        return Reply.Of($"Document deleted: {found.Memory.Id}; it can be restored.", json =>
        {
            json.WriteBoolean("success", true);
            json.WriteString("id", found.Memory.Id);
        });
    }
}
