using Baton.Memory.Projects;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Search;
using Baton.Storage.Sqlite.Vectors;

namespace Baton.Storage.Sqlite.Records;

/// <summary>
/// One transaction as the contracts see it. It ends with the work it was made for; used later it throws, since its
/// connection serves others by then.
/// </summary>
/// <param name="connection">In a transaction.</param>
/// <param name="vectors">Vectors in memory, shared by the store's sessions.</param>
internal sealed class MemorySession(Connection connection, VectorCache vectors) : IMemoryWriter, IDisposable
{
    private Connection? _connection = connection;

    private Connection Open => _connection ?? throw new ObjectDisposedException(nameof(MemorySession), "The transaction has ended.");

    public void Dispose() => _connection = null;

    public ValueTask<Project?> FindProjectAsync(string name) => new(ProjectTable.Find(Open, name));

    public ValueTask<IReadOnlyList<Project>> ListProjectsAsync(Scope scope) => new(ProjectTable.List(Open, scope));

    public ValueTask<StoredVersion?> GetAsync(Scope scope, string id) => new(VersionReader.Get(Open, Predicate(scope), id));

    public ValueTask<IReadOnlyList<string>> FindByPrefixAsync(Scope scope, RecordKind? kind, string prefix, int limit)
        => new(VersionReader.FindByPrefix(Open, Predicate(scope), kind, prefix, limit));

    public ValueTask<StoredVersion?> FindByKeyAsync(Scope scope, RecordKind kind, string project, string key, Visibility? visibility = null)
        => new(VersionReader.FindByKey(Open, Predicate(scope), kind, project, key, visibility));

    public ValueTask<StoredVersion?> GetVersionAsync(Scope scope, string id, int version)
        => new(VersionReader.GetVersion(Open, Predicate(scope), id, version));

    public ValueTask<IReadOnlyList<StoredVersion>> HistoryAsync(Scope scope, string id)
        => new(VersionReader.History(Open, Predicate(scope), id));

    public ValueTask<StoredPage> ListAsync(Scope scope, RecordFilter filter, PageRequest page) => new(List(scope, filter).Page(page));

    public ValueTask<long> CountAsync(Scope scope, RecordFilter filter, long most = long.MaxValue) => new(List(scope, filter).Count(most));

    public ValueTask<long> NextPositionAsync(Scope scope, RecordKind kind, string project, string thread)
        => new(VersionReader.NextPosition(Open, Predicate(scope), kind, project, thread));

    public ValueTask<TextHits> SearchAsync(Scope scope, RecordFilter filter, TextMatch match, int limit)
    {
        var visible = ProjectTable.PlacesOf(Open, scope);
        var asked = ProjectTable.PlacesOf(Open, filter).Intersect(visible);
        return new(new TextSearch(Open, vectors, scope, filter, visible).Run(asked, match, limit));
    }

    public ValueTask<IReadOnlyList<UnembeddedText>> WithoutVectorAsync(Scope scope, string model, long after, int limit)
        => new(VectorTable.Missing(Open, Predicate(scope), model, after, limit));

    public ValueTask<VectorProgress> VectorProgressAsync(Scope scope, string model) => new(VectorTable.Progress(Open, Predicate(scope), model));

    public ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(StoredBody body) => new(SegmentTable.Read(Open, body));

    public ValueTask<IReadOnlyList<StoredLink>> LinksAsync(Scope scope, string id) => new(LinkTable.Of(Open, scope, Predicate(scope), id));

    public ValueTask<IdempotentResult?> FindIdempotentAsync(string grant, string key, DateTimeOffset since)
        => new(IdempotencyTable.Find(Open, grant, key, since));

    public ValueTask<DateTimeOffset?> FindPresenceAsync(string grant, string client, string project)
        => new(PresenceTable.Find(Open, grant, client, project));

    public ValueTask<IReadOnlyList<SeenAgent>> AgentsAsync(Scope scope, AgentFilter filter) => new(AgentList.Of(Open, Predicate(scope), filter));

    public ValueTask<IReadOnlyList<StoredChange>> RecentChangesAsync(Scope scope, string project, DateTimeOffset after, int limit)
        => new(ChangeLog.Recent(Open, Predicate(scope), project, after, limit));

    public ValueTask<IReadOnlyList<StoredChange>> ChangesAsync(Scope scope, string? project, DateTimeOffset after, int limit)
        => new(ChangeLog.After(Open, Predicate(scope), project, after, limit));

    public ValueTask<ReadOnlyMemory<byte>> ReadSegmentAsync(string hash) => new(SegmentTable.ReadOne(Open, hash));

    public ValueTask<IReadOnlyList<StoredRow>> ScanAsync(long after, int limit) => new(VersionScan.Page(Open, after, limit));

    public ValueTask<IReadOnlyList<StoredChange>> WritesAsync(WriteFilter filter) => new(WriteLog.Versions(Open, filter));

    public ValueTask<IReadOnlyList<StoredLinkWrite>> LinkWritesAsync(WriteFilter filter) => new(WriteLog.Links(Open, filter));

    public ValueTask<IReadOnlyList<StoredLinkRow>> ScanLinksAsync(long after, int limit) => new(LinkScan.Page(Open, after, limit));

    public ValueTask<IReadOnlyList<StoredLinkRow>> LinkHistoryAsync(string from, string to, string relation)
        => new(LinkScan.Of(Open, from, to, relation));

    public ValueTask<IReadOnlyList<StoredVersion>> FindRemovableAsync(RemovalFilter filter, string? after, int limit)
        => new(RemovalList.Page(Open, filter, after, limit));

    public ValueTask<Tombstone?> FindTombstoneAsync(string id) => new(TombstoneTable.Find(Open, id));

    public ValueTask<IReadOnlyList<TombstoneRow>> ScanTombstonesAsync(long after, int limit) => new(TombstoneTable.Page(Open, after, limit));

    public ValueTask<StoreUsage> UsageAsync(Scope scope)
    {
        var places = ProjectTable.PlacesOf(Open, scope);
        return new(ChangeLog.Usage(Open, new ScopePredicate(scope, places), places));
    }

    public ValueTask PutProjectAsync(Project project)
    {
        ProjectTable.Put(Open, project);
        return ValueTask.CompletedTask;
    }

    public ValueTask PutVersionAsync(StoredVersion version)
    {
        VersionWriter.Put(Open, version);
        return ValueTask.CompletedTask;
    }

    public ValueTask<string> PutSegmentAsync(ReadOnlyMemory<byte> bytes) => new(SegmentTable.Put(Open, bytes.Span));

    public ValueTask PutVectorAsync(long text, QuantizedVector vector)
    {
        VectorTable.Put(Open, text, vector);
        return ValueTask.CompletedTask;
    }

    public ValueTask PutLinkAsync(StoredLink link)
    {
        LinkTable.Put(Open, link);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> RemoveLinkAsync(string from, string to, string relation, Provenance by, DateTimeOffset at)
        => new(LinkTable.Remove(Open, from, to, relation, by, at));

    public ValueTask<Purged> PurgeAsync(IReadOnlyCollection<string> ids, string why, Provenance by, DateTimeOffset at)
        => new(RecordPurge.Run(Open, ids, id => new Tombstone(id.Id, id.Kind, at, by, why)));

    public ValueTask<bool> PutTombstoneAsync(Tombstone tombstone) => new(TombstoneTable.Put(Open, tombstone));

    public ValueTask PutIdempotentAsync(string grant, string key, IdempotentResult result)
    {
        IdempotencyTable.Put(Open, grant, key, result);
        return ValueTask.CompletedTask;
    }

    public ValueTask PutPresenceAsync(string grant, string client, string project, DateTimeOffset at)
    {
        PresenceTable.Put(Open, grant, client, project, at);
        return ValueTask.CompletedTask;
    }

    private ScopePredicate Predicate(Scope scope) => new(scope, ProjectTable.PlacesOf(Open, scope));

    private RecordList List(Scope scope, RecordFilter filter)
    {
        var visible = ProjectTable.PlacesOf(Open, scope);
        return new RecordList(Open, scope, filter, new ScopePredicate(scope, visible), ProjectTable.PlacesOf(Open, filter).Intersect(visible));
    }
}
