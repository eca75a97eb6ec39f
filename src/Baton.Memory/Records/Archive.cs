using System.Collections.Immutable;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>
/// A verbatim transcript that only grows. Each version adds at most one chunk, so that a version costs its chunk however
/// long the whole is, and every version is the text as it was then.
/// </summary>
public sealed record Archive
{
    public required string Id { get; init; }

    /// <summary>Unique within the project, or null.</summary>
    public string? Key { get; init; }
    public required string Project { get; init; }
    public required int Version { get; init; }
    public string? Title { get; init; }
    public string? Thread { get; init; }
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Length of the whole.</summary>
    public long Bytes { get; init; }

    /// <summary>SHA-256 of the whole, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The chunk that this version added, or null.</summary>
    public ArchiveChunk? Chunk { get; init; }

    /// <summary>Where the versions' chunks that make up the whole are found.</summary>
    public required ArchiveRun Run { get; init; }

    /// <summary>The state of the hash, to go on from.</summary>
    public required ReadOnlyMemory<byte> HashState { get; init; }
    public ImmutableArray<SuspiciousMark> Suspicious { get; init; } = [];
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this version was recorded.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Who wrote this version.</summary>
    public required Provenance By { get; init; }

    /// <summary>Who wrote the first.</summary>
    public required Provenance CreatedBy { get; init; }

    /// <summary>Where this version's chunk begins; the end where it has none.</summary>
    public long Offset => Bytes - (Chunk?.Bytes ?? 0);
}

/// <summary>Bytes that one version added.</summary>
/// <param name="Sha256">Their SHA-256, under which the store keeps them once.</param>
/// <param name="Bytes">How many.</param>
public sealed record ArchiveChunk(string Sha256, long Bytes);

/// <summary>
/// Versions whose chunks follow each other. An archive has one, unless a rewind brought an earlier text back: then another
/// begins there.
/// </summary>
/// <param name="First">The first version of the run.</param>
/// <param name="Base">The version whose whole text comes before the run's; 0 for none.</param>
public sealed record ArchiveRun(int First, int Base);
