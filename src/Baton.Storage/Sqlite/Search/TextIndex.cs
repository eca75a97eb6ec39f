using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Vectors;

namespace Baton.Storage.Sqlite.Search;

/// <summary>
/// Keeps the full-text indexes in step with the versions. A text stands for as many versions in a row as share it, so that a
/// claim or a comment indexes nothing. Memories keep their past texts, for searches by <c>known_at</c>; others only what is
/// in force.
/// </summary>
internal static class TextIndex
{
    public static void Put(Connection connection, StoredVersion version, long place)
    {
        var before = FindInForce(connection, version.Id);
        if (before is null && version.Search is null) return;
        var key = PartitionKey.Of(version, place);
        var partition = PartitionTable.Ensure(connection, key);
        var search = version.Search ?? ReadText(connection, before!.Value.Number);
        var digest = Digest(search);
        if (before is { } same && same.Partition == partition && same.Digest.AsSpan().SequenceEqual(digest)) return;
        if (before is { } old) Retire(connection, old, version);
        Insert(connection, version, partition, search, digest);
    }

    /// <summary>The text under a number.</summary>
    public static SearchText ReadText(Connection connection, long number)
    {
        using var row = connection.Prepare("SELECT title, keywords, head || rest FROM texts WHERE no = ?").Bind(number);
        row.Step();
        return new SearchText(row.Text(0), row.Text(1), row.Text(2));
    }

    /// <summary>Adds a text to the indexes of a partition.</summary>
    public static void Add(Connection connection, long partition, long number, SearchText search) => Write(connection, partition, number, TextTerms.Of(search), command: null);

    /// <summary>Takes a text out of the indexes of a partition; it must be the very text that was added.</summary>
    public static void Remove(Connection connection, long partition, long number, SearchText search) => Write(connection, partition, number, TextTerms.Of(search), "delete");

    /// <summary>Takes every text of a record out of the indexes and deletes it.</summary>
    /// <returns>The partitions it stood in.</returns>
    public static List<long> Destroy(Connection connection, string id)
    {
        var texts = new List<(long Number, long Partition)>();
        using (var row = connection.Prepare("SELECT no, partition FROM texts WHERE id = ?").Bind(id))
        {
            while (row.Step()) texts.Add((row.Int64(0), row.Int64(1)));
        }
        foreach (var (number, partition) in texts)
        {
            Remove(connection, partition, number, ReadText(connection, number));
            using var delete = connection.Prepare("DELETE FROM texts WHERE no = ?").Bind(number);
            delete.Run();
        }
        return [.. texts.Select(text => text.Partition)];
    }

    /// <summary>Writes a partition's indexes anew: a text that was taken out leaves its terms there until then.</summary>
    public static void Rewrite(Connection connection, long partition)
    {
        foreach (var table in (string[])[PartitionTable.Words(partition), PartitionTable.Grams(partition)])
        {
            connection.ExecuteScript($"INSERT INTO {table} ({table}) VALUES ('optimize')");
        }
    }

    private static InForce? FindInForce(Connection connection, string id)
    {
        using var row = connection.Prepare("SELECT no, partition, digest FROM texts WHERE id = ? AND last_version IS NULL").Bind(id);
        return row.Step() ? new InForce(row.Int64(0), row.Int64(1), row.Bytes(2).ToArray()) : null;
    }

    private static void Retire(Connection connection, InForce old, StoredVersion successor)
    {
        var search = ReadText(connection, old.Number);
        Remove(connection, old.Partition, old.Number, search);
        VectorTable.Remove(connection, old.Number);
        if (successor.Kind != RecordKind.Memory)
        {
            using var delete = connection.Prepare("DELETE FROM texts WHERE no = ?").Bind(old.Number);
            delete.Run();
            return;
        }
        var past = PartitionTable.Ensure(connection, PartitionTable.KeyOf(connection, old.Partition) with { Past = true });
        using (var update = connection.Prepare("UPDATE texts SET last_version = ?, partition = ? WHERE no = ?"))
        {
            update.Bind(successor.Version - 1L).Bind(past).Bind(old.Number).Run();
        }
        Add(connection, past, old.Number, search);
    }

    private static void Insert(Connection connection, StoredVersion version, long partition, SearchText search, byte[] digest)
    {
        var terms = TextTerms.Of(search);
        var head = TextTerms.Head(search.Text);
        using (var insert = connection.Prepare(
            "INSERT INTO texts (id, first_version, partition, digest, title, keywords, words, head, rest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"))
        {
            insert.Bind(version.Id).Bind((long)version.Version).Bind(partition).Bind((ReadOnlySpan<byte>)digest)
                .Bind(search.Title).Bind(search.Keywords).Bind((long)terms.Words).Bind(head).Bind(search.Text[head.Length..]).Run();
        }
        Write(connection, partition, connection.LastRowId, terms, command: null);
    }

    private static void Write(Connection connection, long partition, long number, TextTerms terms, string? command)
    {
        var sign = command is null ? 1 : -1;
        PartitionTable.Count(connection, partition, sign, sign * terms.Words);
        WriteRow(connection, PartitionTable.Words(partition), command, number, ["title", "keywords", "body"], [terms.Title, terms.Keywords, terms.Body]);
        if (terms.Identifiers.Length > 0) WriteRow(connection, PartitionTable.Grams(partition), command, number, ["identifiers"], [terms.Identifiers]);
    }

    private static void WriteRow(Connection connection, string table, string? command, long number, string[] columns, string[] values)
    {
        var names = string.Join(", ", columns);
        var marks = string.Join(", ", Enumerable.Repeat("?", columns.Length));
        using var insert = connection.Prepare(command is null
            ? $"INSERT INTO {table} (rowid, {names}) VALUES (?, {marks})"
            : $"INSERT INTO {table} ({table}, rowid, {names}) VALUES (?, ?, {marks})");
        if (command is not null) insert.Bind(command);
        insert.Bind(number);
        foreach (var value in values) insert.Bind(value);
        insert.Run();
    }

    private static byte[] Digest(SearchText search)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var field in (string[])[search.Title, search.Keywords, search.Text])
        {
            hash.AppendData(BitConverter.GetBytes(field.Length));
            hash.AppendData(Encoding.UTF8.GetBytes(field));
        }
        return hash.GetHashAndReset();
    }

    private readonly record struct InForce(long Number, long Partition, byte[] Digest);
}
