using System.Text.Json;
using Baton.Memory.Idempotency;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;

namespace Baton.Memory.Sessions;

/// <summary>Keeps a close's result for repeats.</summary>
internal sealed class SessionClosedCodec : IResultCodec<SessionClosed>
{
    public static SessionClosedCodec Instance { get; } = new();

    public ReadOnlyMemory<byte> Write(SessionClosed result) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("handoff");
        json.WriteRawValue(HandoffWriter.ToData(result.Handoff).Span, skipInputValidation: true);
        json.Text("completed", result.Completed);
        json.WritePropertyName("saved");
        json.WriteRawValue(MemoriesSavedCodec.Instance.Write(result.Saved).Span, skipInputValidation: true);
        KeptRemarks.Write(json, result.Redacted, result.Warnings);
        json.WriteEndObject();
    });

    public SessionClosed Read(ReadOnlyMemory<byte> kept, bool differs)
    {
        Handoff? handoff = null;
        MemoriesSaved? saved = null;
        string? completed = null;
        var remarks = new KeptRemarks();
        var reader = new Utf8JsonReader(kept.Span);
        reader.Read();
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "handoff": handoff = HandoffReader.Read(kept.Slice(ref reader).Span); break;
                case "saved": saved = MemoriesSavedCodec.Instance.Read(kept.Slice(ref reader), false); break;
                case "completed": completed = reader.GetString(); break;
                default: remarks.Read(name, ref reader); break;
            }
        }
        return new SessionClosed(handoff!, completed, saved!, remarks.Redacted, remarks.WarningsOf(differs));
    }
}
