using Baton.Memory.Projects;

namespace Baton.Memory.Storage;

/// <summary>
/// One snapshot of the store. Every member that returns records takes the <see cref="Scope"/>: there is no way to read
/// around it. Those without one serve the operator's own commands and say so.
/// </summary>
public interface IMemoryReader
{
    ValueTask<Project?> FindProjectAsync(string name);

    /// <summary>Projects the scope may see, by name.</summary>
    ValueTask<IReadOnlyList<Project>> ListProjectsAsync(Scope scope);

    /// <summary>The version in force of one record (as the scope's <c>KnownAt</c> says), or null.</summary>
    ValueTask<StoredVersion?> GetAsync(Scope scope, string id);

    /// <summary>Ids that start with a prefix, in order, at most <paramref name="limit"/>; null kind means every kind.</summary>
    ValueTask<IReadOnlyList<string>> FindByPrefixAsync(Scope scope, RecordKind? kind, string prefix, int limit);

    /// <summary>
    /// By key within a project; of several visibilities private comes first, then project, then shared (of any project, this
    /// one first). With a <paramref name="visibility"/> only that one, and of this project only: what an upsert would replace.
    /// </summary>
    ValueTask<StoredVersion?> FindByKeyAsync(Scope scope, RecordKind kind, string project, string key, Visibility? visibility = null);

    /// <summary>One version of a record whose version in force the scope may see.</summary>
    ValueTask<StoredVersion?> GetVersionAsync(Scope scope, string id, int version);

    /// <summary>Every version, oldest first, of a record whose version in force the scope may see; none that was private to another principal.</summary>
    ValueTask<IReadOnlyList<StoredVersion>> HistoryAsync(Scope scope, string id);

    /// <summary>Newest first by <c>UpdatedAt</c> then id, unless the filter orders otherwise.</summary>
    ValueTask<StoredPage> ListAsync(Scope scope, RecordFilter filter, PageRequest page);

    /// <summary>How many records a list would give in all; no more than <paramref name="most"/> are counted.</summary>
    ValueTask<long> CountAsync(Scope scope, RecordFilter filter, long most = long.MaxValue);

    /// <summary>The place after the last of a thread, as far as the scope sees it; 1 for an empty one.</summary>
    ValueTask<long> NextPositionAsync(Scope scope, RecordKind kind, string project, string thread);

    /// <summary>Candidates by text: the same predicate as every other member, inside the same statement. At most <paramref name="limit"/> finds of each way of looking.</summary>
    ValueTask<TextHits> SearchAsync(Scope scope, RecordFilter filter, TextMatch match, int limit);

    /// <summary>Texts in force that have no vector of the model, whatever its dimensions; in order of their numbers.</summary>
    ValueTask<IReadOnlyList<UnembeddedText>> WithoutVectorAsync(Scope scope, string model, long after, int limit);

    /// <summary>How many texts have a vector of the model.</summary>
    ValueTask<VectorProgress> VectorProgressAsync(Scope scope, string model);

    /// <summary>The bytes of a body, verified against its SHA-256.</summary>
    ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(StoredBody body);

    /// <summary>Links that touch a record, both of whose ends the scope may see.</summary>
    ValueTask<IReadOnlyList<StoredLink>> LinksAsync(Scope scope, string id);

    /// <summary>A result saved under an idempotency key by this grant at or after <paramref name="since"/>.</summary>
    ValueTask<IdempotentResult?> FindIdempotentAsync(string grant, string key, DateTimeOffset since);

    /// <summary>When this client of this grant last closed a session in the project.</summary>
    ValueTask<DateTimeOffset?> FindPresenceAsync(string grant, string client, string project);

    /// <summary>Principals by the writes that the scope may see, the last seen first.</summary>
    ValueTask<IReadOnlyList<SeenAgent>> AgentsAsync(Scope scope, AgentFilter filter);

    /// <summary>The newest write to each record after an instant, the newest first, of handoffs, memories and tasks that the scope may see.</summary>
    ValueTask<IReadOnlyList<StoredChange>> RecentChangesAsync(Scope scope, string project, DateTimeOffset after, int limit);

    /// <summary>Writes after an instant, oldest first, of records the scope may see.</summary>
    ValueTask<IReadOnlyList<StoredChange>> ChangesAsync(Scope scope, string? project, DateTimeOffset after, int limit);

    /// <summary>One segment of a body, verified against its SHA-256.</summary>
    ValueTask<ReadOnlyMemory<byte>> ReadSegmentAsync(string hash);

    /// <summary>
    /// Every version there is, in the order written, a page at a time: for the operator's export and checks, so without a
    /// scope. Empty at the end.
    /// </summary>
    /// <param name="after">The sequence of the last row of the page before; 0 for the start.</param>
    /// <param name="limit">1 to 1,000.</param>
    ValueTask<IReadOnlyList<StoredRow>> ScanAsync(long after, int limit);

    /// <summary>Versions that somebody wrote, in the order they were written: for the operator's rewind and export, so without a scope.</summary>
    ValueTask<IReadOnlyList<StoredChange>> WritesAsync(WriteFilter filter);

    /// <summary>Links that somebody added or removed, in the order it happened; the filter's project is that of either end.</summary>
    ValueTask<IReadOnlyList<StoredLinkWrite>> LinkWritesAsync(WriteFilter filter);

    /// <summary>
    /// Every link there is or was, in the order added, a page at a time: for the operator's export, so without a scope.
    /// Empty at the end.
    /// </summary>
    /// <param name="after">The sequence of the last row of the page before; 0 for the start.</param>
    /// <param name="limit">1 to 1,000.</param>
    ValueTask<IReadOnlyList<StoredLinkRow>> ScanLinksAsync(long after, int limit);

    /// <summary>Each time that this link was added, oldest first: for the operator's import, so without a scope.</summary>
    ValueTask<IReadOnlyList<StoredLinkRow>> LinkHistoryAsync(string from, string to, string relation);

    /// <summary>Versions in force of what is to go, by id: for the operator's purge and for retention, so without a scope.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The last id of the page before; null for the start.</param>
    /// <param name="limit">1 to 1,000.</param>
    ValueTask<IReadOnlyList<StoredVersion>> FindRemovableAsync(RemovalFilter filter, string? after, int limit);

    /// <summary>What is left of a record that was destroyed, or null.</summary>
    ValueTask<Tombstone?> FindTombstoneAsync(string id);

    /// <summary>Every tombstone in the order made, a page at a time, for the operator's export. Empty at the end.</summary>
    /// <param name="after">The sequence of the last row of the page before; 0 for the start.</param>
    /// <param name="limit">1 to 1,000.</param>
    ValueTask<IReadOnlyList<TombstoneRow>> ScanTombstonesAsync(long after, int limit);

    ValueTask<StoreUsage> UsageAsync(Scope scope);
}
