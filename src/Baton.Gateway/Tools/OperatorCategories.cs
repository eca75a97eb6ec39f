using System.Collections.Immutable;
using Baton.Gateway.Pipeline;
using Baton.Policy.Documents;

namespace Baton.Gateway.Tools;

/// <summary>
/// Puts the operator's word on what a tool can do before what its definition looks like. A tool whose server has not listed it
/// has its category all the same.
/// </summary>
/// <param name="tools">What servers have listed.</param>
/// <param name="categories">What the operator says of a server's tools now.</param>
public sealed class OperatorCategories(IToolDirectory tools, Func<string, ImmutableDictionary<string, ToolCategory>> categories) : IToolDirectory
{
    public KnownTool? Find(Call call, string tool)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Of(tools.Find(call, tool), call.Connection.Server, tool);
    }

    public KnownTool? Find(string server, string? dialect, string tool) => Of(tools.Find(server, dialect, tool), server, tool);

    public bool Lists(string server) => tools.Lists(server);

    private KnownTool? Of(KnownTool? known, string server, string tool)
        => !categories(server).TryGetValue(tool, out var category) || known?.Name.Category == category ? known : (known ?? KnownTool.Unknown(tool)).WithCategory(category);
}
