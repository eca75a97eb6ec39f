namespace Baton.Gateway.Audit;

/// <summary>One row of the log and whether it stands where, and says what, it did when it was written.</summary>
/// <param name="Row">The row as it is now.</param>
/// <param name="Previous">The authentication that it follows; empty when that is gone.</param>
/// <param name="Holds">Whether its authentication follows from that and from its text, and its searchable columns agree with the text.</param>
public sealed record AuditStanding(AuditRow Row, ReadOnlyMemory<byte> Previous, bool Holds);
