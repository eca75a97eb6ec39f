using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tasks;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>Listing tasks and their categories.</summary>
internal sealed class TaskListTools(AinoteDesk desk)
{
    private const int MostShown = 1000;

    public ImmutableArray<IDialectTool> All => [new ToolAction("list_tasks", ListAsync), new ToolAction("list_categories", CategoriesAsync)];

    private async ValueTask<Outcome<ToolReply>> ListAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("limit", 50, MostShown).TryGet(out var limit, out var wrong)) return wrong;
        if (!TaskFilterOf.Read(arguments, desk).TryGet(out var filter, out wrong)) return wrong;
        if (!(await AllAsync(caller, arguments.Filled("search"), cancellationToken)).TryGet(out var all, out var failure)) return failure;
        var fitting = TaskFilterOf.Sorted(all.Where(filter.Takes), arguments.Filled("sort_by"), arguments.Filled("sort_order") == "desc").ToList();
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{Math.Min(limit, fitting.Count)} of {fitting.Count} task(s)."));
        foreach (var task in fitting.Take(limit)) text.Append(CultureInfo.InvariantCulture, $"\n- {task.Id} ({TaskJson.StatusOf(task)}): {MarkedBlock.Escape(Excerpt.Line(task.Title, 200))}");
        return Reply.Of(text.ToString(), json =>
        {
            json.Rows("tasks", fitting.Take(limit), TaskJson.Members);
            json.WriteNumber("count", Math.Min(limit, fitting.Count));
            json.WriteNumber("total", fitting.Count);
        });
    }

    private async ValueTask<Outcome<ToolReply>> CategoriesAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await AllAsync(caller, null, cancellationToken)).TryGet(out var all, out var failure)) return failure;
        var groups = all.Where(task => task.Labels.ContainsKey(TaskLabels.Category)).GroupBy(task => task.Labels[TaskLabels.Category]).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{groups.Count} categor{(groups.Count == 1 ? "y" : "ies")}."), json => json.Rows("categories", groups, (writer, group) =>
        {
            writer.WriteString("id", group.Key);
            writer.WriteString("name", group.Key);
            writer.WriteNumber("tasks", group.Count());
        }));
    }

    private async ValueTask<Outcome<List<TaskRecord>>> AllAsync(MemoryCaller caller, string? query, CancellationToken cancellationToken)
    {
        if (!(await desk.Desk.ProjectAsync(caller, null, cancellationToken)).TryGet(out var project, out var refused)) return refused;
        var all = new List<TaskRecord>();
        var request = new TaskSearchRequest { Query = query, Filter = new TaskFilter { Project = project }, Limit = 200 };
        do
        {
            if (!(await desk.Tasks.FindAsync(caller, request, cancellationToken)).TryGet(out var page, out var failure)) return failure;
            all.AddRange(page.Tasks.Select(found => found.Task));
            request = request with { Cursor = page.NextCursor };
        }
        while (request.Cursor is not null);
        return all;
    }
}
