using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Meta;

/// <summary>The tools with their arguments, as far as the caller's policy shows them.</summary>
internal sealed class IndexTool(ToolTable table) : MappedTool("m3_index")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var domain = arguments.Filled("domain");
        if (domain is not null && !M3Domains.Names.Contains(domain)) return Fail.Invalid($"'{M3Rows.Line(domain)}' is no domain.", "/domain", $"Use {string.Join(", ", M3Domains.Names)}.");
        var tools = (await table.ShownAsync(caller, cancellationToken)).Where(tool => domain is null || M3Domains.Of(tool.Name) == domain).Select(IndexedTool.Of).ToList();
        return Reply.Of(string.Join('\n', tools.Select(tool => tool.Line)), json =>
        {
            json.WriteNumber("count", tools.Count);
            json.Rows("tools", tools, (writer, tool) => tool.Write(writer));
        });
    }
}
