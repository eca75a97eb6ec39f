using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>Links between records. Removing one closes its row; adding it again makes another, so that the past stays known.</summary>
internal static class LinkTable
{
    public static List<StoredLink> Of(Connection connection, Scope scope, ScopePredicate predicate, string id)
    {
        var links = new List<StoredLink>();
        Collect(connection, scope, predicate, links, " AND l.source = ?", id);
        Collect(connection, scope, predicate, links, " AND l.target = ? AND l.source <> l.target", id);
        return links;
    }

    public static void Put(Connection connection, StoredLink link)
    {
        using var insert = connection.Prepare(
            """
            INSERT INTO links (source, target, relation, author, request, operation, added_at) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (source, target, relation) WHERE removed_at IS NULL DO NOTHING
            """);
        insert.Bind(link.From).Bind(link.To).Bind(link.Relation)
            .Bind(AuthorTable.Intern(connection, link.By)).Bind(link.By.RequestId).Bind(link.By.Operation).Bind(link.At).Run();
    }

    public static bool Remove(Connection connection, string from, string to, string relation, Provenance by, DateTimeOffset at)
    {
        using var update = connection.Prepare(
            """
            UPDATE links SET removed_at = ?, remover = ?, removed_request = ?, removed_operation = ?
            WHERE source = ? AND target = ? AND relation = ? AND removed_at IS NULL
            """);
        update.Bind(at).Bind(AuthorTable.Intern(connection, by)).Bind(by.RequestId).Bind(by.Operation).Bind(from).Bind(to).Bind(relation).Run();
        return connection.Changes > 0;
    }

    private static void Collect(Connection connection, Scope scope, ScopePredicate predicate, List<StoredLink> links, string end, string id)
    {
        var sql = new Sql($"SELECT l.source, l.target, l.relation, l.request, l.operation, l.added_at, {AuthorTable.Columns("author")}")
            .Add(" FROM links l JOIN authors author ON author.no = l.author WHERE 1").Add(end, id);
        if (scope.KnownAt is { } knownAt) sql.Add(" AND l.added_at <= ? AND (l.removed_at IS NULL OR l.removed_at > ?)", knownAt, knownAt);
        else sql.Add(" AND l.removed_at IS NULL");
        RequireVisible(sql, predicate, "source");
        RequireVisible(sql, predicate, "target");
        using var row = sql.Add(" ORDER BY l.no").Prepare(connection);
        while (row.Step())
        {
            links.Add(new StoredLink(
                row.Text(0), row.Text(1), row.Text(2), AuthorTable.Read(row, 6, row.Text(3), row.Text(4)), row.Instant(5)));
        }
    }

    private static void RequireVisible(Sql sql, ScopePredicate predicate, string column)
    {
        sql.Add($" AND EXISTS (SELECT 1 FROM versions v WHERE v.id = l.{column}");
        predicate.Visible(sql, "v");
        sql.Add(")");
    }
}
