using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Gateway.Approvals;

/// <summary>
/// Requests for approval, shared by all processes. Approvals are used up by <see cref="Limits.ILimitStore.ReserveAsync"/>, in
/// the transaction that reserves the call's limits.
/// </summary>
/// <exception cref="StoreUnavailableException">Any member, when the store cannot answer: the call is then refused.</exception>
public interface IApprovalStore
{
    /// <summary>
    /// The answer that counts for a call: an approval not yet used, a denial in force, a remembered answer to a like call, the
    /// request that is still open, or a new one.
    /// </summary>
    /// <returns>The record; <c>too_large</c> when the grant has too many open requests.</returns>
    ValueTask<Outcome<ApprovalRecord>> AskAsync(ApprovalQuestion question, CancellationToken cancellationToken);

    /// <summary>One request by its id or an unambiguous beginning of it; <c>not_found</c>, <c>ambiguous_id</c>.</summary>
    ValueTask<Outcome<ApprovalRecord>> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Requests, newest first.</summary>
    ValueTask<IReadOnlyList<ApprovalRecord>> ListAsync(ApprovalFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// Answers a request, durably. A word may be changed as long as the request has time left; what was used, or whose time
    /// is over, stays so (<c>expired</c>).
    /// </summary>
    ValueTask<Outcome<ApprovalRecord>> DecideAsync(string id, ApprovalAnswer answer, CancellationToken cancellationToken);
}
