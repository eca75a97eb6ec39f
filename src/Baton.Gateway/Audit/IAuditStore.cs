using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Gateway.Audit;

/// <summary>The audit log as the operator's commands see it: everything the pipeline may not do.</summary>
/// <exception cref="StoreUnavailableException">Any member, when the store cannot answer.</exception>
public interface IAuditStore : IAuditLog, IAsyncDisposable
{
    /// <summary>Reads rows in order, in constant memory, without holding up the writers.</summary>
    IEnumerable<AuditRow> Read(AuditQuery query);

    /// <summary>Re-computes the chain in one snapshot of the store.</summary>
    /// <param name="heads">Heads kept outside.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    AuditVerdict Verify(IEnumerable<AuditHead> heads, CancellationToken cancellationToken);

    /// <summary>Checks one row against the one before it, in constant time; null when there is no such row.</summary>
    AuditStanding? Prove(long sequence);

    /// <summary>The signed statement of where the chain is now.</summary>
    AuditHead Head();

    /// <summary>What <see cref="PruneAsync"/> would remove, changing nothing; null when no row is so old.</summary>
    AuditPrunePlan? PlanPrune(DateTimeOffset before);

    /// <summary>Removes the rows committed before an instant, and leaves a signed checkpoint and a row that says so.</summary>
    /// <returns>How many rows were removed; or why none may be.</returns>
    ValueTask<Outcome<long>> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Completes when everything posted so far is committed or reported as failed.</summary>
    ValueTask FlushAsync();
}
