using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Oversight;

/// <summary>The answers where no gateway stands before the server: there is no policy, no operator and no log to ask.</summary>
internal sealed class NoOversight : IOversight
{
    private static readonly Failure Nobody = new(FailureCode.StoreUnavailable, "Nothing governs this server: it has no policies, approvals or audit log.")
    {
        Hint = "Connect through 'baton stdio' or 'baton up'.",
    };

    public ValueTask<Outcome<Forecast>> ForecastAsync(
        MemoryCaller caller, string server, string tool, ReadOnlyMemory<byte> arguments, CancellationToken cancellationToken) => new(Nobody);

    public ValueTask<IReadOnlySet<string>> ShownAsync(MemoryCaller caller, ImmutableArray<string> tools, CancellationToken cancellationToken) => new(tools.ToHashSet(StringComparer.Ordinal));

    public ValueTask<Outcome<PermissionState>> RequestAsync(MemoryCaller caller, PermissionWish wish, CancellationToken cancellationToken) => new(Nobody);

    public ValueTask<Outcome<PermissionState>> CheckAsync(MemoryCaller caller, long number, CancellationToken cancellationToken) => new(Nobody);

    public ValueTask<Outcome<Proof>> ReportAsync(MemoryCaller caller, UsageReport report, CancellationToken cancellationToken) => new(Nobody);

    public ValueTask<Outcome<Proof>> VerifyAsync(MemoryCaller caller, string proof, CancellationToken cancellationToken) => new(Nobody);

    public ValueTask<Outcome<ImmutableArray<Proof>>> ProofsAsync(MemoryCaller caller, int most, CancellationToken cancellationToken) => new(Nobody);
}
