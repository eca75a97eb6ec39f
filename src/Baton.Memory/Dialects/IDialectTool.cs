using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects;

/// <summary>One tool of a dialect: what its document does not say.</summary>
internal interface IDialectTool
{
    string Name { get; }

    ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken);
}
