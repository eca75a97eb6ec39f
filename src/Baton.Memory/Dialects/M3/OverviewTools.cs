using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.M3;

/// <summary>What there is, and what is due.</summary>
internal sealed class OverviewTools(M3Desk desk)
{
    public ImmutableArray<IDialectTool> All => [new ToolAction("memory_lifecycle_summary", SummaryAsync), new ToolAction("memory_refresh_queue", QueueAsync)];

    private async ValueTask<Outcome<ToolReply>> SummaryAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("window_days", 7, 3650).TryGet(out var days, out var wrong) || !arguments.Amount("top_n", 5, 100).TryGet(out var top, out wrong)) return wrong;
        if (!(await desk.ListAsync(caller, null, [], IsAuthored, int.MaxValue, cancellationToken)).TryGet(out var all, out var failure)) return failure;
        var since = desk.Now.AddDays(-days);
        var created = all.Count(memory => memory.CreatedAt > since);
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{all.Length} memories; {created} written in {days} day(s)."), json =>
        {
            json.WriteNumber("window_days", days);
            json.WriteNumber("total", all.Length);
            json.WriteNumber("created", created);
            json.WriteNumber("updated", all.Count(memory => memory.UpdatedAt > since && memory.Version > 1));
            json.WriteNumber("superseded", all.Count(memory => memory.SupersededBy is not null));
            json.WriteNumber("pinned", all.Count(memory => memory.Pinned));
            Rows(json, "expiring", all.Where(memory => memory.ExpiresAt <= desk.Now.AddDays(days)).OrderBy(memory => memory.ExpiresAt).Take(top));
            Rows(json, "top", all.Where(memory => memory.SupersededBy is null).OrderByDescending(memory => memory.Pinned).ThenByDescending(memory => memory.Importance ?? 0.5).Take(top));
        });
    }

    private async ValueTask<Outcome<ToolReply>> QueueAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Amount("limit", 50, 500).TryGet(out var limit, out var wrong)) return wrong;
        var agent = arguments.Filled("agent_id");
        var future = arguments.Flag("include_future");
        bool IsDue(MemoryRecord memory) => memory.SupersededBy is null && DueOf(memory) is { } due && (future || due <= desk.Now)
            && (agent is null || memory.Labels.GetValueOrDefault(M3Labels.AgentId) == agent);
        if (!(await desk.ListAsync(caller, null, [], IsDue, int.MaxValue, cancellationToken)).TryGet(out var due, out var failure)) return failure;
        var shown = due.OrderBy(DueOf).Take(limit).ToList();
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{shown.Count} of {due.Length} due for review.{string.Concat(shown.Select(memory => $"\n{memory.Id}: {M3Rows.Line(memory.Title ?? "")}"))}"), json =>
        {
            Rows(json, "items", shown);
            json.WriteNumber("count", shown.Count);
        });
    }

    private static bool IsAuthored(MemoryRecord memory) => !memory.Type.StartsWith(M3Types.OwnPrefix, StringComparison.Ordinal);

    private static DateTimeOffset? DueOf(MemoryRecord memory) => memory.Labels.GetValueOrDefault(M3Labels.RefreshOn) is { } text ? ForeignJson.Time(text) : null;

    private static void Rows(Utf8JsonWriter json, string name, IEnumerable<MemoryRecord> memories) => json.Rows(name, memories, M3Rows.Memory);
}
