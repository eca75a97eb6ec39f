namespace Baton.Memory.Oversight;

/// <summary>What an agent says it did, for the audit log.</summary>
/// <param name="Subject">What it used.</param>
/// <param name="Status">How that ended, in its words.</param>
/// <param name="Error">What went wrong, without secrets; null when nothing did.</param>
public sealed record UsageReport(string Subject, string Status, string? Error);

/// <summary>A row of the audit log, as proof that it was written then and has not been changed since.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Sequence">The row's place in the chain.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Report">What the row says.</param>
/// <param name="Authentication">HMAC-SHA256 over the previous row's authentication and this row's text, lower-case hex.</param>
/// <param name="Previous">The authentication it follows, lower-case hex; null where it was not asked for.</param>
public sealed record Proof(string Id, long Sequence, DateTimeOffset At, UsageReport Report, string Authentication, string? Previous = null)
{
    /// <summary>Why the row does not hold; null when it does, or was not checked.</summary>
    public string? Fault { get; init; }
}
