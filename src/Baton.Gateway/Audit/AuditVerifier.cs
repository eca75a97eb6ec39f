namespace Baton.Gateway.Audit;

/// <summary>
/// Re-computes the chain row by row, in order, in constant memory, and stops at the first row that is not what was written.
/// </summary>
public sealed class AuditVerifier
{
    private readonly AuditChain _chain;
    private readonly AuditChainId _id;
    private readonly AuditHeadCheck _heads;
    private readonly bool _wasPruned;
    private readonly byte[] _previous = new byte[AuditChain.MacBytes];
    private long _first;
    private long _last;
    private long _rows;

    /// <param name="keys">The log's keys.</param>
    /// <param name="id">The chain's id, as the log has it.</param>
    /// <param name="checkpoint">Where pruning left off, or null.</param>
    /// <param name="heads">Heads kept outside; of any order.</param>
    public AuditVerifier(AuditKeys keys, AuditChainId id, AuditCheckpoint? checkpoint, IEnumerable<AuditHead> heads)
    {
        _chain = new AuditChain(keys, id);
        _id = id;
        _heads = new AuditHeadCheck(keys, id.ToString(), heads);
        (checkpoint is null ? _chain.Genesis : checkpoint.Mac.Span).CopyTo(_previous);
        _last = checkpoint?.Sequence ?? 0;
        _wasPruned = checkpoint is not null;
        Fault = _heads.Fault ?? CheckpointFault(keys, checkpoint);
        if (Fault is null) Fault = _heads.Pass(_last, _previous);
    }

    /// <summary>The first thing found wrong; when it is not null, further rows tell nothing more.</summary>
    public AuditFault? Fault { get; private set; }

    /// <summary>Looks at the next row; false when it, or something before it, is wrong.</summary>
    public bool Accept(AuditRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (Fault is not null) return false;
        Fault = FaultOf(row);
        if (Fault is not null) return false;
        row.Mac.Span.CopyTo(_previous);
        _last = row.Sequence;
        _rows++;
        if (_first == 0) _first = row.Sequence;
        Fault = _heads.Pass(_last, _previous);
        return Fault is null;
    }

    /// <summary>After the last row: whether rows are missing that an outside head has seen.</summary>
    public AuditVerdict Finish()
    {
        Fault ??= _heads.Finish(_last) ?? Emptied();
        return new AuditVerdict(Fault, _rows, _first, _last, _heads.Count);
    }

    // Pruning writes a row of its own in the same transaction, so a checkpoint never stands alone.
    private AuditFault? Emptied() => _wasPruned && _rows == 0
        ? new AuditFault(AuditFaultKind.Truncated, _last + 1, $"Every row after the checkpoint at row {_last} was removed, with the one that says who pruned.")
        : null;

    private AuditFault? CheckpointFault(AuditKeys keys, AuditCheckpoint? checkpoint)
        => checkpoint is null || checkpoint.IsGenuine(keys, _id)
            ? null
            : new AuditFault(AuditFaultKind.Forged, checkpoint.Sequence, $"The checkpoint at row {checkpoint.Sequence} was not signed with this log's key.");

    private AuditFault? FaultOf(AuditRow row)
    {
        var expected = _last + 1;
        if (row.Sequence != expected) return Gap(expected, row.Sequence);
        if (!_chain.Holds(_previous, row.Body.Span, row.Mac.Span)) return Broken(row);
        return AuditRowReader.Agrees(row)
            ? null
            : new AuditFault(AuditFaultKind.Changed, row.Sequence, $"Row {row.Sequence}: its searchable columns do not say what its text says.");
    }

    private static AuditFault Gap(long expected, long found) => found > expected
        ? new AuditFault(AuditFaultKind.Removed, expected, found == expected + 1
            ? $"Row {expected} was removed."
            : $"Rows {expected} to {found - 1} were removed.")
        : new AuditFault(AuditFaultKind.Inserted, found, $"Row {found} was inserted before row {expected}.");

    // A row that was moved to another number still says its own.
    private static AuditFault Broken(AuditRow row) => AuditRowReader.Read(row.Body.Span) switch
    {
        { } read when read.Sequence > row.Sequence => new AuditFault(
            AuditFaultKind.Removed, row.Sequence, $"Row {row.Sequence} was removed: what was row {read.Sequence} stands in its place."),
        { } read when read.Sequence < row.Sequence => new AuditFault(
            AuditFaultKind.Inserted, row.Sequence, $"Row {row.Sequence} was inserted: it holds what was row {read.Sequence}."),
        _ => new AuditFault(AuditFaultKind.Changed, row.Sequence, $"Row {row.Sequence} was changed."),
    };
}
