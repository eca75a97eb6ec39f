using System.Collections.Immutable;
using Baton.Catalog.Pins;

namespace Baton.Gateway.Pins;

/// <summary>One definition that a server offered, and what was decided about it.</summary>
public sealed record Pin
{
    public required string Server { get; init; }

    public required PinKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary><see cref="DefinitionHash"/> of the definition.</summary>
    public required string Hash { get; init; }

    /// <summary>The definition, as <see cref="DefinitionText"/> writes it.</summary>
    public required string Definition { get; init; }

    public required PinState State { get; init; }

    /// <summary>How far it was from what was approved before; null for what was pinned at first use.</summary>
    public DriftGrade? Grade { get; init; }

    /// <summary>What it was called before; null unless it was renamed.</summary>
    public string? PreviousName { get; init; }

    /// <summary>The differences, heaviest first; texts in it are safe to print.</summary>
    public ImmutableArray<DefinitionChange> Changes { get; init; } = [];

    public DateTimeOffset SeenAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Who decided: an operator's name, or a <see cref="PinReason"/>.</summary>
    public string? DecidedBy { get; init; }
}

/// <summary>What became of a definition.</summary>
public enum PinState
{
    /// <summary>It may be used. One of each name.</summary>
    Approved,

    /// <summary>It waits for somebody to look. One of each name, beside the approved one.</summary>
    Held,

    /// <summary>Somebody looked and said no; it stays refused without asking again.</summary>
    Rejected,

    /// <summary>It was approved until another took its place.</summary>
    Replaced,
}

/// <summary>Why a definition was approved without an operator.</summary>
public static class PinReason
{
    /// <summary>It was there at first use.</summary>
    public const string FirstUse = "first use";

    /// <summary>It differs in white space, case or punctuation only.</summary>
    public const string Cosmetic = "cosmetic";

    /// <summary>The operator trusts the server's changes.</summary>
    public const string Trusted = "trusted";
}
