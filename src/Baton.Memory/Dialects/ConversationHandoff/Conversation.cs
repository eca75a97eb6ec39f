using System.Globalization;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Text;

namespace Baton.Memory.Dialects.ConversationHandoff;

/// <summary>A handoff in the words of Conversation Handoff.</summary>
/// <param name="Handoff">The record.</param>
/// <param name="Status"><c>active</c>, <c>pending</c> or <c>completed</c>.</param>
/// <param name="Messages">How many messages the conversation has.</param>
internal sealed record Conversation(Handoff Handoff, string Status, int Messages)
{
    /// <summary>One of the words kept as labels, or null.</summary>
    public string? Label(string name) => Handoff.Labels.GetValueOrDefault(name);

    /// <summary>Whose it claims to be; of what other tools saved, the client that did.</summary>
    private string FromAi => Label(ConversationLabels.FromAi) ?? Handoff.CreatedBy.Client ?? "";

    private string FromProject => Label(ConversationLabels.FromProject) ?? "";

    /// <summary>Where it comes from, with the project that it names in brackets; empty where nothing says so.</summary>
    public string From => $"{FromAi}{(FromProject.Length > 0 ? $" ({FromProject})" : "")}".Trim();

    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("key", Handoff.Key);
        json.WriteString("id", Handoff.Id);
        json.WriteNumber("version", Handoff.Version);
        json.WriteString("project", Handoff.Project);
        json.Text("title", Handoff.Title);
        json.WriteString("summary", Handoff.Summary);
        json.WriteString("format", Label(ConversationLabels.Format) ?? "structured");
        json.WriteString("from_ai", FromAi);
        json.WriteString("from_project", FromProject);
        json.WriteString("status", Status);
        json.Text("next_action", NextAction);
        json.AllTexts("tags", Handoff.Tags);
        json.WriteNumber("message_count", Messages);
        json.WriteNumber("conversation_bytes", Handoff.Body?.Bytes ?? 0);
        json.Text("sha256", Handoff.Body?.Sha256);
        json.WriteNumber("comment_count", Handoff.Comments.Length);
        json.Instant("created_at", Handoff.CreatedAt);
        json.Instant("updated_at", Handoff.UpdatedAt);
    }

    public string? NextAction => Handoff.NextActions.IsDefaultOrEmpty ? null : string.Join("\n", Handoff.NextActions);

    /// <summary>One line about it, for lists; what was written by others cannot look like a marker.</summary>
    public string Line() => MarkedBlock.Escape(string.Create(CultureInfo.InvariantCulture,
        $"- {Handoff.Key} ({Status}, {Messages} messages, {Handoff.Body?.Bytes ?? 0} bytes): {Titled()}{Excerpt.Line(Handoff.Summary, 240)}{Next()}"));

    private string Titled() => Handoff.Title is { } title ? Excerpt.Line(title, 120) + ". " : "";

    private string Next() => NextAction is { } next ? $" Next: {Excerpt.Line(next, 160)}" : "";
}
