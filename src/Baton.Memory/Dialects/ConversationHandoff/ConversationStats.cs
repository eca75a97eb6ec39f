using System.Globalization;
using System.Text.Json;
using Baton.Memory.Limits;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects.ConversationHandoff;

/// <summary>How many handoffs there are, in which state, and how large they are beside what one may be.</summary>
internal sealed class ConversationStats(IReadOnlyCollection<Handoff> all, MemoryLimits limits, DateTimeOffset now)
{
    private readonly Handoff? _largest = all.MaxBy(BytesOf);
    private readonly long _bytes = all.Sum(BytesOf);

    private double Share => Percent(_largest is null ? 0 : BytesOf(_largest), limits.ConversationBytes);

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{all.Count} handoff(s), {_bytes} bytes of conversation; the largest takes {Share}% of what one may. Nothing is evicted.");

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("handoffs", all.Count);
        json.WriteNumber("conversation_bytes", _bytes);
        WriteLargest(json);
        json.WriteStartObject("by_status");
        foreach (var group in all.GroupBy(handoff => ConversationLabels.StatusOf(handoff, now)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(group.Key);
            json.WriteNumber("count", group.Count());
            json.WriteNumber("percent", Percent(group.Count(), all.Count));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartObject("limits");
        json.WriteNumber("conversation_bytes", limits.ConversationBytes);
        json.WriteNumber("summary_bytes", limits.ConversationSummaryBytes);
        json.WriteNull("handoffs");
        json.WriteEndObject();
    }

    private void WriteLargest(Utf8JsonWriter json)
    {
        if (_largest is null)
        {
            json.WriteNull("largest");
            return;
        }
        json.WriteStartObject("largest");
        json.WriteString("key", _largest.Key);
        json.WriteNumber("conversation_bytes", BytesOf(_largest));
        json.WriteNumber("percent_of_limit", Share);
        json.WriteEndObject();
    }

    private static long BytesOf(Handoff handoff) => handoff.Body?.Bytes ?? 0;

    private static double Percent(long part, long whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 1);
}
