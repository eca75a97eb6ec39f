using System.Collections.Immutable;
using Baton.Memory.Operations;
using Baton.Memory.Records;

namespace Baton.Memory.Handoffs;

/// <summary>Which handoff to load, and how much of its body.</summary>
public sealed record HandoffLoadRequest
{
    /// <summary>Empty for the newest of project and thread.</summary>
    public RecordRef Ref { get; init; } = new(null);
    public string? Project { get; init; }
    public string? Thread { get; init; }

    /// <summary>An earlier version; null for the current one.</summary>
    public int? Version { get; init; }
    public HandoffView View { get; init; }

    /// <summary>Only the part of the body under this Markdown heading.</summary>
    public string? Section { get; init; }

    /// <summary>For <see cref="MaxTokens"/>: whatever it costs.</summary>
    public const long Whole = long.MaxValue / 8;

    /// <summary>What the record and the shown part of the body may cost together; lists always come whole.</summary>
    public long MaxTokens { get; init; } = 8000;

    /// <summary>Only the last messages of a conversation.</summary>
    public int? MaxMessages { get; init; }

    /// <summary>Goes on where a truncated load stopped.</summary>
    public string? Cursor { get; init; }
}

/// <summary>How much of the body to load.</summary>
public enum HandoffView
{
    /// <summary>From its beginning, as far as the budget goes.</summary>
    Full,

    /// <summary>None of it.</summary>
    Digest,

    /// <summary>Its end.</summary>
    Tail,
}

/// <summary>A loaded handoff.</summary>
/// <param name="Handoff">The version asked for.</param>
/// <param name="Now">The moment of the load, which decides its status.</param>
/// <param name="Body">The shown part of the body; null when none was to be shown.</param>
/// <param name="Offset">Where in the body the part begins, in bytes.</param>
/// <param name="Truncated">What was left out, or null when everything is there.</param>
/// <param name="Drift">What has changed in the working folder since, for a reader.</param>
/// <param name="Continues">Whether this is a further part of a load, whose record was shown before.</param>
public sealed record HandoffLoaded(
    Handoff Handoff,
    DateTimeOffset Now,
    ReadOnlyMemory<byte>? Body,
    int Offset,
    Truncation? Truncated,
    ImmutableArray<string> Drift,
    bool Continues);

/// <summary>How much of a body was not shown, and the cursor that shows it.</summary>
public sealed record Truncation(long OmittedTokens, string Next);
