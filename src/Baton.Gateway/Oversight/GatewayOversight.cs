using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;

namespace Baton.Gateway.Oversight;

/// <summary>What the built-in server's agents may ask of the gateway: answered from their own grant's policies, approvals and audit rows.</summary>
/// <param name="forecasts">Judges calls that are not made.</param>
/// <param name="permissions">Asks the operator.</param>
/// <param name="proofs">Writes to and checks the audit log.</param>
public sealed class GatewayOversight(ActionForecasts forecasts, Permissions permissions, AuditProofs proofs) : IOversight
{
    public ValueTask<Outcome<Forecast>> ForecastAsync(
        MemoryCaller caller, string server, string tool, ReadOnlyMemory<byte> arguments, CancellationToken cancellationToken)
        => forecasts.OfAsync(caller, server, tool, arguments, cancellationToken);

    public ValueTask<IReadOnlySet<string>> ShownAsync(MemoryCaller caller, ImmutableArray<string> tools, CancellationToken cancellationToken)
        => forecasts.ShownAsync(caller, tools, cancellationToken);

    public ValueTask<Outcome<PermissionState>> RequestAsync(MemoryCaller caller, PermissionWish wish, CancellationToken cancellationToken)
        => permissions.RequestAsync(caller, wish, cancellationToken);

    public ValueTask<Outcome<PermissionState>> CheckAsync(MemoryCaller caller, long number, CancellationToken cancellationToken)
        => permissions.CheckAsync(caller, number, cancellationToken);

    public ValueTask<Outcome<Proof>> ReportAsync(MemoryCaller caller, UsageReport report, CancellationToken cancellationToken)
        => proofs.ReportAsync(caller, report);

    public ValueTask<Outcome<Proof>> VerifyAsync(MemoryCaller caller, string proof, CancellationToken cancellationToken)
        => new(proofs.Verify(caller, proof));

    public ValueTask<Outcome<ImmutableArray<Proof>>> ProofsAsync(MemoryCaller caller, int most, CancellationToken cancellationToken)
        => new(proofs.Of(caller, most));
}
