using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>What is left of records that were destroyed.</summary>
internal static class TombstoneTable
{
    private const int Author = 7;
    private static readonly string Select =
        $"""
        SELECT t.no, t.id, t.kind, t.at, t.why, t.request, t.operation, {AuthorTable.Columns("author")}
        FROM tombstones t JOIN authors author ON author.no = t.author
        """;

    public static Tombstone? Find(Connection connection, string id)
    {
        using var row = connection.Prepare(Select + " WHERE t.id = ?").Bind(id);
        return row.Step() ? Read(row).Tombstone : null;
    }

    public static List<TombstoneRow> Page(Connection connection, long after, int limit)
    {
        using var row = connection.Prepare(Select + " WHERE t.no > ? ORDER BY t.no LIMIT ?").Bind(after).Bind((long)limit);
        var page = new List<TombstoneRow>();
        while (row.Step()) page.Add(Read(row));
        return page;
    }

    public static bool Put(Connection connection, Tombstone tombstone)
    {
        using var insert = connection.Prepare(
            """
            INSERT INTO tombstones (id, kind, at, why, author, request, operation)
            SELECT ?1, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM versions WHERE id = ?1)
            ON CONFLICT (id) DO NOTHING
            """);
        insert.Bind(tombstone.Id).Bind((long)tombstone.Kind).Bind(tombstone.At).Bind(tombstone.Why)
            .Bind(AuthorTable.Intern(connection, tombstone.By)).Bind(tombstone.By.RequestId).Bind(tombstone.By.Operation).Run();
        return connection.Changes > 0;
    }

    private static TombstoneRow Read(Statement row) => new(row.Int64(0), new Tombstone(
        row.Text(1), (RecordKind)row.Int32(2), row.Instant(3), AuthorTable.Read(row, Author, row.Text(5), row.Text(6)), row.Text(4)));
}
