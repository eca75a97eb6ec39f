namespace Baton.Gateway.Audit;

/// <summary>Compares a chain with heads that were kept outside, as the chain is walked.</summary>
internal sealed class AuditHeadCheck
{
    private readonly Dictionary<long, HashSet<string>> _awaited = [];
    private long _farthest;

    public AuditHeadCheck(AuditKeys keys, string chain, IEnumerable<AuditHead> heads)
    {
        foreach (var head in heads)
        {
            Fault ??= Admit(keys, chain, head);
            Count++;
        }
    }

    /// <summary>What is wrong with the heads themselves.</summary>
    public AuditFault? Fault { get; private set; }

    public int Count { get; private set; }

    /// <summary>The chain has reached this row.</summary>
    public AuditFault? Pass(long sequence, ReadOnlySpan<byte> mac)
        => _awaited.TryGetValue(sequence, out var expected) && !expected.SetEquals([Convert.ToHexStringLower(mac)])
            ? new AuditFault(AuditFaultKind.Replaced, sequence, $"Row {sequence} is not the one that an outside head has seen.")
            : null;

    /// <summary>The chain has ended here.</summary>
    public AuditFault? Finish(long last) => _farthest > last
        ? new AuditFault(AuditFaultKind.Truncated, last + 1, $"Rows {last + 1} to {_farthest} were cut off: an outside head has seen row {_farthest}.")
        : null;

    private AuditFault? Admit(AuditKeys keys, string chain, AuditHead head)
    {
        if (!head.IsGenuine(keys))
        {
            return new AuditFault(AuditFaultKind.Forged, head.Sequence, $"An outside head at row {head.Sequence} was not signed with this log's key.");
        }
        if (head.Chain != chain)
        {
            return new AuditFault(
                AuditFaultKind.Replaced, 1, $"The log is chain {chain}, but an outside head has seen chain {head.Chain}: the log was begun again.");
        }
        // Two heads that have seen different rows at one place tell of an end that was cut off and grown again.
        if (!_awaited.TryGetValue(head.Sequence, out var seen)) _awaited[head.Sequence] = seen = new HashSet<string>(StringComparer.Ordinal);
        seen.Add(head.Mac);
        _farthest = Math.Max(_farthest, head.Sequence);
        return null;
    }
}
