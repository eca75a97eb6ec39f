using System.Collections.Immutable;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Memories;

/// <summary>The fields of a memory as a write brings them; fields left out keep their value.</summary>
public sealed record MemoryFields
{
    public string? Project { get; init; }

    /// <summary>The key to upsert, or to give; null for none or to keep.</summary>
    public string? Key { get; init; }
    public Patch<string> Content { get; init; }

    /// <summary>Any JSON as UTF-8 bytes.</summary>
    public Patch<ReadOnlyMemory<byte>> Value { get; init; }
    public Patch<string> Type { get; init; }
    public Patch<string> Title { get; init; }
    public Patch<string> Thread { get; init; }
    public Patch<long> Position { get; init; }
    public Patch<Visibility> Visibility { get; init; }
    public Patch<ImmutableArray<string>> Tags { get; init; }
    public Patch<double> Importance { get; init; }
    public Patch<double> Confidence { get; init; }
    public Patch<string> Layer { get; init; }

    /// <summary>Each piece any JSON value as text.</summary>
    public Patch<ImmutableArray<string>> Evidence { get; init; }
    public Patch<bool> Pinned { get; init; }
    public Patch<TimeSpan> TimeToLive { get; init; }
    public Patch<DateTimeOffset> ValidFrom { get; init; }
    public Patch<DateTimeOffset> ValidTo { get; init; }
    public Patch<ImmutableSortedDictionary<string, string>> Labels { get; init; }

    /// <summary>Ids of memories that this one replaces.</summary>
    public ImmutableArray<string> Supersedes { get; init; } = [];
    public int? IfMatch { get; init; }

    /// <summary>When another system wrote it first; null for now.</summary>
    internal DateTimeOffset? CreatedAt { get; init; }
}
