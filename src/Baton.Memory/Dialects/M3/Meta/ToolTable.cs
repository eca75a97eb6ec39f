using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Meta;

/// <summary>The dialect's own tools, for the tools about them.</summary>
internal sealed class ToolTable(Func<Dialect> dialect, IOversight oversight)
{
    /// <summary>What a list shows the caller: the same as <c>tools/list</c>, without the tools about tools.</summary>
    public async ValueTask<IReadOnlyList<ToolDefinition>> ShownAsync(MemoryCaller caller, CancellationToken cancellationToken)
    {
        var tools = dialect().ToolsFor(caller.Toolsets).Where(tool => !M3Domains.IsMeta(tool.Name)).ToList();
        var shown = await oversight.ShownAsync(caller, [.. tools.Select(tool => tool.Name)], cancellationToken);
        return [.. tools.Where(tool => shown.Contains(tool.Name))];
    }

    /// <summary>One call by name: the dialect's own call of that tool, with the same list and the same reading of arguments.</summary>
    public async ValueTask<MetaCall> CallAsync(MemoryCaller caller, Arguments call, bool dryRun, CancellationToken cancellationToken)
    {
        var tool = call.Filled("tool") ?? "";
        if (M3Domains.IsMeta(tool)) return new MetaCall(tool, null, Fail.Invalid($"{tool} cannot be called through m3_call.", "/tool", "Call it directly."));
        if (call.Has("args") && call.Has("arguments")) return new MetaCall(tool, null, Fail.Invalid("Give args or arguments, not both.", "/arguments"));
        var args = call.Has("args") ? call.Utf8("args") : call.Utf8("arguments");
        if (dryRun) return new MetaCall(tool, null, dialect().Refuse(caller, tool, args));
        return await dialect().CallAsync(caller, tool, args, cancellationToken) is { } reply
            ? new MetaCall(tool, reply, reply.Failure)
            : new MetaCall(tool, null, dialect().Unknown(caller, tool));
    }
}
