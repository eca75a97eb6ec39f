using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Server;

namespace Baton.Memory.Dialects;

/// <summary>
/// Another system's tools on this store: its names and parameters, so that what was written for it works unchanged. It maps
/// onto the native operations and has no storage of its own.
/// </summary>
internal interface IDialect
{
    string Name { get; }

    /// <summary>What a client is told of it.</summary>
    string Instructions { get; }

    /// <summary>The tools whose native operations the toolsets allow, in a stable order.</summary>
    IReadOnlyList<ToolDefinition> ToolsFor(ImmutableArray<string> toolsets);

    /// <summary>Runs one tool; null when these toolsets have none of that name.</summary>
    ValueTask<ToolReply?> CallAsync(MemoryCaller caller, string tool, ReadOnlyMemory<byte> arguments, CancellationToken cancellationToken);
}
