namespace Baton.Memory.Storage;

/// <summary>A directed link between two records.</summary>
/// <param name="Relation"><c>supports</c>, <c>contradicts</c>, <c>extends</c>, <c>part_of</c>, <c>about</c>, <c>caused</c>, <c>supersedes</c> or <c>resumes</c>.</param>
public sealed record StoredLink(string From, string To, string Relation, Provenance By, DateTimeOffset At);
