using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Memory.Handoffs;
using Baton.Memory.Records;
using Baton.Memory.Text;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ConversationHandoff;

/// <summary>Conversations as text and as JSON.</summary>
internal static class ConversationText
{
    public static string Lines(ImmutableArray<Conversation> all) => string.Join('\n', all.Select(one => one.Line()));

    public static void Write(Utf8JsonWriter json, ImmutableArray<Conversation> all)
    {
        json.WriteStartArray("handoffs");
        foreach (var one in all)
        {
            json.WriteStartObject();
            one.WriteMembers(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>A loaded conversation in Markdown, inside the block that marks it as data.</summary>
    public static string Loaded(Conversation conversation, HandoffLoaded loaded, string? note)
    {
        var handoff = conversation.Handoff;
        var inner = new StringBuilder($"# {handoff.Title ?? handoff.Key}\n\n**Key:** {handoff.Key}\n**Status:** {conversation.Status}\n");
        if (conversation.From is { Length: > 0 } from) inner.Append(CultureInfo.InvariantCulture, $"**From:** {from}\n");
        if (conversation.NextAction is { } next) inner.Append(CultureInfo.InvariantCulture, $"**Next action:** {next}\n");
        if (!handoff.Tags.IsEmpty) inner.Append(CultureInfo.InvariantCulture, $"**Tags:** {string.Join(", ", handoff.Tags)}\n");
        inner.Append(CultureInfo.InvariantCulture, $"\n## Summary\n\n{handoff.Summary}{HandoffDetails.Sections(handoff)}\n\n## Conversation\n\n").Append(Encoding.UTF8.GetString((loaded.Body ?? default).Span));
        if (!handoff.Comments.IsEmpty) inner.Append("\n\n## Comments\n");
        foreach (var comment in handoff.Comments) inner.Append(CultureInfo.InvariantCulture, $"\n- {comment.Id} {Author(handoff, comment)}, {Instants.ToMinute(comment.At)}: {comment.Text}");
        var text = new StringBuilder(MarkedBlock.Notice).Append('\n');
        MarkedBlock.Append(text, HandoffText.Label(handoff), inner.ToString());
        return note is null ? text.ToString() : text.Append(note).ToString();
    }

    /// <summary>The name a comment was given, beside the one that is known.</summary>
    public static string Author(Handoff handoff, Comment comment)
        => handoff.Labels.TryGetValue(ConversationLabels.AuthorOf(comment.Id), out var label) ? $"{label} ({comment.Author})" : comment.Author;

    public static void Write(Utf8JsonWriter json, Handoff handoff, Comment comment)
    {
        json.WriteString("id", comment.Id);
        json.WriteString("author", handoff.Labels.GetValueOrDefault(ConversationLabels.AuthorOf(comment.Id)) ?? "anonymous");
        json.WriteString("principal", comment.Author);
        json.WriteString("content", comment.Text);
        json.WriteString("created_at", Instants.Format(comment.At));
    }
}
