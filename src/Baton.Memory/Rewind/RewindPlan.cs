using Baton.Memory.Storage;

namespace Baton.Memory.Rewind;

/// <summary>What a rewind would do, or did: shown before anything is applied.</summary>
public sealed record RewindPlan
{
    /// <summary>Records that the writes touched, by project, then in the order they were first touched.</summary>
    public required IReadOnlyList<RewindItem> Items { get; init; }

    /// <summary>Links that the writes added or removed.</summary>
    public required IReadOnlyList<RewindLink> Links { get; init; }

    /// <summary>Names the rewind in the provenance of every version it writes; undo it by this id. Null for a preview.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether no write fits what was asked for.</summary>
    public bool IsEmpty => Items.Count + Links.Count == 0;

    /// <summary>How many records and links change when it is applied.</summary>
    public int Changes => Items.Count(item => item.Step is RewindStep.Restore or RewindStep.Delete) + Links.Count(link => link.Conflict is null);

    /// <summary>How many are left alone because somebody else changed them afterwards.</summary>
    public int Conflicts => Items.Count(item => item.Step is RewindStep.Conflict) + Links.Count(link => link.Conflict is not null);
}

/// <summary>One record in a rewind.</summary>
/// <param name="Now">The version in force.</param>
/// <param name="Before">The last version before the writes; null when the writes made the record.</param>
/// <param name="Undone">The numbers of the versions that are undone, ascending.</param>
/// <param name="Step">What happens to it.</param>
/// <param name="Conflict">Why it is left alone, or, when forced, whose change is undone with it.</param>
public sealed record RewindItem(
    StoredVersion Now, StoredVersion? Before, IReadOnlyList<int> Undone, RewindStep Step, RewindConflict? Conflict);

/// <summary>One link in a rewind: one that was added is removed, one that was removed is added.</summary>
public sealed record RewindLink(StoredLinkWrite Write, RewindConflict? Conflict);

/// <summary>A later change by somebody else.</summary>
/// <param name="Reason">In words.</param>
/// <param name="By">Who wrote it; null when the obstacle is another record.</param>
public sealed record RewindConflict(string Reason, Provenance? By, DateTimeOffset? At);

/// <summary>What a rewind does to a record.</summary>
public enum RewindStep
{
    /// <summary>Its state before the writes comes back as a new version.</summary>
    Restore,

    /// <summary>The writes made it: it is marked deleted.</summary>
    Delete,

    /// <summary>It already is as it was before the writes.</summary>
    Nothing,

    /// <summary>Others changed it afterwards: left alone.</summary>
    Conflict,
}
