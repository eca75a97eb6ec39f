using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote.Tasks;

/// <summary>Tasks by what they are, in the order asked for.</summary>
internal sealed class ListTool(AinoteDesk desk) : MappedTool("list_tasks")
{
    private const int MostShown = 1000;
    private readonly TaskBook _book = new(desk);

    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("limit", 50, MostShown).TryGet(out var limit, out var wrong)) return wrong;
        if (!TaskFilterOf.Read(arguments, desk).TryGet(out var filter, out wrong)) return wrong;
        if (!(await _book.AllAsync(caller, arguments.Filled("search"), cancellationToken)).TryGet(out var all, out var failure)) return failure;
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
}
