using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Claims;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Time;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

/// <summary>Claiming as parameters and as a member of replies, the same for every kind that can be claimed.</summary>
internal static class ClaimParameters
{
    private const long StandardLease = 1800;

    public static readonly ImmutableArray<Parameter> All =
    [
        Common.Id,
        Common.Key,
        Common.Project,
        new("lease_seconds", Integer) { Least = 1, Most = 604_800, About = "Default 1800." },
        Common.ClaimToken,
        new("renew", ParameterKind.Boolean),
        new("release", ParameterKind.Boolean),
        Common.IdempotencyKey,
    ];

    /// <summary>The schema of the member <c>claim</c>, null after a release.</summary>
    public const string Schema = """{"type":["object","null"],"properties":{"token":{"type":"string"},"holder":{"type":"string"},"until":{"type":"string"}}}""";

    public static TimeSpan Lease(Arguments arguments) => TimeSpan.FromSeconds(arguments.Integer("lease_seconds") ?? StandardLease);

    /// <summary>What became of a claim, in words.</summary>
    public static string TextOf(IClaimable record, string? token, ImmutableArray<string> warnings)
    {
        var text = record.Claim is not { } claim ? $"Released {record.Id}; it is open."
            : $"{record.Id} is {(token is null ? $"claimed by {HandoffText.Word(ClaimRules.Holder(claim))}" : "yours")} until {Instants.Format(claim.Until)}.{(token is null ? "" : $" claim_token: {token}")}";
        return Notes.After(text, [], warnings);
    }

    /// <summary>The claim with its token, which no other reply shows.</summary>
    public static void Write(Utf8JsonWriter json, WorkClaim? claim, string? token)
    {
        if (claim is null)
        {
            json.WriteNull("claim");
            return;
        }
        json.WriteStartObject("claim");
        json.Text("token", token);
        Holder(json, claim);
        json.WriteEndObject();
    }

    public static void Holder(Utf8JsonWriter json, WorkClaim claim)
    {
        json.WriteString("holder", claim.Holder);
        json.Text("client", claim.Client);
        json.Instant("until", claim.Until);
    }
}
