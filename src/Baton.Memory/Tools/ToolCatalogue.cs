using System.Collections.Concurrent;
using System.Collections.Immutable;
using Baton.Memory.Server;

namespace Baton.Memory.Tools;

/// <summary>The tools as <c>tools/list</c> shows them, made once for each choice of toolsets.</summary>
internal sealed class ToolCatalogue(ImmutableArray<ITool> tools)
{
    /// <summary>The toolset that also shows the rarer parameters of the others.</summary>
    private const string Complete = "more";

    private readonly Dictionary<string, ITool> _byName = tools.ToDictionary(tool => tool.Spec.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<ToolDefinition>> _lists = new(StringComparer.Ordinal);

    public IReadOnlyList<ToolDefinition> For(ImmutableArray<string> toolsets)
        => _lists.GetOrAdd(string.Join(',', toolsets.Order(StringComparer.Ordinal)), _ =>
            [.. tools.Where(tool => toolsets.Contains(tool.Spec.Toolset, StringComparer.Ordinal)).Select(tool => Define(tool.Spec, toolsets.Contains(Complete, StringComparer.Ordinal)))]);

    /// <summary>A tool of these toolsets by its name; one of another toolset is as unknown as one that does not exist.</summary>
    public ITool? Find(ImmutableArray<string> toolsets, string name)
        => _byName.TryGetValue(name, out var tool) && toolsets.Contains(tool.Spec.Toolset, StringComparer.Ordinal) ? tool : null;

    private static ToolDefinition Define(ToolSpec spec, bool complete) => new()
    {
        Name = spec.Name,
        Title = spec.Title,
        Description = spec.Description,
        InputSchema = SchemaWriter.Input(spec.Parameters, complete),
        OutputSchema = SchemaWriter.Output(spec.Output, spec.Always),
        Annotations = spec.Annotations,
        Toolset = spec.Toolset,
    };
}
