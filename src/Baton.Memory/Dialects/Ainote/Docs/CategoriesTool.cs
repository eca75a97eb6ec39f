using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Dialects.M3;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Docs;

/// <summary>The categories that documents are in.</summary>
internal sealed class CategoriesTool(AinoteDesk desk) : MappedTool("list_dev_categories")
{
    private readonly DocShelf _shelf = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await _shelf.AllAsync(caller, _ => true, cancellationToken)).TryGet(out var docs, out var failure)) return failure;
        var groups = docs.GroupBy(DevDoc.CategoryOf).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return Reply.Of(string.Join('\n', groups.Select(group => string.Create(CultureInfo.InvariantCulture, $"{M3Rows.Line(group.Key)}: {group.Count()}"))), json => json.Rows("categories", groups, (writer, group) =>
        {
            writer.WriteString("name", group.Key);
            writer.WriteNumber("documents", group.Count());
        }));
    }
}
