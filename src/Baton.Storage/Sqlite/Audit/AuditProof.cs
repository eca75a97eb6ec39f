using Baton.Gateway.Audit;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Audit;

/// <summary>Holds one row against the one before it, or against what stands in its place at the chain's beginning and after pruning.</summary>
internal sealed class AuditProof(AuditChain chain)
{
    public AuditStanding? Of(Connection connection, long sequence)
    {
        if (sequence < 1) return null;
        var rows = AuditSelect.Rows(connection, new AuditQuery { After = sequence - 2 }).Take(2).ToList();
        if (rows.Find(row => row.Sequence == sequence) is not { } found) return null;
        if (Before(connection, sequence, rows) is not { } previous) return new AuditStanding(found, default, false);
        return new AuditStanding(found, previous, chain.Holds(previous.Span, found.Body.Span, found.Mac.Span) && AuditRowReader.Agrees(found));
    }

    private ReadOnlyMemory<byte>? Before(Connection connection, long sequence, List<AuditRow> rows)
    {
        if (sequence == 1) return chain.Genesis;
        if (rows.Find(row => row.Sequence == sequence - 1) is { } before) return before.Mac;
        return AuditChainStart.Checkpoint(connection) is { } checkpoint && checkpoint.Sequence == sequence - 1 ? checkpoint.Mac : null;
    }
}
