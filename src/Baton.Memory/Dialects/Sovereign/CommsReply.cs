using System.Text.Json;
using System.Text;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Messages in replies.</summary>
internal static class CommsReply
{
    /// <param name="found">The messages.</param>
    /// <param name="hint">How to see those that are not shown.</param>
    public static ToolReply Of(Listed<MemoryRecord> found, string hint)
    {
        var note = found.Note(hint);
        var text = new StringBuilder().Append("Messages", found).Append(note).ToString();
        return Reply.Of(text, json =>
        {
            SovereignJson.All(json, "messages", found.Records, Write);
            json.Number("total", found.Total);
            json.Text("note", note);
        });
    }

    private static void Write(Utf8JsonWriter json, MemoryRecord message)
    {
        json.WriteString("message_id", message.Id);
        json.WriteString("channel", message.Labels.GetValueOrDefault(SovereignLabels.Channel) ?? "general");
        json.WriteString("body", JsonContent.TextOf(message));
        json.WriteString("from", message.Labels.GetValueOrDefault(SovereignLabels.SourceInstance) ?? message.CreatedBy.Principal);
        json.WriteString("principal", message.CreatedBy.Principal);
        json.Number("position", message.Position);
        json.Instant("at", message.CreatedAt);
    }
}
