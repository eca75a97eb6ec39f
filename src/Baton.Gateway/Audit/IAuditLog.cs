using Baton.Memory.Storage;

namespace Baton.Gateway.Audit;

/// <summary>
/// The audit log as the pipeline sees it. Rows of all processes on one store form one chain, in the order of their commits.
/// </summary>
public interface IAuditLog
{
    /// <summary>
    /// Records; when this completes, the row is committed and survives the death of the process (with <c>sync: full</c>, of
    /// the machine). Appends that arrive together share one commit.
    /// </summary>
    /// <returns>The row's sequence.</returns>
    /// <exception cref="StoreUnavailableException">The row could not be committed: the call must not leave.</exception>
    ValueTask<long> AppendAsync(AuditEntry entry);

    /// <summary>
    /// Records what has happened already, without making anybody wait; a row that cannot be committed is reported to the
    /// log's failure handler.
    /// </summary>
    void Post(AuditEntry entry);
}
