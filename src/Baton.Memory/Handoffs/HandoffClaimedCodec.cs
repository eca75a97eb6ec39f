using System.Text.Json;
using Baton.Memory.Idempotency;
using Baton.Memory.Json;
using Baton.Memory.Records;

namespace Baton.Memory.Handoffs;

/// <summary>Keeps a claim's result for repeats, without its token: that is made again from the caller's own key.</summary>
internal sealed class HandoffClaimedCodec(string? key) : IResultCodec<HandoffClaimed>
{
    public ReadOnlyMemory<byte> Write(HandoffClaimed result) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("handoff");
        json.WriteRawValue(HandoffWriter.ToData(result.Handoff).Span, skipInputValidation: true);
        json.Instant("now", result.Now);
        json.Text("nonce", result.Nonce);
        json.WriteEndObject();
    });

    public HandoffClaimed Read(ReadOnlyMemory<byte> kept, bool differs)
    {
        Handoff? handoff = null;
        string? nonce = null;
        DateTimeOffset now = default;
        var reader = new Utf8JsonReader(kept.Span);
        reader.Read();
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "handoff": handoff = HandoffReader.Read(kept.Slice(ref reader).Span); break;
                case "nonce": nonce = reader.GetString(); break;
                case "now": now = reader.Instant(); break;
                default: reader.Skip(); break;
            }
        }
        var token = nonce is null || key is null ? null : ClaimToken.Derive(handoff!.Id, key, Convert.FromHexString(nonce));
        return new HandoffClaimed(handoff!, now, token, nonce);
    }
}
