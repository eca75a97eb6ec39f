using System.Collections.Immutable;

namespace Baton.Gateway.Pins;

/// <summary>What one look at a server's list changes, all or nothing.</summary>
public sealed record PinUpdate
{
    /// <summary>The kind of the list.</summary>
    public required PinKind Kind { get; init; }

    /// <summary>Whether this is the first list of that kind; then nothing is recorded if another process was first.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Definitions that pass, each taking the place of the one approved under its name.</summary>
    public ImmutableArray<PinDraft> Accepted { get; init; } = [];

    /// <summary>Why they pass: one of <see cref="PinReason"/>.</summary>
    public string AcceptedBy { get; init; } = PinReason.FirstUse;

    /// <summary>Definitions that wait, each taking the place of the one that waited, or was rejected, under its name.</summary>
    public ImmutableArray<PinDraft> Held { get; init; } = [];

    /// <summary>Names whose waiting definition the server no longer offers.</summary>
    public ImmutableArray<string> Withdrawn { get; init; } = [];

    /// <summary>Whether it changes nothing.</summary>
    public bool IsEmpty => !IsFirst && Accepted.IsEmpty && Held.IsEmpty && Withdrawn.IsEmpty;
}
