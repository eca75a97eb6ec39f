using System.Collections.Immutable;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>What stays true, at one version.</summary>
public sealed record MemoryRecord
{
    public required string Id { get; init; }

    /// <summary>Unique within project and visibility (and owner, when private); null for none.</summary>
    public string? Key { get; init; }
    public required string Project { get; init; }
    public required int Version { get; init; }
    public Visibility Visibility { get; init; } = Visibility.Project;

    /// <summary>The principal that made it; the only one to see it while it is private.</summary>
    public required string Owner { get; init; }
    public string Type { get; init; } = MemoryType.Fact;
    public string? Title { get; init; }

    /// <summary>Text; exactly one of this and <see cref="Value"/> is present.</summary>
    public string? Content { get; init; }

    /// <summary>Any JSON, its UTF-8 bytes exactly as they came.</summary>
    public ReadOnlyMemory<byte>? Value { get; init; }

    /// <summary>The conversation it came from.</summary>
    public string? Thread { get; init; }

    /// <summary>Its place in the thread.</summary>
    public long? Position { get; init; }
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>0 to 1.</summary>
    public double? Importance { get; init; }

    /// <summary>0 to 1.</summary>
    public double? Confidence { get; init; }
    public string Layer { get; init; } = MemoryLayer.Stated;

    /// <summary>Each piece any JSON value as UTF-8 text; a verified memory has at least one.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];
    public bool Pinned { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Since when it is true in the world; null for always.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>From when on it is no longer true; null for never.</summary>
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>Memories that this one replaces.</summary>
    public ImmutableArray<string> Supersedes { get; init; } = [];
    public string? SupersededBy { get; init; }
    public ImmutableArray<SuspiciousMark> Suspicious { get; init; } = [];

    /// <inheritdoc cref="Handoff.Labels"/>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this version was recorded: when we learned it.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Who wrote this version.</summary>
    public required Provenance By { get; init; }

    /// <summary>Who wrote its text (key, title, content or value), where this version's author only touched it otherwise; null when that is <see cref="By"/>.</summary>
    public Provenance? SavedBy { get; init; }

    /// <summary>When its text was written; null when that is <see cref="UpdatedAt"/>.</summary>
    public DateTimeOffset? SavedAt { get; init; }

    /// <summary>Who wrote the first.</summary>
    public required Provenance CreatedBy { get; init; }
}
