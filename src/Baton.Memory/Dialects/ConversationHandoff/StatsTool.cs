using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

internal sealed class StatsTool(ConversationDesk desk) : IDialectTool
{
    public string Name => "handoff_stats";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await desk.AllAsync(caller, new HandoffSearchRequest(), _ => true, int.MaxValue, cancellationToken)).TryGet(out var found, out var failure)) return Reply.Of(failure);
        var all = found.Select(one => one.Handoff).ToList();
        var bytes = all.Sum(handoff => handoff.Body?.Bytes ?? 0);
        var largest = all.MaxBy(handoff => handoff.Body?.Bytes ?? 0);
        var share = Percent(largest?.Body?.Bytes ?? 0, desk.Limits.ConversationBytes);
        var statuses = all.GroupBy(handoff => ConversationLabels.StatusOf(handoff, desk.Now)).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return Reply.Of(string.Create(CultureInfo.InvariantCulture,
            $"{all.Count} handoff(s), {bytes} bytes of conversation; the largest takes {share}% of what one may. Nothing is evicted."), json =>
        {
            json.WriteNumber("handoffs", all.Count);
            json.WriteNumber("conversation_bytes", bytes);
            if (largest is null) json.WriteNull("largest");
            else
            {
                json.WriteStartObject("largest");
                json.WriteString("key", largest.Key);
                json.WriteNumber("conversation_bytes", largest.Body?.Bytes ?? 0);
                json.WriteNumber("percent_of_limit", share);
                json.WriteEndObject();
            }
            json.WriteStartObject("by_status");
            foreach (var group in statuses)
            {
                json.WriteStartObject(group.Key);
                json.WriteNumber("count", group.Count());
                json.WriteNumber("percent", Percent(group.Count(), all.Count));
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteStartObject("limits");
            json.WriteNumber("conversation_bytes", desk.Limits.ConversationBytes);
            json.WriteNumber("summary_bytes", desk.Limits.ConversationSummaryBytes);
            json.WriteNull("handoffs");
            json.WriteEndObject();
        });
    }

    private static double Percent(long part, long whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 1);
}
