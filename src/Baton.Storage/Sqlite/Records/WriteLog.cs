using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>Who wrote what, for the operator: the rows themselves are the log.</summary>
internal static class WriteLog
{
    /// <summary>Behind what the author's columns take.</summary>
    private const int Number = 11;

    public static List<StoredChange> Versions(Connection connection, WriteFilter filter)
    {
        var sql = new Sql($"SELECT v.id, v.kind, project.name, v.version, v.recorded_at, v.request, v.operation, {AuthorTable.Columns("author")}")
            .Add(" FROM versions v JOIN projects project ON project.no = v.project JOIN authors author ON author.no = v.author WHERE 1");
        Restrict(sql, filter, "v.recorded_at", "v.request");
        if (filter.Project is { } project) sql.Add(" AND project.name = ?", project);
        using var row = sql.Add(" ORDER BY v.no").Prepare(connection);
        var writes = new List<StoredChange>();
        while (row.Step())
        {
            writes.Add(new StoredChange(row.Text(0), (RecordKind)row.Int32(1), row.Text(2), row.Int32(3), row.Instant(4),
                AuthorTable.Read(row, 7, row.Text(5), row.Text(6))));
        }
        return writes;
    }

    public static List<StoredLinkWrite> Links(Connection connection, WriteFilter filter)
    {
        var writes = new List<(long Row, StoredLinkWrite Write)>();
        Collect(connection, filter, added: true, writes);
        Collect(connection, filter, added: false, writes);
        return [.. writes.OrderBy(write => write.Write.Link.At).ThenBy(write => write.Row).ThenByDescending(write => write.Write.Added).Select(write => write.Write)];
    }

    private static void Collect(Connection connection, WriteFilter filter, bool added, List<(long Row, StoredLinkWrite Write)> writes)
    {
        var (instant, request, operation, author) = added
            ? ("l.added_at", "l.request", "l.operation", "l.author")
            : ("l.removed_at", "l.removed_request", "l.removed_operation", "l.remover");
        var sql = new Sql($"SELECT l.source, l.target, l.relation, {instant}, {request}, {operation}, {AuthorTable.Columns("author")}, l.no")
            .Add($" FROM links l JOIN authors author ON author.no = {author} WHERE {instant} IS NOT NULL");
        Restrict(sql, filter, instant, request);
        if (filter.Project is { } project)
        {
            sql.Add(" AND EXISTS (SELECT 1 FROM versions v JOIN projects project ON project.no = v.project")
                .Add(" WHERE v.id IN (l.source, l.target) AND v.recorded_to IS NULL AND project.name = ?)", project);
        }
        using var row = sql.Add(" ORDER BY l.no").Prepare(connection);
        while (row.Step())
        {
            var link = new StoredLink(row.Text(0), row.Text(1), row.Text(2), AuthorTable.Read(row, 6, row.Text(4), row.Text(5)), row.Instant(3));
            writes.Add((row.Int64(Number), WithLastChange(connection, link, added)));
        }
    }

    private static StoredLinkWrite WithLastChange(Connection connection, StoredLink link, bool added)
    {
        using var row = connection.Prepare(
            $"""
            SELECT l.removed_at IS NULL, coalesce(l.removed_at, l.added_at), coalesce(l.removed_request, l.request),
                   coalesce(l.removed_operation, l.operation), {AuthorTable.Columns("author")}
            FROM links l JOIN authors author ON author.no = coalesce(l.remover, l.author)
            WHERE l.source = ? AND l.target = ? AND l.relation = ? ORDER BY l.no DESC LIMIT 1
            """);
        row.Bind(link.From).Bind(link.To).Bind(link.Relation).Step();
        return new StoredLinkWrite(link, added, row.Int64(0) == 1, AuthorTable.Read(row, 4, row.Text(2), row.Text(3)), row.Instant(1));
    }

    private static void Restrict(Sql sql, WriteFilter filter, string instant, string request)
    {
        sql.Add($" AND {instant} >= ?", filter.Since);
        if (filter.Until is { } until) sql.Add($" AND {instant} < ?", until);
        if (filter.RequestId is { } id) sql.Add($" AND {request} = ?", id);
        if (filter.Grant is { } grant) sql.Add(" AND author.grant_label = ?", grant);
        if (filter.Principal is { } principal) sql.Add(" AND author.principal = ?", principal);
        if (filter.Session is { } session) sql.Add(" AND author.session = ?", session);
    }
}
