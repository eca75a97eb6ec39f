using Baton.Memory.Callers;
using Baton.Memory.Server;

namespace Baton.Memory.Tools;

/// <summary>One tool: a thin cover over an operation.</summary>
internal interface ITool
{
    ToolSpec Spec { get; }

    ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken);
}
