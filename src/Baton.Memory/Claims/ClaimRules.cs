using System.Text;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Time;

namespace Baton.Memory.Claims;

/// <summary>Who may act on what is claimed: whoever shows the claim's token.</summary>
internal static class ClaimRules
{
    /// <summary>What the loser is told: who holds it and until when.</summary>
    public static Failure Held(IClaimable record, WorkClaim claim, string path)
        => new(FailureCode.Claimed,
            $"{record.Id} is claimed by {Holder(claim)} until {Instants.Format(claim.Until)}.")
        {
            Path = path,
            Hint = "Wait for the lease to lapse, take another, or act with the claim's token.",
            DetailsJson = Encoding.UTF8.GetString(JsonText.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("holder", claim.Holder);
                json.Text("client", claim.Client);
                json.Instant("until", claim.Until);
                json.WriteEndObject();
            }).Span),
        };

    /// <summary>Refuses a change of status while a claim holds, unless its token is shown.</summary>
    public static Failure? RefuseStatus(IClaimable record, string? token, DateTimeOffset now)
        => record.ClaimAt(now) is { } claim && !(token is not null && ClaimToken.Matches(token, claim.TokenSha256))
            ? Held(record, claim, "/claim_token")
            : null;

    public static string Holder(WorkClaim claim) => claim.Client is { } client ? $"{claim.Holder} ({client})" : claim.Holder;
}
