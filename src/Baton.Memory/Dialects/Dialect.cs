using System.Collections.Concurrent;
using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects;

/// <summary>A dialect of a document and the tools that answer for it.</summary>
/// <param name="name">One of <see cref="DialectNames.All"/>.</param>
/// <param name="document">What it declares.</param>
/// <param name="tools">One for each tool declared.</param>
/// <param name="natives">Knows the toolset of each native operation.</param>
/// <param name="binder">Reads arguments.</param>
internal sealed class Dialect(
    string name, DialectDocument document, ImmutableArray<IDialectTool> tools, ToolCatalogue natives, ArgumentBinder binder) : IDialect
{
    private readonly Dictionary<string, (DialectTool Declared, IDialectTool Tool)> _byName = tools.ToDictionary(
        tool => tool.Name, tool => (document.Tools.Single(declared => declared.Definition.Name == tool.Name), tool), StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<ToolDefinition>> _lists = new(StringComparer.Ordinal);

    public string Name => name;

    public string Instructions => document.Instructions;

    public IReadOnlyList<ToolDefinition> ToolsFor(ImmutableArray<string> toolsets)
        => _lists.GetOrAdd(string.Join(',', toolsets.Order(StringComparer.Ordinal)), _ =>
            [.. document.Tools.Select(tool => tool.Definition).Where(tool => Offers(toolsets, tool))]);

    public async ValueTask<ToolReply?> CallAsync(MemoryCaller caller, string tool, ReadOnlyMemory<byte> arguments, CancellationToken cancellationToken)
    {
        if (!_byName.TryGetValue(tool, out var called) || !Offers(caller.Toolsets, called.Declared.Definition)) return null;
        if (!binder.Bind(called.Declared.Parameters, arguments).TryGet(out var bound, out var failure)) return Reply.Of(failure);
        bound = bound.Called(called.Declared.Names);
        var reply = await called.Tool.CallAsync(caller, bound, cancellationToken);
        return reply.Failure is { } refused && bound.Own(refused) is var said && said != refused ? Reply.Of(said) : reply;
    }

    /// <summary>Why a call would be refused before it did anything; null when its arguments are right.</summary>
    public Failure? Refuse(MemoryCaller caller, string tool, ReadOnlyMemory<byte> arguments)
        => _byName.TryGetValue(tool, out var called) && Offers(caller.Toolsets, called.Declared.Definition)
            ? binder.Bind(called.Declared.Parameters, arguments).Failure
            : Unknown(caller, tool);

    /// <summary>The failure of a call to a tool that is not offered, naming the nearest that is.</summary>
    public Failure Unknown(MemoryCaller caller, string tool)
    {
        var nearest = NearestName.Of(tool, [.. ToolsFor(caller.Toolsets).Select(offered => offered.Name)]);
        return Fail.NotFound($"There is no tool '{Text.Excerpt.Line(tool, 80)}'.", "/tool", nearest is null ? null : $"Did you mean '{nearest}'?");
    }

    private bool Offers(ImmutableArray<string> toolsets, ToolDefinition tool) => tool.Natives.All(native => natives.Find(toolsets, native) is not null);
}
