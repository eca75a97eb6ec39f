using System.Collections.Immutable;

namespace Baton.Cli.Expectations;

/// <summary>What a search must find, so that a change of memories or of ranking that loses it is noticed.</summary>
/// <param name="Query">The question.</param>
/// <param name="Project">Null for every project.</param>
/// <param name="Within">Among how many first hits.</param>
/// <param name="Has">Ids that must be there.</param>
/// <param name="Not">Ids that must not.</param>
/// <param name="Found">The hits when it was saved, to say what changed.</param>
internal sealed record Expectation(
    string Query, string? Project, int Within, ImmutableArray<string> Has, ImmutableArray<string> Not, ImmutableArray<string> Found)
{
    /// <summary>What is wrong with the hits of now; empty when they are as expected.</summary>
    public ImmutableArray<string> Broken(IReadOnlyList<string> now) =>
    [
        .. Has.Where(id => !now.Contains(id)).Select(id => $"{id} is missing{Was(id)}"),
        .. Not.Where(now.Contains).Select(id => $"{id} is there, at {IndexOf(now, id) + 1}"),
    ];

    /// <summary>Hits that moved, came or went since it was saved.</summary>
    public ImmutableArray<string> Changed(IReadOnlyList<string> now) =>
    [
        .. Found.Where(id => !now.Contains(id)).Select(id => $"{id} went{Was(id)}"),
        .. now.Where(id => !Found.Contains(id)).Select(id => $"{id} came, at {IndexOf(now, id) + 1}"),
        .. now.Where(id => Found.Contains(id) && Found.IndexOf(id) != IndexOf(now, id)).Select(id => $"{id} moved from {Found.IndexOf(id) + 1} to {IndexOf(now, id) + 1}"),
    ];

    private string Was(string id) => Found.Contains(id) ? $" (it was at {Found.IndexOf(id) + 1})" : "";

    private static int IndexOf(IReadOnlyList<string> ids, string id) => ids.TakeWhile(other => other != id).Count();
}
