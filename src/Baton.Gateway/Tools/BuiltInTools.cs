using System.Collections.Concurrent;
using System.Collections.Immutable;
using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Gateway.Tools;

/// <summary>
/// The tools of the built-in server. Its annotations are part of this program, so they are believed: what they say is its
/// category.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="others">Knows the tools of every other server; null where there are none.</param>
public sealed class BuiltInTools(IMemoryServer server, IToolDirectory? others) : IToolDirectory
{
    private readonly ConcurrentDictionary<string, Dictionary<string, KnownTool>> _byDialect = new(StringComparer.Ordinal);

    public KnownTool? Find(Call call, string tool)
    {
        if (call.Upstream is not { IsBuiltIn: true }) return others?.Find(call, tool);
        return _byDialect.GetOrAdd(call.Connection.Dialect ?? "", List).GetValueOrDefault(tool);
    }

    public KnownTool? Find(string server, string? dialect, string tool) => server != LocalGrant.Server
        ? others?.Find(server, dialect, tool)
        : _byDialect.GetOrAdd(dialect ?? "", List).GetValueOrDefault(tool) ?? _byDialect.GetOrAdd("", List).GetValueOrDefault(tool);

    public bool Lists(string server) => server == LocalGrant.Server || others?.Lists(server) == true;

    private Dictionary<string, KnownTool> List(string dialect)
    {
        var everybody = new MemoryCaller
        {
            Grant = "",
            Principal = "",
            RequestId = "",
            Toolsets = Toolsets.Every,
            Dialect = dialect.Length == 0 ? null : dialect,
        };
        return server.ListTools(everybody).ToDictionary(tool => tool.Name, Know, StringComparer.Ordinal);
    }

    private ImmutableArray<ToolFacts> NativesOf(ToolDefinition tool)
        => [.. tool.Natives.Where(native => native != tool.Name).Select(native => _byDialect.GetOrAdd("", List)[native].Name)];

    private KnownTool Know(ToolDefinition tool)
    {
        var category = tool.Annotations switch
        {
            { ReadOnly: true } => ToolCategory.Read,
            { Destructive: true } => ToolCategory.Destructive,
            _ => ToolCategory.Write,
        };
        return new KnownTool(
            new ToolFacts(tool.Name, category),
            () => new ToolFacts(tool.Name, category, null, tool.InputSchema.Span),
            hasOutputSchema: !tool.OutputSchema.IsEmpty)
        {
            Natives = NativesOf(tool),
        };
    }
}
