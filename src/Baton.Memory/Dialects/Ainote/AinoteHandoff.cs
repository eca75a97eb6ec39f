using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Handoffs;
using Baton.Memory.Records;
using Baton.Memory.Text;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>A handoff in Ainote's words, and back; the importer of its files makes the same.</summary>
internal static class AinoteHandoff
{
    public const string Topic = "topic";
    public const string Date = "date";
    public const string Time = "time";
    private const int SummaryBytes = 400;

    public static HandoffSaveRequest Request(HandoffName name, string content)
    {
        var labels = ImmutableSortedDictionary<string, string>.Empty.SetItem(Topic, name.Topic).SetItem(Date, name.Day);
        return new HandoffSaveRequest
        {
            Project = name.Project,
            Key = name.Key,
            Title = Excerpt.Line(name.Topic, 200),
            Summary = Excerpt.Line(content, SummaryBytes),
            Body = Patch.Set<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(content)),
            Labels = name.Time is null ? labels : labels.SetItem(Time, name.Time),
        };
    }

    /// <summary>Its name; of a handoff that other tools saved, its key and the day it was made.</summary>
    public static HandoffName NameOf(Handoff handoff, TimeZoneInfo zone)
    {
        var topic = handoff.Labels.GetValueOrDefault(Topic) ?? handoff.Key;
        var made = TimeZoneInfo.ConvertTime(handoff.CreatedAt, zone);
        var date = handoff.Labels.GetValueOrDefault(Date) is { } text && HandoffName.TryDate(text, out var day) ? day : DateOnly.FromDateTime(made.DateTime);
        return new HandoffName(handoff.Project, topic, date, handoff.Labels.GetValueOrDefault(Time));
    }
}
