using Baton.Memory.Callers;
using Baton.Memory.Memories;
using Baton.Memory.Server;

namespace Baton.Memory.Tools;

internal sealed class MemoryDeleteTool(MemoryOperations memories) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "memory_delete",
        Title = "Delete a memory",
        Toolset = "core",
        Annotations = new ToolAnnotations(ReadOnly: false, Destructive: true, Idempotent: false),
        Description = "Take one memory out of every list and search; it is kept, and restore brings it back.",
        Parameters = [Common.Id, Common.Key, Common.Project, new Parameter("restore", ParameterKind.Boolean)],
        Output = TouchedReply.Output,
        Always = ["count", "ids"],
    };

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var restore = arguments.Flag("restore");
        if (!(await memories.DeleteAsync(caller, arguments.Ref, restore, cancellationToken)).TryGet(out var memory, out var failure)) return Reply.Of(failure);
        return TouchedReply.Of(MemoryText.Receipt(restore ? "Restored" : "Deleted", memory) + (restore ? "" : " restore: true brings it back."), [memory.Id]);
    }
}
