using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Idempotency;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Safety;

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
        json.Redacted(result.Redacted);
        json.AllTexts("warnings", result.Warnings);
        json.WriteEndObject();
    });

    public HandoffSaved Read(ReadOnlyMemory<byte> kept, bool differs)
    {
        Handoff? handoff = null;
        ImmutableArray<Redaction> redacted = [];
        ImmutableArray<string> warnings = [];
        var reader = new Utf8JsonReader(kept.Span);
        reader.Read();
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "handoff": handoff = HandoffReader.Read(kept.Slice(ref reader).Span); break;
                case "redacted": redacted = reader.Elements(PartReaders.Redaction); break;
                case "warnings": warnings = reader.Texts(); break;
                default: reader.Skip(); break;
            }
        }
        return new HandoffSaved(handoff!, redacted, differs ? warnings.Add(IdempotencyGate.DiffersWarning) : warnings);
    }
}
