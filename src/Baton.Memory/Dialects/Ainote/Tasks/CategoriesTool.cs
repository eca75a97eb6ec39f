using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Tasks;

/// <summary>The categories that tasks are in.</summary>
internal sealed class CategoriesTool(AinoteDesk desk) : MappedTool("list_categories")
{
    private readonly TaskBook _book = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await _book.AllAsync(caller, null, cancellationToken)).TryGet(out var all, out var failure)) return failure;
        var groups = all.Where(task => task.Labels.ContainsKey(TaskLabels.Category)).GroupBy(task => task.Labels[TaskLabels.Category]).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{groups.Count} categor{(groups.Count == 1 ? "y" : "ies")}."), json => json.Rows("categories", groups, (writer, group) =>
        {
            writer.WriteString("id", group.Key);
            writer.WriteString("name", group.Key);
            writer.WriteNumber("tasks", group.Count());
        }));
    }
}
