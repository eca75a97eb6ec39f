using System.Collections.Immutable;
using Baton.Memory.Server;

namespace Baton.Memory.Tools;

/// <summary>A tool as it is declared.</summary>
internal sealed record ToolSpec
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required string Toolset { get; init; }
    public required ToolAnnotations Annotations { get; init; }
    public required ImmutableArray<Parameter> Parameters { get; init; }

    /// <summary>JSON of the schema's <c>properties</c>.</summary>
    public required string Output { get; init; }

    /// <summary>The properties that every reply has.</summary>
    public required ImmutableArray<string> Always { get; init; }
}
