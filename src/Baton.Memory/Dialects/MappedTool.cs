using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects;

/// <summary>A tool of a dialect as a mapping onto native operations; a failure becomes the reply that says it.</summary>
internal abstract class MappedTool(string name) : IDialectTool
{
    public string Name => name;

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
        => (await RunAsync(caller, arguments, cancellationToken)).TryGet(out var reply, out var failure) ? reply : Reply.Of(failure);

    public abstract ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken);
}
