using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>What Ainote says of a task beside what every task has, as labels: texts as they came, numbers and flags as JSON writes them.</summary>
internal static class TaskLabels
{
    public const string DueDate = "due_date";
    public const string DueTime = "due_time";
    public const string Category = "category_id";
    public const string Location = "location";
    public const string Notification = "notification_minutes_before";
    public const string CompletedAt = "completed_at";
    public static readonly ImmutableArray<string> Texts = [DueDate, DueTime, "start_date", Category, Location, "repeat_rule"];
    public static readonly ImmutableArray<string> Numbers = ["location_lat", "location_lng", "travel_time", Notification];
    public const string AllDay = "is_all_day";

    /// <summary>The labels with what a call says; an empty text takes a label away.</summary>
    public static Outcome<ImmutableSortedDictionary<string, string>> Over(Arguments arguments, ImmutableSortedDictionary<string, string>? current, MemoryLimits limits)
    {
        var labels = current ?? ImmutableSortedDictionary<string, string>.Empty;
        foreach (var name in Texts)
        {
            if (arguments.Text(name) is not { } value) continue;
            if (OriginalArguments.RefuseLabel(name, value, limits.ItemBytes) is { } refused) return refused;
            labels = value.Length == 0 ? labels.Remove(name) : labels.SetItem(name, value);
        }
        foreach (var name in Numbers)
        {
            if (arguments.Number(name) is { } value) labels = labels.SetItem(name, value.ToString(CultureInfo.InvariantCulture));
        }
        return arguments.Has(AllDay) ? labels.SetItem(AllDay, arguments.Flag(AllDay) ? "true" : "false") : labels;
    }
}
