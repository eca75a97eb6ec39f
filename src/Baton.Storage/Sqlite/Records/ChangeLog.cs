using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>What was written, and how much there is: the versions themselves are the log.</summary>
internal static class ChangeLog
{
    public static List<StoredChange> After(
        Connection connection, ScopePredicate predicate, string? project, DateTimeOffset after, int limit)
    {
        var sql = new Sql($"SELECT v.id, v.kind, project.name, v.version, v.recorded_at, v.request, v.operation, {AuthorTable.Columns("author")}")
            .Add(" FROM versions v JOIN projects project ON project.no = v.project JOIN authors author ON author.no = v.author")
            .Add(" WHERE v.recorded_at > ?", after);
        if (project is not null) sql.Add(" AND project.name = ?", project);
        predicate.Recorded(sql, "v");
        predicate.Access(sql, "v");
        sql.Add(" AND EXISTS (SELECT 1 FROM versions seen WHERE seen.id = v.id");
        predicate.Visible(sql, "seen");
        return ReadAll(connection, sql.Add(") ORDER BY v.recorded_at, v.id, v.version LIMIT ?", limit));
    }

    /// <summary>Versions in force that were written after an instant: the newest write to each record.</summary>
    public static List<StoredChange> Recent(Connection connection, ScopePredicate predicate, string project, DateTimeOffset after, int limit)
        => ReadAll(connection, RecentStatement(predicate, project, after, limit));

    internal static Sql RecentStatement(ScopePredicate predicate, string project, DateTimeOffset after, int limit)
    {
        var sql = new Sql($"SELECT v.id, v.kind, project.name, v.version, v.recorded_at, v.request, v.operation, {AuthorTable.Columns("author")}")
            .Add(" FROM versions v INDEXED BY versions_by_time CROSS JOIN projects project ON project.no = v.project CROSS JOIN authors author ON author.no = v.author")
            .Add(" WHERE v.recorded_at > ? AND project.name = ?", after, project)
            .Add($" AND v.kind IN ({(int)RecordKind.Handoff}, {(int)RecordKind.Memory}, {(int)RecordKind.Task})");
        predicate.Visible(sql, "v");
        return sql.Add(" ORDER BY v.recorded_at DESC, v.id DESC LIMIT ?", limit);
    }

    private static List<StoredChange> ReadAll(Connection connection, Sql sql)
    {
        using var row = sql.Prepare(connection);
        var changes = new List<StoredChange>();
        while (row.Step())
        {
            changes.Add(new StoredChange(row.Text(0), (RecordKind)row.Int32(1), row.Text(2), row.Int32(3), row.Instant(4),
                AuthorTable.Read(row, 7, row.Text(5), row.Text(6))));
        }
        return changes;
    }

    public static StoreUsage Usage(Connection connection, ScopePredicate predicate, PlaceSet places)
    {
        var records = new Dictionary<RecordKind, long>();
        var sql = new Sql("SELECT v.kind, count(*) FROM versions v WHERE 1");
        if (places.Places is { } each) sql.Add(" AND ").AddIn("v.place", each);
        predicate.Visible(sql, "v");
        using (var row = sql.Add(" GROUP BY v.kind").Prepare(connection))
        {
            while (row.Step()) records[(RecordKind)row.Int32(0)] = row.Int64(1);
        }
        return new StoreUsage(records, CountVersions(connection, predicate), SizeOf(connection.Path) + SizeOf(connection.Path + "-wal"));
    }

    private static long CountVersions(Connection connection, ScopePredicate predicate)
    {
        var sql = new Sql("SELECT count(*) FROM versions v WHERE 1");
        predicate.Recorded(sql, "v");
        predicate.Access(sql, "v");
        sql.Add(" AND EXISTS (SELECT 1 FROM versions seen WHERE seen.id = v.id");
        predicate.Visible(sql, "seen");
        using var row = sql.Add(")").Prepare(connection);
        return row.Step() ? row.Int64(0) : 0;
    }

    private static long SizeOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
