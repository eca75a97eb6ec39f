using System.Text.Json;
using Baton.Memory.Idempotency;
using Baton.Memory.Json;
using Baton.Memory.Records;

namespace Baton.Memory.Claims;

/// <summary>
/// Keeps a claim's result for repeats, without its token: that is made again from the caller's own key, or is the one that a
/// renewal shows.
/// </summary>
internal sealed class ClaimedCodec<T>(IClaimKind<T> kind, ClaimRequest request) : IResultCodec<Claimed<T>> where T : class, IClaimable
{
    public ReadOnlyMemory<byte> Write(Claimed<T> result) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("record");
        json.WriteRawValue(kind.ToData(result.Record).Span, skipInputValidation: true);
        json.Instant("now", result.Now);
        json.Text("nonce", result.Nonce);
        json.WriteEndObject();
    });

    public Claimed<T> Read(ReadOnlyMemory<byte> kept, bool differs)
    {
        T? record = null;
        string? nonce = null;
        DateTimeOffset now = default;
        var reader = new Utf8JsonReader(kept.Span);
        reader.Read();
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "record": record = kind.Read(kept.Slice(ref reader).Span); break;
                case "nonce": nonce = reader.GetString(); break;
                case "now": now = reader.Instant(); break;
                default: reader.Skip(); break;
            }
        }
        return new Claimed<T>(record!, now, TokenOf(record!, nonce), nonce) { Warnings = differs ? [IdempotencyGate.DiffersWarning] : [] };
    }

    private string? TokenOf(T record, string? nonce)
    {
        if (nonce is not null && request.Idempotency is { Key: var key }) return ClaimToken.Derive(record.Id, key, Convert.FromHexString(nonce));
        return request.Token is { } shown && record.Claim is { } claim && ClaimToken.Matches(shown, claim.TokenSha256) ? shown : null;
    }
}
