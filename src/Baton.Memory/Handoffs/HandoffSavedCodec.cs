using System.Text.Json;
using Baton.Memory.Idempotency;
using Baton.Memory.Json;
using Baton.Memory.Records;

namespace Baton.Memory.Handoffs;

/// <summary>Keeps a save's result for repeats.</summary>
internal sealed class HandoffSavedCodec : IResultCodec<HandoffSaved>
{
    public static HandoffSavedCodec Instance { get; } = new();

    public ReadOnlyMemory<byte> Write(HandoffSaved result) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("handoff");
        json.WriteRawValue(HandoffWriter.ToData(result.Handoff).Span, skipInputValidation: true);
        KeptRemarks.Write(json, result.Redacted, result.Warnings);
        json.WriteEndObject();
    });

    public HandoffSaved Read(ReadOnlyMemory<byte> kept, bool differs)
    {
        Handoff? handoff = null;
        var remarks = new KeptRemarks();
        var reader = new Utf8JsonReader(kept.Span);
        reader.Read();
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "handoff": handoff = HandoffReader.Read(kept.Slice(ref reader).Span); break;
                default: remarks.Read(name, ref reader); break;
            }
        }
        return new HandoffSaved(handoff!, remarks.Redacted, remarks.WarningsOf(differs));
    }
}
