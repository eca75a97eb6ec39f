namespace Baton.Memory.Vault;

/// <summary>What a sync did, or would do.</summary>
public sealed record VaultReport
{
    /// <summary>Files that were already right.</summary>
    public int Unchanged { get; init; }

    /// <summary>Everything else, in the order met.</summary>
    public required IReadOnlyList<VaultEvent> Events { get; init; }

    /// <summary>How many events are of a kind.</summary>
    public int Count(VaultStep step) => Events.Count(one => one.Step == step);
}

/// <summary>One file that was not as it was left.</summary>
/// <param name="Path">Within the vault.</param>
/// <param name="Id">The record; null for a file that names none.</param>
/// <param name="Why">For conflicts and problems: what is the matter and what to do.</param>
public sealed record VaultEvent(VaultStep Step, string Path, string? Id, string? Why = null);

/// <summary>What happens to a file.</summary>
public enum VaultStep
{
    /// <summary>Written, since the store had something new.</summary>
    Write,

    /// <summary>Its edit becomes a version.</summary>
    Import,

    /// <summary>Taken away: the record is deleted, expired or replaced, and nobody edited the file.</summary>
    Remove,

    /// <summary>Changed in the file and in the store: both are left as they are.</summary>
    Conflict,

    /// <summary>Cannot be read or saved; left as it is.</summary>
    Problem,
}

/// <summary>What to do with conflicts.</summary>
public enum VaultConflicts
{
    /// <summary>Leave both sides and report.</summary>
    Leave,

    /// <summary>The file's edit becomes the newest version; the store's stays in the history.</summary>
    TakeFile,

    /// <summary>The store's version replaces the file, which is kept under <c>conflicts/</c>.</summary>
    TakeStore,
}
