using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Care;

/// <summary>What there is, and what of it is new, expires or weighs most.</summary>
internal sealed class LifecycleTool(M3Desk desk) : MappedTool("memory_lifecycle_summary")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("window_days", 7, 3650).TryGet(out var days, out var wrong) || !arguments.Amount("top_n", 5, 100).TryGet(out var top, out wrong)) return wrong;
        if (!(await desk.ListAsync(caller, null, [], M3Types.IsAuthored, int.MaxValue, cancellationToken)).TryGet(out var all, out var failure)) return failure;
        var (since, until) = (desk.Now.AddDays(-days), desk.Now.AddDays(days));
        var created = all.Count(memory => memory.CreatedAt > since);
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(all.Length, "memory", "memories")}; {created} written in {Counted.Of(days, "day")}."), json =>
        {
            json.WriteNumber("window_days", days);
            json.WriteNumber("total", all.Length);
            json.WriteNumber("created", created);
            json.WriteNumber("updated", all.Count(memory => memory.UpdatedAt > since && memory.Version > 1));
            json.WriteNumber("superseded", all.Count(memory => memory.SupersededBy is not null));
            json.WriteNumber("pinned", all.Count(memory => memory.Pinned));
            json.Rows("expiring", all.Where(memory => memory.ExpiresAt <= until).OrderBy(memory => memory.ExpiresAt).Take(top), M3Rows.Memory);
            json.Rows("top", all.Where(memory => memory.SupersededBy is null).OrderByDescending(memory => memory.Pinned).ThenByDescending(memory => memory.Importance ?? 0.5).Take(top), M3Rows.Memory);
        });
    }
}
