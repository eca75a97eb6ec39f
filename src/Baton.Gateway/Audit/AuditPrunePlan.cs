namespace Baton.Gateway.Audit;

/// <summary>What pruning would remove, and what the rest of the chain would then follow.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="First">The oldest row's sequence.</param>
/// <param name="Last">The newest row's sequence: where the checkpoint would stand.</param>
/// <param name="From">When the oldest row was committed.</param>
/// <param name="To">When the newest of them was committed.</param>
/// <param name="Mac">The newest row's authentication, which the first remaining row follows.</param>
/// <param name="IsAll">Whether no row would remain.</param>
public sealed record AuditPrunePlan(long Rows, long First, long Last, DateTimeOffset From, DateTimeOffset To, ReadOnlyMemory<byte> Mac, bool IsAll);
