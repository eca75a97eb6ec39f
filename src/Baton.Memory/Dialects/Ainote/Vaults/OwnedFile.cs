using System.Collections.Immutable;
using Baton.Memory.Records;

namespace Baton.Memory.Dialects.Ainote.Vaults;

/// <summary>A handoff and the file that is its own.</summary>
/// <param name="Handoff">The handoff.</param>
/// <param name="Name">What names it.</param>
/// <param name="HasPlainName">Whether the file of its name is its own; else that is another's, and its own has its id.</param>
internal sealed record OwnedFile(Handoff Handoff, HandoffName Name, bool HasPlainName)
{
    public string PathWithId => Name.PathWith(Handoff.Id);

    public string Path => HasPlainName ? Name.Path : PathWithId;

    /// <summary>Where it may be written, best place first.</summary>
    public ImmutableArray<string> Places => HasPlainName ? [Name.Path, PathWithId] : [PathWithId];
}
