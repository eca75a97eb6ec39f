using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.M3.Care;

/// <summary>What was to be looked at again by now, the longest due first.</summary>
internal sealed class RefreshQueueTool(M3Desk desk) : MappedTool("memory_refresh_queue")
{
    public override async ValueTask<Outcome<ToolReply>> RunAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("limit", 50, 500).TryGet(out var limit, out var wrong)) return wrong;
        var (agent, future) = (arguments.Filled(M3Labels.AgentId), arguments.Flag("include_future"));
        bool IsDue(MemoryRecord memory) => memory.SupersededBy is null && DueOf(memory) is { } due && (future || due <= desk.Now)
            && (agent is null || memory.Labels.GetValueOrDefault(M3Labels.AgentId) == agent);
        if (!(await desk.ListAsync(caller, null, [], IsDue, int.MaxValue, cancellationToken)).TryGet(out var due, out var failure)) return failure;
        var shown = due.OrderBy(DueOf).Take(limit).ToList();
        var lines = string.Concat(shown.Select(memory => $"\n{memory.Id}: {M3Rows.Line(memory.Title ?? "")}"));
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{shown.Count} of {due.Length} due for review.{lines}"), json =>
        {
            json.Rows("items", shown, M3Rows.Memory);
            json.WriteNumber("count", shown.Count);
        });
    }

    private static DateTimeOffset? DueOf(MemoryRecord memory) => memory.Labels.GetValueOrDefault(M3Labels.RefreshOn) is { } text ? ForeignFlaws.Time(text) : null;
}
