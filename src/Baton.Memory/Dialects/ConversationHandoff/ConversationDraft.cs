using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Baton.Memory.Handoffs;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

/// <summary>A conversation to save, as its arguments say.</summary>
internal static partial class ConversationDraft
{
    private const int MostTags = 20;
    private const int TagLength = 50;

    /// <summary>What the dialect refuses beyond what every handoff must keep to.</summary>
    public static Failure? Check(Arguments arguments, MemoryLimits limits)
        => Key(arguments.Text("key"), "/key")
        ?? Fail.IfOver("summary", arguments.RequiredText("summary"), limits.ConversationSummaryBytes, "/summary")
        ?? Fail.IfOver("conversation", arguments.RequiredText("conversation"), limits.ConversationBytes, "/conversation")
        ?? Label("from_ai", arguments, limits)
        ?? Label("from_project", arguments, limits)
        ?? Tags(arguments.Texts("tags"));

    public static Failure? Key(string? key, string path)
    {
        if (key is null) return null;
        if (!KeyForm().IsMatch(key)) return Fail.Invalid($"'{Excerpt.Line(key, 80)}' is no key.", path, "Use 1 to 100 of A-Z a-z 0-9 _ and -.", 100);
        return key is "merge" or "search" ? Fail.Invalid($"'{key}' is reserved.", path, "Choose another key.") : null;
    }

    /// <summary>A label's text: short, and without secrets, since labels are shown everywhere.</summary>
    public static Failure? Label(string name, Arguments arguments, MemoryLimits limits)
        => arguments.Text(name) is { Length: > 0 } text ? HandoffRules.Name(name, text, limits.NameLength) : null;

    public static HandoffSaveRequest Request(Arguments arguments, Handoff? current, string key)
    {
        var conversation = Encoding.UTF8.GetBytes(arguments.RequiredText("conversation"));
        var messages = arguments.Integer("message_count") ?? BodyMessages.Starts(conversation).Count;
        return new HandoffSaveRequest
        {
            Key = key,
            Summary = arguments.RequiredText("summary"),
            Body = Patch.Set<ReadOnlyMemory<byte>>(conversation),
            Title = arguments.Text("title") ?? (current is null ? Excerpt.Line(arguments.RequiredText("summary"), 80) : default(Patch<string>)),
            Tags = arguments.Has("tags") ? Patch.Set(Lowered(arguments.Texts("tags"))) : default,
            NextActions = !arguments.Has("next_action") ? default
                : arguments.Text("next_action") is { Length: > 0 } next ? Patch.Set(ImmutableArray.Create(next)) : Patch.Clear<ImmutableArray<string>>(),
            Status = arguments.Text("status") is { } status ? status == ConversationLabels.Completed ? HandoffStatus.Done : HandoffStatus.Open : default(Patch<string>),
            Labels = Labels(arguments, current).WithCount(messages, conversation.Length),
        };
    }

    public static ImmutableArray<string> Lowered(ImmutableArray<string> tags)
        => [.. tags.Select(tag => tag.Trim().ToLowerInvariant()).Distinct(StringComparer.Ordinal)];

    private static ImmutableSortedDictionary<string, string> Labels(Arguments arguments, Handoff? current)
    {
        var labels = current?.Labels
            ?? ImmutableSortedDictionary<string, string>.Empty.SetItem(ConversationLabels.Format, "structured").SetItem(ConversationLabels.FromAi, "claude");
        foreach (var name in (string[])[ConversationLabels.Format, ConversationLabels.FromAi, ConversationLabels.FromProject, ConversationLabels.Status])
        {
            if (arguments.Text(name) is { } value) labels = labels.SetItem(name, value);
        }
        return labels;
    }

    private static Failure? Tags(ImmutableArray<string> tags)
    {
        var lowered = Lowered(tags);
        if (lowered.Length > MostTags) return Fail.TooLarge("tags", lowered.Length, MostTags, "items", "/tags");
        var wrong = Array.FindIndex([.. tags], tag => !TagForm().IsMatch(tag.Trim().ToLowerInvariant()));
        return wrong < 0 ? null : Fail.Invalid($"'{Excerpt.Line(tags[wrong], 80)}' is no tag.", $"/tags/{wrong}", "Use 1 to 50 of a-z 0-9 _ : and -.", TagLength);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyForm();

    [GeneratedRegex(@"\A[a-z0-9_:-]{1,50}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TagForm();
}
