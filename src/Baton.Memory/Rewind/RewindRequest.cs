using Baton.Memory.Storage;

namespace Baton.Memory.Rewind;

/// <summary>What is to be undone.</summary>
public sealed record RewindRequest
{
    /// <summary>The writes to undo.</summary>
    public required WriteFilter Writes { get; init; }

    /// <summary>Also undo records that others changed afterwards; their versions stay in the history.</summary>
    public bool Force { get; init; }
}
