using System.Security.Cryptography;
using Baton.Memory.Storage;
using Baton.Memory.Text;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Records;
using Baton.Storage.Sqlite.Search;
using SQLitePCL;

namespace Baton.Storage.Maintenance;

/// <summary>What must hold in <c>memory.db</c> beyond what SQLite itself can tell.</summary>
internal static class MemoryChecks
{
    /// <summary>Every segment has its hash, and every body joins to its own.</summary>
    public static IEnumerable<string> Bodies(Connection connection)
    {
        using (var row = connection.Prepare("SELECT no, sha256, bytes FROM segments"))
        {
            while (row.Step())
            {
                if (!SHA256.HashData(row.Bytes(2)).AsSpan().SequenceEqual(row.Bytes(1))) yield return $"segment {row.Int64(0)} no longer has its hash";
            }
        }
        using var body = connection.Prepare("SELECT DISTINCT id, body_bytes, body_sha256, body_segments FROM versions WHERE body_bytes IS NOT NULL");
        while (body.Step())
        {
            var stored = new StoredBody(SegmentTable.ReadHashes(body.Bytes(3)), body.Int64(1), Convert.ToHexStringLower(body.Bytes(2)));
            if (Problem(connection, stored) is { } problem) yield return $"the body of {body.Text(0)}: {problem}";
        }
    }

    /// <summary>Versions count from 1 without a gap, the last one is in force, their spans join, and what they hold can be read.</summary>
    public static IEnumerable<string> Versions(Connection connection)
    {
        using (var row = connection.Prepare("SELECT id, version FROM versions WHERE NOT json_valid(CAST(data AS TEXT)) OR NOT json_valid(tags)"))
        {
            while (row.Step()) yield return $"version {row.Int64(1)} of {row.Text(0)} cannot be read: its data is no JSON";
        }
        using (var row = connection.Prepare(
            """
            SELECT id, count(*), min(version), max(version), sum(recorded_to IS NULL) FROM versions
            GROUP BY id HAVING min(version) <> 1 OR max(version) <> count(*) OR sum(recorded_to IS NULL) <> 1
            """))
        {
            while (row.Step()) yield return $"{row.Text(0)} has {Counted.Of(row.Int64(1), "version")} from {row.Int64(2)} to {row.Int64(3)}, {row.Int64(4)} of them in force";
        }
        using var joint = connection.Prepare(
            """
            SELECT v.id, v.version FROM versions v JOIN versions next ON next.id = v.id AND next.version = v.version + 1
            WHERE v.recorded_to IS NOT next.recorded_from
            """);
        while (joint.Step()) yield return $"version {joint.Int64(1)} of {joint.Text(0)} does not end where the next begins";
    }

    /// <summary>Each index is whole, holds exactly the texts of its partition, and its counts are right.</summary>
    public static IEnumerable<string> FullText(Connection connection)
    {
        foreach (var partition in Partitions(connection))
        {
            foreach (var table in (string[])[PartitionTable.Words(partition), PartitionTable.Grams(partition)])
            {
                if (Structure(connection, table) is { } problem) yield return $"the index {table}: {problem}";
            }
            foreach (var problem in Counts(connection, partition)) yield return problem;
        }
    }

    private static List<long> Partitions(Connection connection)
    {
        using var row = connection.Prepare("SELECT no FROM partitions ORDER BY no");
        var numbers = new List<long>();
        while (row.Step()) numbers.Add(row.Int64(0));
        return numbers;
    }

    private static IEnumerable<string> Counts(Connection connection, long partition)
    {
        var words = PartitionTable.Words(partition);
        using var row = connection.Prepare(
            $"""
            SELECT (SELECT count(*) FROM {words}_docsize), count(x.no), ifnull(sum(x.words), 0), p.records, p.words
            FROM partitions p LEFT JOIN texts x ON x.partition = p.no WHERE p.no = ?
            """);
        row.Bind(partition).Step();
        var (indexed, kept) = (row.Int64(0), row.Int64(1));
        if (indexed != kept) yield return $"the index {words} holds {indexed} texts where {kept} are kept";
        if (row.Int64(2) != row.Int64(4) || row.Int64(3) != kept) yield return $"the counts of {words} are not those of its texts";
    }

    private static string? Structure(Connection connection, string table)
    {
        try
        {
            connection.Execute($"INSERT INTO {table} ({table}) VALUES ('integrity-check')");
            return null;
        }
        catch (SqliteError error) when (error.Code == raw.SQLITE_CORRUPT)
        {
            return error.Message;
        }
    }

    private static string? Problem(Connection connection, StoredBody body)
    {
        try
        {
            SegmentTable.Read(connection, body);
            return null;
        }
        catch (StoreUnavailableException exception)
        {
            return exception.Message;
        }
    }
}
