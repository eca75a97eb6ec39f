using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Baton.Gateway.Audit;
using Baton.Gateway.Grants;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;

namespace Baton.Gateway.Oversight;

/// <summary>Rows that agents put into the audit log themselves, and their proofs: place and authentication in the chain.</summary>
public sealed class AuditProofs(IAuditStore audit)
{
    private const string Reported = "usage_reported";
    private const int ShownDigits = 16;

    public async ValueTask<Outcome<Proof>> ReportAsync(MemoryCaller caller, UsageReport report)
    {
        var sequence = await audit.AppendAsync(new AuditEntry
        {
            Kind = AuditKind.Event,
            Outcome = Reported,
            RequestId = caller.RequestId,
            Grant = caller.Grant,
            Principal = caller.Principal,
            ClientName = caller.ClientName,
            ClientVersion = caller.ClientVersion,
            Server = LocalGrant.Server,
            Tool = report.Subject,
            Code = report.Status,
            Message = report.Error,
        });
        return audit.Prove(sequence) is { } standing ? Of(standing) : Missing(Id(sequence, ""));
    }

    /// <summary>A proof of another grant's row is answered like one of no row at all.</summary>
    public Outcome<Proof> Verify(MemoryCaller caller, string proof)
    {
        if (SequenceOf(proof) is not { } sequence || audit.Prove(sequence) is not { } standing || !IsOwn(standing.Row, caller)) return Missing(proof);
        var found = Of(standing);
        return found.Id == proof || found.Fault is not null ? found : Missing(proof);
    }

    public ImmutableArray<Proof> Of(MemoryCaller caller, int most)
        => [.. audit.Read(new AuditQuery { Grant = caller.Grant, Kind = AuditKind.Event, Outcome = Reported, Last = most })
            .Select(row => Of(new AuditStanding(row, default, true)) with { Previous = null }).Reverse()];

    private static bool IsOwn(AuditRow row, MemoryCaller caller)
        => row.Index is { Kind: AuditKind.Event, Outcome: Reported } && row.Index.Grant == caller.Grant;

    private static Proof Of(AuditStanding standing)
    {
        var row = standing.Row;
        var mac = Convert.ToHexStringLower(row.Mac.Span);
        return new Proof(Id(row.Sequence, mac), row.Sequence, row.Time, ReportIn(row), mac, Convert.ToHexStringLower(standing.Previous.Span))
        {
            Fault = standing.Holds ? null : string.Create(CultureInfo.InvariantCulture, $"Row {row.Sequence} is not what was written there; the operator finds out more with 'baton audit verify'."),
        };
    }

    private static string Id(long sequence, string mac) => string.Create(CultureInfo.InvariantCulture, $"proof-{sequence}-{mac[..Math.Min(mac.Length, ShownDigits)]}");

    private static long? SequenceOf(string proof)
        => proof.Split('-') is ["proof", var number, { Length: ShownDigits }] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence : null;

    private static UsageReport ReportIn(AuditRow row)
    {
        using var body = JsonDocument.Parse(row.Body);
        string? Text(string name) => body.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        return new UsageReport(row.Index.Tool ?? "", Text("code") ?? "", Text("message"));
    }

    private static Failure Missing(string proof)
        => new(FailureCode.NotFound, $"There is no proof '{(proof.Length > 80 ? proof[..80] : proof)}' of this grant.") { Path = "/proof_id", Hint = "list_my_proofs shows them; rows may have been pruned by the operator." };
}
