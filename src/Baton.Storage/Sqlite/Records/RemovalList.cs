using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>Records that a purge or retention means, by id.</summary>
internal static class RemovalList
{
    public static List<StoredVersion> Page(Connection connection, RemovalFilter filter, string? after, int limit)
    {
        var sql = new Sql(VersionRow.Select).Add(" WHERE v.recorded_to IS NULL AND v.id > ?", after ?? "");
        if (!filter.Ids.IsDefaultOrEmpty) sql.Add(" AND ").AddIn("v.id", filter.Ids);
        if (filter.Project is { } project) sql.Add(" AND project.name = ?", project);
        if (filter.WrittenBefore is { } written) sql.Add(" AND v.recorded_at < ?", written);
        if (filter.ExceptPinned) sql.Add(" AND v.pinned = 0");
        Ended(sql, filter);
        using var row = sql.Add(" ORDER BY v.id LIMIT ?", limit).Prepare(connection);
        var page = new List<StoredVersion>();
        while (row.Step()) page.Add(VersionRow.Read(row));
        return page;
    }

    private static void Ended(Sql sql, RemovalFilter filter)
    {
        if (filter.ExpiredBefore is null && filter.DeletedBefore is null) return;
        // A bound that is absent compares as NULL, which is no match.
        sql.Add(" AND (v.expires_at < ? OR v.deleted_at < ?)", filter.ExpiredBefore, filter.DeletedBefore);
    }
}
