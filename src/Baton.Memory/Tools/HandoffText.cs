using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Claims;
using Baton.Memory.Handoffs;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Memory.Time;

namespace Baton.Memory.Tools;

/// <summary>Handoffs as text for the model: facts of the store outside, everything that someone wrote inside a marked block.</summary>
internal static class HandoffText
{
    public static string Receipt(string what, Handoff handoff, string status)
        => string.Create(CultureInfo.InvariantCulture,
            $"{what} {handoff.Id} version {handoff.Version}, {status}, project {Word(handoff.Project)}, key {Word(handoff.Key)}, body {handoff.Body?.Bytes ?? 0} bytes.");

    public static string Loaded(HandoffLoaded loaded)
    {
        var handoff = loaded.Handoff;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Handoff {handoff.Id} version {handoff.Version}, {handoff.StatusAt(loaded.Now)}, project {Word(handoff.Project)}.");
        if (handoff.ClaimAt(loaded.Now) is { } claim) text.Append(CultureInfo.InvariantCulture, $" Claimed by {ClaimRules.Holder(claim)} until {Instants.Format(claim.Until)}.");
        text.Append(' ').Append(MarkedBlock.Notice).Append('\n');
        MarkedBlock.Append(text, Label(handoff), Content(loaded));
        foreach (var drift in loaded.Drift) text.Append("Working folder: ").Append(Excerpt.OneLine(drift)).Append('\n');
        if (loaded.Truncated is { } cut)
        {
            text.Append(CultureInfo.InvariantCulture, $"{cut.OmittedTokens} tokens of the body are not shown; go on with handoff_load cursor={cut.Next}\n");
        }
        return text.ToString();
    }

    public static BlockLabel Label(Handoff handoff)
        => new(handoff.Id, Author(handoff.SavedBy ?? handoff.By), handoff.Project, Instants.Format(handoff.SavedAt), Trust(handoff.Suspicious.Select(mark => mark.Reason)));

    public static string Author(Provenance by) => by.Client is { } client ? $"{by.Principal} ({client}, grant {by.Grant})" : $"{by.Principal} (grant {by.Grant})";

    public static string Trust(IEnumerable<string> reasons, string otherwise = "stated")
    {
        var marks = string.Join("; ", reasons.Distinct());
        return marks.Length == 0 ? otherwise : $"SUSPICIOUS: {marks}";
    }

    /// <summary>A name in running text: on one line, and unable to look like a marker.</summary>
    public static string Word(string name) => MarkedBlock.Escape(Excerpt.Line(name, 200));

    private static string Content(HandoffLoaded loaded)
    {
        var handoff = loaded.Handoff;
        var text = new StringBuilder();
        if (!loaded.Continues)
        {
            Line(text, "Key", handoff.Key);
            Line(text, "Title", handoff.Title);
            Line(text, "Thread", handoff.Thread);
            Line(text, "To", handoff.To);
            Line(text, "Summary", handoff.Summary);
            List(text, "Decisions", handoff.Decisions);
            List(text, "Changed", handoff.Changed);
            List(text, "Pending", handoff.Pending);
            List(text, "Next actions", handoff.NextActions);
            List(text, "Blockers", handoff.Blockers);
            List(text, "Files", [.. handoff.Files.Select(file => $"{file.Path} {file.Commit} {file.Note}".TrimEnd())]);
            List(text, "Refs", handoff.Refs);
            List(text, "Tags", handoff.Tags);
            List(text, "Comments", [.. handoff.Comments.Select(comment => $"{comment.Id} {comment.Author}, {Instants.ToMinute(comment.At)}: {comment.Text}")]);
            Line(text, "Outcome", handoff.Outcome?.Text);
        }
        if (loaded.Body is { Length: > 0 } body)
        {
            text.Append(loaded.Offset > 0 ? string.Create(CultureInfo.InvariantCulture, $"Body, from byte {loaded.Offset}:\n") : "Body:\n");
            text.Append(Encoding.UTF8.GetString(body.Span));
        }
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (value is not null) text.Append(name).Append(": ").Append(value).Append('\n');
    }

    private static void List(StringBuilder text, string name, ImmutableArray<string> items)
    {
        if (items.IsDefaultOrEmpty) return;
        text.Append(name).Append(":\n");
        foreach (var item in items) text.Append("- ").Append(item).Append('\n');
    }
}
