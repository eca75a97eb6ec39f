namespace Baton.Storage.Sqlite.Schema;

/// <summary>Migrations of <c>audit.db</c>.</summary>
/// <remarks>
/// <c>body</c> is the row as it is authenticated and exported; the columns beside it are copies to search by, which
/// verification compares with it. Instants are UTC ticks of 100 ns. Time grows with the sequence.
/// </remarks>
internal static class AuditSchema
{
    public const string Version1 = """
        CREATE TABLE chain (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            id BLOB NOT NULL,
            key_id TEXT NOT NULL);

        CREATE TABLE entries (
            sequence INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            kind TEXT NOT NULL,
            grant_label TEXT,
            server TEXT,
            tool TEXT,
            outcome TEXT NOT NULL,
            request_id TEXT,
            body BLOB NOT NULL,
            mac BLOB NOT NULL);
        CREATE INDEX entries_by_time ON entries (time);

        CREATE TABLE checkpoints (
            sequence INTEGER PRIMARY KEY,
            mac BLOB NOT NULL,
            time INTEGER NOT NULL,
            signature TEXT NOT NULL);
        """;

    /// <summary>Time grows with the sequence, so an instant is found by halving; the index cost a page with every commit.</summary>
    public const string Version2 = "DROP INDEX entries_by_time";
}
