using System.Collections.Immutable;
using Baton.Memory.Handoffs;
using Baton.Memory.Memories;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>One thing read from another system.</summary>
/// <param name="Place">Where it stood.</param>
internal abstract record ForeignItem(ForeignPlace Place)
{
    /// <param name="Fields">With the key under which a repeat finds it.</param>
    /// <param name="Digest">Of what was read, so that a repeat can tell whether it has changed.</param>
    /// <param name="At">When the other system wrote it; null where it does not say.</param>
    public sealed record OfMemory(ForeignPlace Place, MemoryFields Fields, string Digest, DateTimeOffset? At) : ForeignItem(Place);

    /// <inheritdoc cref="OfMemory"/>
    /// <param name="Request">With the key under which a repeat finds it.</param>
    /// <param name="Outcome">What was done with it, or null.</param>
    public sealed record OfHandoff(ForeignPlace Place, HandoffSaveRequest Request, string Digest, DateTimeOffset? At, string? Outcome = null) : ForeignItem(Place);

    /// <param name="Handoff">The key of the handoff that was acted on.</param>
    /// <param name="Project">Where it is; null for the default.</param>
    /// <param name="WhatWasDone">In the other system's own words.</param>
    /// <param name="Labels">Who says so, beside what the handoff has.</param>
    /// <param name="Digest">Of what was read, so that a repeat passes over it.</param>
    /// <param name="At">When; null where it is not said.</param>
    public sealed record OfOutcome(
        ForeignPlace Place, string Handoff, string? Project, string WhatWasDone, ImmutableSortedDictionary<string, string> Labels, string Digest, DateTimeOffset? At) : ForeignItem(Place);

    /// <param name="Handoff">The key of the handoff that it is about.</param>
    /// <param name="Project">Where it is; null for the default.</param>
    /// <param name="Author">Who is said to have written it.</param>
    /// <param name="Text">The remark.</param>
    /// <param name="Digest">Of what was read, so that a repeat passes over it.</param>
    /// <param name="At">When; null where it is not said.</param>
    public sealed record OfComment(ForeignPlace Place, string Handoff, string? Project, string? Author, string Text, string Digest, DateTimeOffset? At) : ForeignItem(Place);

    /// <param name="From">The key of the memory that says it.</param>
    /// <param name="To">The key of the memory it is about.</param>
    /// <param name="Relation">In the other system's own word.</param>
    /// <param name="At">When; null where it is not said.</param>
    public sealed record OfLink(ForeignPlace Place, string From, string To, string Relation, DateTimeOffset? At = null) : ForeignItem(Place);

    /// <summary>What cannot be read.</summary>
    public sealed record Problem(ForeignPlace Place, string Message) : ForeignItem(Place);
}

/// <summary>A place in what is imported.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Number">The line, or the item where a file is one document; 0 for the file as a whole.</param>
/// <param name="Unit"><c>line</c> or <c>item</c>.</param>
internal sealed record ForeignPlace(string File, long Number = 0, string Unit = "line")
{
    public override string ToString() => Number == 0 ? File : $"{File}, {Unit} {Number}";
}
