using Baton.Memory.Callers;

namespace Baton.Memory.Server;

/// <summary>
/// The built-in server <c>memory</c> as the gateway sees it: tools, resources and prompts, without the wire. The gateway's
/// built-in upstream speaks MCP on its behalf, so that built-in and remote servers take the same path.
/// </summary>
public interface IMemoryServer
{
    /// <summary>The text of <c>instructions</c>; at most 600 bytes.</summary>
    string Instructions(MemoryCaller caller);

    /// <summary>The tools this caller may see, in a stable order.</summary>
    IReadOnlyList<ToolDefinition> ListTools(MemoryCaller caller);

    /// <summary>Runs one tool. An unknown tool is <c>null</c>, so that the wire can answer as its revision demands.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">The UTF-8 JSON object as it came; empty when absent.</param>
    /// <param name="progress">Receives progress of long work; null when nobody asked for it.</param>
    /// <param name="cancellationToken">Cancels before the commit; a committed write is answered.</param>
    ValueTask<ToolReply?> CallAsync(
        MemoryCaller caller, string tool, ReadOnlyMemory<byte> arguments, IProgress<ToolProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Null while the server offers no resources; the capability is then not announced.</summary>
    IResourceServer? Resources { get; }

    /// <summary>Null while the server offers no prompts; the capability is then not announced.</summary>
    IPromptServer? Prompts { get; }
}
