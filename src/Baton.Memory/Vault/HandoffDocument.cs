using System.Globalization;
using Baton.Memory.Handoffs;
using Baton.Memory.Records;
using Baton.Memory.Time;

namespace Baton.Memory.Vault;

/// <summary>A handoff as a file, and an edited file as what to save.</summary>
internal static class HandoffDocument
{
    public static byte[] Write(Handoff handoff, ReadOnlySpan<byte> body)
    {
        var fields = new FrontMatter();
        fields.Add("id", handoff.Id);
        fields.Add("version", handoff.Version.ToString(CultureInfo.InvariantCulture));
        fields.Add("project", handoff.Project);
        fields.Add("key", handoff.Key);
        fields.Add("title", handoff.Title);
        fields.Add("summary", handoff.Summary);
        fields.Add("status", handoff.Status);
        fields.Add("thread", handoff.Thread);
        fields.Add("to", handoff.To);
        if (handoff.Priority != 0) fields.Add("priority", handoff.Priority.ToString(CultureInfo.InvariantCulture));
        if (handoff.Pinned) fields.Add("pinned", "true");
        fields.Add("tags", handoff.Tags);
        fields.Add("next_actions", handoff.NextActions);
        fields.Add("pending", handoff.Pending);
        fields.Add("blockers", handoff.Blockers);
        fields.Add("decisions", handoff.Decisions);
        fields.Add("changed", handoff.Changed);
        fields.Add("author", handoff.CreatedBy.Principal);
        fields.Add("updated", Instants.Format(handoff.UpdatedAt));
        return VaultDocument.Write(fields, body);
    }

    /// <exception cref="FormatException">A field holds what it cannot.</exception>
    public static HandoffSaveRequest ReadEdit(VaultDocument document, Handoff current)
    {
        var fields = document.Fields;
        return new HandoffSaveRequest
        {
            Project = current.Project,
            Key = current.Key,
            IfMatch = current.Version,
            Summary = fields.Text("summary") ?? "",
            Title = OrClear(fields.Text("title")),
            Thread = OrClear(fields.Text("thread")),
            To = OrClear(fields.Text("to")),
            Status = fields.Text("status") is { } status && status != current.Status ? status : default(Patch<string>),
            Priority = VaultFields.Priority(fields),
            Pinned = VaultFields.Pinned(fields),
            Tags = Patch.Set(fields.Items("tags")),
            NextActions = Patch.Set(fields.Items("next_actions")),
            Pending = Patch.Set(fields.Items("pending")),
            Blockers = Patch.Set(fields.Items("blockers")),
            Decisions = Patch.Set(fields.Items("decisions")),
            Changed = Patch.Set(fields.Items("changed")),
            Body = Patch.Set(document.Body),
        };
    }

    private static Patch<string> OrClear(string? text) => text is null ? Patch.Clear<string>() : text;
}
