using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>Single records and their histories.</summary>
internal static class VersionReader
{
    public static StoredVersion? Get(Connection connection, ScopePredicate predicate, string id)
    {
        var sql = new Sql(VersionRow.Select).Add(" WHERE v.id = ?", id);
        predicate.Visible(sql, "v");
        return First(connection, sql);
    }

    /// <summary>The version under a row number, provided that it may be seen.</summary>
    public static StoredVersion? GetByNumber(Connection connection, ScopePredicate predicate, long number)
    {
        var sql = new Sql(VersionRow.Select).Add(" WHERE v.no = ?", number);
        predicate.Visible(sql, "v");
        return First(connection, sql);
    }

    public static List<string> FindByPrefix(Connection connection, ScopePredicate predicate, RecordKind? kind, string prefix, int limit)
    {
        var sql = new Sql("SELECT v.id FROM versions v")
            .Add(" WHERE v.id >= ? AND substr(v.id, 1, length(?)) = ?", prefix, prefix, prefix);
        sql.Add(" AND v.id < ?", prefix + "\U0010FFFF");
        if (kind is { } wanted) sql.Add(" AND v.kind = ?", (long)wanted);
        predicate.Visible(sql, "v");
        using var row = sql.Add(" ORDER BY v.id LIMIT ?", limit).Prepare(connection);
        var ids = new List<string>();
        while (row.Step()) ids.Add(row.Text(0));
        return ids;
    }

    public static StoredVersion? FindByKey(
        Connection connection, ScopePredicate predicate, RecordKind kind, string project, string key, Visibility? visibility)
    {
        var sql = new Sql(VersionRow.Select).Add(" WHERE v.key = ? AND v.kind = ?", key, (long)kind);
        if (visibility is { } wanted) sql.Add(" AND project.name = ? AND v.visibility = ?", project, (long)wanted);
        else sql.Add($" AND (project.name = ? OR v.visibility = {(int)Visibility.Shared})", project);
        predicate.Visible(sql, "v");
        sql.Add(" ORDER BY v.deleted_at IS NOT NULL, v.superseded_by IS NOT NULL, v.visibility, project.name <> ?, v.recorded_at DESC LIMIT 1", project);
        return First(connection, sql);
    }

    /// <summary>One more than the greatest position of a thread that may be seen.</summary>
    public static long NextPosition(Connection connection, ScopePredicate predicate, RecordKind kind, string project, string thread)
    {
        var sql = new Sql("SELECT v.position FROM versions v INDEXED BY versions_by_position WHERE v.thread = ?", thread)
            .Add(" AND v.project = (SELECT no FROM projects WHERE name = ?) AND v.kind = ? AND v.position IS NOT NULL", project, (long)kind);
        predicate.Visible(sql, "v");
        using var row = sql.Add(" ORDER BY v.position DESC LIMIT 1").Prepare(connection);
        return row.Step() && row.Int64(0) < long.MaxValue ? row.Int64(0) + 1 : 1;
    }

    public static StoredVersion? GetVersion(Connection connection, ScopePredicate predicate, string id, int version)
    {
        using var row = History(connection, predicate, id, version);
        return row.Step() ? VersionRow.Read(row) : null;
    }

    public static List<StoredVersion> History(Connection connection, ScopePredicate predicate, string id)
    {
        using var row = History(connection, predicate, id, version: null);
        var versions = new List<StoredVersion>();
        while (row.Step()) versions.Add(VersionRow.Read(row));
        return versions;
    }

    private static Statement History(Connection connection, ScopePredicate predicate, string id, int? version)
    {
        var sql = new Sql(VersionRow.Select).Add(" WHERE v.id = ?", id);
        if (version is { } wanted) sql.Add(" AND v.version = ?", wanted);
        predicate.Recorded(sql, "v");
        predicate.Access(sql, "v");
        sql.Add(" AND EXISTS (SELECT 1 FROM versions seen WHERE seen.id = v.id");
        predicate.Visible(sql, "seen");
        return sql.Add(") ORDER BY v.version").Prepare(connection);
    }

    private static StoredVersion? First(Connection connection, Sql sql)
    {
        using var row = sql.Prepare(connection);
        return row.Step() ? VersionRow.Read(row) : null;
    }
}
