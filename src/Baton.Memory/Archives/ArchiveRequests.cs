using System.Collections.Immutable;
using Baton.Memory.Operations;
using Baton.Memory.Records;

namespace Baton.Memory.Archives;

/// <summary>A chunk to add to an archive; the archive is made where nobody has the key yet.</summary>
public sealed record ArchiveAppendRequest
{
    /// <summary>An archive that exists, or the key of one to be made.</summary>
    public required RecordRef Ref { get; init; }
    public required ReadOnlyMemory<byte> Chunk { get; init; }

    /// <summary>Where the chunk begins: the archive's length, or the place of a chunk sent before. Null adds at the end in any case.</summary>
    public long? Offset { get; init; }

    /// <summary>For a new archive.</summary>
    public string? Title { get; init; }

    /// <inheritdoc cref="Title"/>
    public string? Thread { get; init; }

    /// <inheritdoc cref="Title"/>
    public ImmutableArray<string> Tags { get; init; } = [];
}

/// <summary>What an append did.</summary>
/// <param name="Archive">The version in force after it.</param>
/// <param name="Offset">Where the chunk lies.</param>
/// <param name="WasThere">The same bytes were there already; nothing was written.</param>
/// <param name="Warnings">What else to know.</param>
public sealed record ArchiveAppended(Archive Archive, long Offset, bool WasThere, ImmutableArray<string> Warnings);

/// <summary>Which part of an archive to read.</summary>
public sealed record ArchiveReadRequest
{
    public required RecordRef Ref { get; init; }

    /// <summary>The text as it was then; null for the newest.</summary>
    public int? Version { get; init; }
    public long Offset { get; init; }

    /// <summary>At most so many bytes.</summary>
    public int Length { get; init; } = 32_000;
}

/// <summary>Part of an archive. Each chunk was checked against its SHA-256 on the way.</summary>
/// <param name="Archive">The version it is of.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Bytes">The bytes; none past the end.</param>
public sealed record ArchivePart(Archive Archive, long Offset, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Where to go on, or null at the end.</summary>
    public long? Next => Offset + Bytes.Length < Archive.Bytes ? Offset + Bytes.Length : null;
}

/// <summary>Which archives.</summary>
public sealed record ArchiveListRequest
{
    /// <summary>Null for every project the caller may see.</summary>
    public string? Project { get; init; }
    public string? Thread { get; init; }
    public ImmutableArray<string> TagsAny { get; init; } = [];

    /// <summary>With this SHA-256 of the whole.</summary>
    public string? Sha256 { get; init; }
    public int Limit { get; init; } = 50;
    public string? Cursor { get; init; }

    internal string Fingerprint => string.Join('\n', "archives", Project, Thread, Cursors.List(TagsAny), Sha256);
}

/// <summary>One page of archives.</summary>
/// <param name="Archives">The last written first.</param>
/// <param name="NextCursor">Goes on, or null at the end.</param>
/// <param name="Total">How many in all.</param>
public sealed record ArchivesFound(ImmutableArray<Archive> Archives, string? NextCursor, long Total);

/// <summary>An archive read from its first byte to its last.</summary>
/// <param name="Archive">What it says of itself.</param>
/// <param name="Bytes">What was read.</param>
/// <param name="Sha256">Their SHA-256.</param>
public sealed record ArchiveVerified(Archive Archive, long Bytes, string Sha256)
{
    /// <summary>Whether it is whole.</summary>
    public bool IsIntact => Bytes == Archive.Bytes && Sha256 == Archive.Sha256;
}
