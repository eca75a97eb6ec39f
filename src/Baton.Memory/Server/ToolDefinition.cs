using System.Collections.Immutable;

namespace Baton.Memory.Server;

/// <summary>A tool as <c>tools/list</c> shows it. Schemas are UTF-8 JSON, written once.</summary>
public sealed record ToolDefinition
{
    public required string Name { get; init; }
    public required string Title { get; init; }

    /// <summary>For agents: when to call it and what comes back.</summary>
    public required string Description { get; init; }
    public required ReadOnlyMemory<byte> InputSchema { get; init; }
    public required ReadOnlyMemory<byte> OutputSchema { get; init; }
    public required ToolAnnotations Annotations { get; init; }

    /// <summary>The toolset that offers it: <c>core</c>, <c>more</c>, <c>tasks</c>, …</summary>
    public required string Toolset { get; init; }

    /// <summary>The native operations that a dialect's tool maps to, so that it can be judged under them too; empty for a native tool.</summary>
    public ImmutableArray<string> Natives { get; init; } = [];
}

/// <summary>MCP's hints about a tool (2025-11-25, Tool annotations).</summary>
public sealed record ToolAnnotations(bool ReadOnly, bool Destructive, bool Idempotent, bool OpenWorld = false);
