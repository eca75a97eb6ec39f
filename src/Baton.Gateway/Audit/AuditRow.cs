namespace Baton.Gateway.Audit;

/// <summary>A row of the log as it is kept: the text that is authenticated, and its authentication.</summary>
/// <param name="Sequence">Consecutive from 1.</param>
/// <param name="Time">When the store committed it; never earlier than the row before.</param>
/// <param name="Body">The row as UTF-8 JSON, one object, exactly as exported; its <c>sequence</c> and <c>time</c> are inside.</param>
/// <param name="Mac">HMAC-SHA256 over the previous row's and <paramref name="Body"/>.</param>
public sealed record AuditRow(long Sequence, DateTimeOffset Time, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Mac)
{
    /// <summary>What the store keeps beside the body for searching; must agree with it.</summary>
    public required AuditIndex Index { get; init; }
}

/// <summary>The fields that are searched by; copies of what the body says, checked against it by <see cref="AuditVerifier"/>.</summary>
public sealed record AuditIndex(string Kind, string? Grant, string? Server, string? Tool, string Outcome, string? RequestId)
{
    /// <summary>The searchable part of an entry.</summary>
    public static AuditIndex Of(AuditEntry entry)
        => new(entry.Kind, entry.Grant, entry.Server, entry.Tool, entry.Outcome, entry.RequestId);
}
