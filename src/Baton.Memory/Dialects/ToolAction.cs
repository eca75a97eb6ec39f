using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects;

/// <summary>What a tool of a dialect does; a failure becomes the reply that says it.</summary>
internal delegate ValueTask<Outcome<ToolReply>> ToolWork(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken);

/// <summary>A tool that is one method of a group.</summary>
internal sealed class ToolAction(string name, ToolWork run) : IDialectTool
{
    public string Name => name;

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => (await run(caller, arguments, cancellationToken)).TryGet(out var reply, out var failure) ? reply : Reply.Of(failure);
}
