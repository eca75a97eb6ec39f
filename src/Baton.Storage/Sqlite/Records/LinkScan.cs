using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>Links as their rows stand, removed ones included.</summary>
internal static class LinkScan
{
    private const int Adder = 10;
    private const int Remover = 15;
    private static readonly string Select =
        $"""
        SELECT l.no, l.source, l.target, l.relation, l.request, l.operation, l.added_at, l.removed_at,
            l.removed_request, l.removed_operation, {AuthorTable.Columns("adder")}, {AuthorTable.Columns("remover")}
        FROM links l JOIN authors adder ON adder.no = l.author LEFT JOIN authors remover ON remover.no = l.remover
        """;

    public static List<StoredLinkRow> Page(Connection connection, long after, int limit)
    {
        using var row = connection.Prepare(Select + " WHERE l.no > ? ORDER BY l.no LIMIT ?").Bind(after).Bind((long)limit);
        return ReadAll(row);
    }

    public static List<StoredLinkRow> Of(Connection connection, string from, string to, string relation)
    {
        using var row = connection.Prepare(Select + " WHERE l.source = ? AND l.target = ? AND l.relation = ? ORDER BY l.no")
            .Bind(from).Bind(to).Bind(relation);
        return ReadAll(row);
    }

    private static List<StoredLinkRow> ReadAll(Statement row)
    {
        var links = new List<StoredLinkRow>();
        while (row.Step())
        {
            var link = new StoredLink(row.Text(1), row.Text(2), row.Text(3), AuthorTable.Read(row, Adder, row.Text(4), row.Text(5)), row.Instant(6));
            links.Add(new StoredLinkRow(row.Int64(0), link, row.IsNull(7) ? null : ReadEnd(row)));
        }
        return links;
    }

    private static StoredLinkEnd ReadEnd(Statement row) => new(AuthorTable.Read(row, Remover, row.Text(8), row.Text(9)), row.Instant(7));
}
