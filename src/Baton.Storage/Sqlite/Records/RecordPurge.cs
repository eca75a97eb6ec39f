using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Search;

namespace Baton.Storage.Sqlite.Records;

/// <summary>
/// The one thing that destroys. The indexes it touched are written anew, since a text that was taken out leaves its terms in
/// them; what deleted rows leave in the file's pages goes with <see cref="SqliteMemoryStore.Compact"/>.
/// </summary>
internal static class RecordPurge
{
    public static Purged Run(Connection connection, IReadOnlyCollection<string> ids, Func<(string Id, RecordKind Kind), Tombstone> bury)
    {
        var (records, versions) = (0, 0L);
        var segments = new HashSet<string>(StringComparer.Ordinal);
        var partitions = new HashSet<long>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (KindOf(connection, id) is not { } kind) continue;
            CollectSegments(connection, id, segments);
            partitions.UnionWith(TextIndex.Destroy(connection, id));
            versions += DeleteVersions(connection, id);
            DeleteMentions(connection, id);
            TombstoneTable.Put(connection, bury((id, kind)));
            records++;
        }
        foreach (var partition in partitions) TextIndex.Rewrite(connection, partition);
        return new Purged(records, versions, SegmentTable.DeleteUnused(connection, segments));
    }

    private static RecordKind? KindOf(Connection connection, string id)
    {
        using var row = connection.Prepare("SELECT kind FROM versions WHERE id = ? AND recorded_to IS NULL").Bind(id);
        return row.Step() ? (RecordKind)row.Int32(0) : null;
    }

    private static void CollectSegments(Connection connection, string id, HashSet<string> segments)
    {
        using var row = connection.Prepare("SELECT body_segments FROM versions WHERE id = ? AND body_segments IS NOT NULL").Bind(id);
        while (row.Step()) segments.UnionWith(SegmentTable.ReadHashes(row.Bytes(0)));
    }

    private static long DeleteVersions(Connection connection, string id)
    {
        Run(connection, "DELETE FROM version_tags WHERE version IN (SELECT no FROM versions WHERE id = ?)", id);
        return Run(connection, "DELETE FROM versions WHERE id = ?", id);
    }

    /// <summary>Links, and replies that are kept for repeats and name the record.</summary>
    private static void DeleteMentions(Connection connection, string id)
    {
        Run(connection, "DELETE FROM links WHERE source = ?", id);
        Run(connection, "DELETE FROM links WHERE target = ?", id);
        Run(connection, "DELETE FROM idempotency WHERE instr(CAST(reply AS TEXT), ?) > 0", id);
    }

    private static long Run(Connection connection, string sql, string id)
    {
        using var statement = connection.Prepare(sql).Bind(id);
        statement.Run();
        return connection.Changes;
    }
}
