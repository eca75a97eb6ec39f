using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Meta;

/// <summary>The groups of tools that the caller's policy shows.</summary>
internal sealed class DomainsTool(ToolTable table) : MappedTool("tools_list_domains")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var groups = (await table.ShownAsync(caller, cancellationToken)).GroupBy(tool => M3Domains.Of(tool.Name)).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return Reply.Of(string.Join('\n', groups.Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key}: {Counted.Of(group.Count(), "tool")}"))), json =>
            json.Rows("domains", groups, (writer, group) =>
            {
                writer.WriteString("name", group.Key);
                writer.WriteNumber("tools", group.Count());
            }));
    }
}
