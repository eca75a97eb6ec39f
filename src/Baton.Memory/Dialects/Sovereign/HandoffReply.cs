using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>What a write of a handoff answers.</summary>
internal static class HandoffReply
{
    public static ToolReply Of(
        string what, Handoff handoff, DateTimeOffset now, ImmutableArray<Redaction> redacted, ImmutableArray<string> notes, Action<Utf8JsonWriter>? members = null)
        => Reply.Of(Notes.After($"{what}: {handoff.Id}, thread {HandoffText.Word(handoff.Thread ?? "general")}, project {HandoffText.Word(handoff.Project)}.", redacted, notes), json =>
        {
            json.WriteStartObject("handoff");
            SovereignJson.Handoff(json, handoff, now);
            json.WriteEndObject();
            members?.Invoke(json);
            json.Redacted(redacted);
            json.AllTexts("notes", notes);
        });
}
