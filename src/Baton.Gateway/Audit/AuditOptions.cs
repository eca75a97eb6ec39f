namespace Baton.Gateway.Audit;

/// <summary>How the log is kept; the section <c>audit</c> of <c>baton.json</c>.</summary>
public sealed record AuditOptions
{
    /// <summary>Whether a commit waits for the disk (<c>sync: full</c>), so that it survives loss of power, or for the system only.</summary>
    public bool SyncFull { get; init; }

    /// <summary>A file, or an http(s) URL, that receives signed heads every minute; null for none.</summary>
    public string? Heads { get; init; }

    /// <summary>Whether argument values are recorded, encrypted.</summary>
    public bool RecordValues { get; init; }
}
