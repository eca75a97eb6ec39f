using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects.ConversationHandoff;

/// <summary>The labels under which the dialect's own words are kept.</summary>
internal static class ConversationLabels
{
    public const string Format = "format";
    public const string FromAi = "from_ai";
    public const string FromProject = "from_project";
    public const string Status = "status";
    public const string Active = "active";
    public const string Pending = "pending";
    public const string Completed = "completed";
    private const string Messages = "message_count";

    /// <summary>The size of the body whose messages were counted: a body of another size is counted anew.</summary>
    private const string Counted = "message_count_bytes";

    /// <summary>Whose comment it claims to be.</summary>
    public static string AuthorOf(string comment) => $"author.{comment}";

    /// <summary>The dialect's word where it still fits what the record is; others may have changed that since.</summary>
    public static string StatusOf(Handoff handoff, DateTimeOffset now)
    {
        if (handoff.StatusAt(now) is HandoffStatus.Done or HandoffStatus.Archived) return Completed;
        return handoff.Labels.GetValueOrDefault(Status) is Pending ? Pending : Active;
    }

    public static int? CountOf(Handoff handoff)
        => handoff.Labels.GetValueOrDefault(Counted) == Number(handoff.Body?.Bytes ?? 0)
        && int.TryParse(handoff.Labels.GetValueOrDefault(Messages), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    public static ImmutableSortedDictionary<string, string> WithCount(this ImmutableSortedDictionary<string, string> labels, long messages, long bytes)
        => labels.SetItem(Messages, Number(messages)).SetItem(Counted, Number(bytes));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
