using System.Globalization;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>What a write of one memory answers.</summary>
internal static class SavedReply
{
    /// <param name="what">What was recorded, for the text.</param>
    /// <param name="name">The member that has the id.</param>
    /// <param name="saved">What the write gave.</param>
    /// <param name="members">Further members.</param>
    public static ToolReply Of(string what, string name, MemoriesSaved saved, Action<Utf8JsonWriter>? members = null)
    {
        var memory = saved.Memories[0];
        var similar = string.Concat(saved.Similar.Select(near => string.Create(CultureInfo.InvariantCulture, $"\n{near.Relation} ({near.Score:0.00}): {near.Id}.")));
        var text = string.Create(CultureInfo.InvariantCulture, $"{what} recorded: {memory.Id}, project {HandoffText.Word(memory.Project)}.{similar}");
        return Reply.Of(Notes.After(text, saved.Redacted, saved.Warnings), json =>
        {
            json.WriteString(name, memory.Id);
            json.WriteString("project", memory.Project);
            members?.Invoke(json);
            json.Objects("similar", saved.Similar, (writer, near) =>
            {
                writer.WriteString("id", near.Id);
                writer.WriteString("relation", near.Relation);
                writer.WriteNumber("score", near.Score);
            });
            json.Redacted(saved.Redacted);
            json.AllTexts("notes", saved.Warnings);
        });
    }

    public static ToolReply Of(string what, string name, MemoryUpdated updated)
        => Reply.Of(Notes.After($"{what}: {updated.Memory.Id}, project {HandoffText.Word(updated.Memory.Project)}.", updated.Redacted, updated.Warnings), json =>
        {
            json.WriteString(name, updated.Memory.Id);
            json.WriteString("project", updated.Memory.Project);
            json.Redacted(updated.Redacted);
            json.AllTexts("notes", updated.Warnings);
        });
}
