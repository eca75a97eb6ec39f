namespace Baton.Memory.Projects;

/// <summary>A place that records belong to.</summary>
public sealed record Project
{
    /// <summary>1 to 200 characters, trimmed, case-sensitive, without control characters.</summary>
    public required string Name { get; init; }

    /// <summary>The git remote it was first seen with; the same folder name with another remote gets a suffix.</summary>
    public string? Remote { get; init; }

    /// <summary>What happens to secrets in what agents write.</summary>
    public SecretsMode Secrets { get; init; } = SecretsMode.Redact;

    /// <summary>Whether writes that look like instructions to the reader need an operator's approval.</summary>
    public bool ApproveSuspicious { get; init; }

    /// <summary>How long a record that is not pinned stays after its last write; then it is archived and destroyed. Null for ever.</summary>
    public TimeSpan? Retention { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What happens to secrets in what agents write (<c>baton project set NAME --secrets …</c>).</summary>
public enum SecretsMode
{
    /// <summary>Replaced by <c>[redacted:kind]</c> and reported.</summary>
    Redact,

    /// <summary>The write is refused.</summary>
    Reject,

    /// <summary>Kept as they are, with a warning.</summary>
    Keep,
}
