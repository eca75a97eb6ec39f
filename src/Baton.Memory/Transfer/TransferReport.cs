using Baton.Memory.Storage;

namespace Baton.Memory.Transfer;

/// <summary>What an export or import moved.</summary>
public sealed record TransferReport
{
    public long Lines { get; init; }
    public int Projects { get; init; }
    public long Records { get; init; }
    public long Versions { get; init; }
    public long Links { get; init; }
    public long Tombstones { get; init; }

    /// <summary>Lines whose content was there already: a repeated import writes nothing.</summary>
    public long Present { get; init; }

    /// <summary>How many of those were deleted here since another system's import brought them in: they stay deleted.</summary>
    public long Deleted { get; init; }

    /// <summary>Lines that could not be imported, each with its number; at most <see cref="MostErrors"/> are kept.</summary>
    public IReadOnlyList<TransferError> Errors { get; init; } = [];

    /// <summary>Links of a bundle to records that are neither in it nor here: named, and not made.</summary>
    public IReadOnlyList<StoredLink> Outside { get; init; } = [];

    /// <summary>How many lines failed in all.</summary>
    public long Failed { get; init; }

    /// <summary>More failures than this are counted, not listed.</summary>
    public const int MostErrors = 100;
}

/// <summary>A line that could not be imported.</summary>
public sealed record TransferError(long Line, string Message);

/// <summary>How far a transfer has come.</summary>
/// <param name="Lines">Lines written or read.</param>
/// <param name="Bytes">Bytes written or read.</param>
public readonly record struct TransferProgress(long Lines, long Bytes);
