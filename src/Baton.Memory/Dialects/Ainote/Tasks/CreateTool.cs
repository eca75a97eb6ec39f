using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Tasks;

/// <summary>Makes a task.</summary>
internal sealed class CreateTool(AinoteDesk desk) : MappedTool("create_task")
{
    private readonly TaskBook _book = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!_book.Fields(arguments, null).TryGet(out var fields, out var wrong)) return wrong;
        var saved = await desk.Tasks.SaveAsync(caller, new TaskSaveRequest { Fields = fields with { Title = arguments.RequiredText("content") } }, cancellationToken);
        return saved.TryGet(out var written, out var failure) ? TaskBook.Shown("Task created", arguments.Own(written)) : failure;
    }
}
