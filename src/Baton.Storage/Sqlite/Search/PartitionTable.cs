using System.Globalization;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Records;

namespace Baton.Storage.Sqlite.Search;

/// <summary>
/// Full text is kept apart by kind, place, owner of what is private, and whether it is in force. A search reads only the
/// partitions its scope may see: it neither pays for its neighbours nor takes word frequencies from what is hidden from it,
/// so that no score tells of another principal's private records.
/// </summary>
internal static class PartitionTable
{
    /// <summary>The partition's number, made with its tables when it is new.</summary>
    public static long Ensure(Connection connection, PartitionKey key)
    {
        using (var row = connection.Prepare("SELECT no FROM partitions WHERE kind = ? AND place = ? AND owner = ? AND past = ?"))
        {
            row.Bind((long)key.Kind).Bind(key.Place).Bind(key.Owner).Bind(key.Past);
            if (row.Step()) return row.Int64(0);
        }
        using (var insert = connection.Prepare("INSERT INTO partitions (kind, place, owner, past) VALUES (?, ?, ?, ?)"))
        {
            insert.Bind((long)key.Kind).Bind(key.Place).Bind(key.Owner).Bind(key.Past);
            insert.Run();
        }
        var number = connection.LastRowId;
        connection.ExecuteScript(TablesOf(number));
        return number;
    }

    /// <summary>What a partition holds.</summary>
    public static PartitionKey KeyOf(Connection connection, long partition)
    {
        using var row = connection.Prepare("SELECT kind, place, owner, past FROM partitions WHERE no = ?").Bind(partition);
        row.Step();
        return new PartitionKey((RecordKind)row.Int32(0), row.Int64(1), row.Text(2), row.Bool(3));
    }

    /// <summary>The partitions in which a scope's answers may lie.</summary>
    public static List<long> Select(Connection connection, Scope scope, RecordKind kind, PlaceSet places)
    {
        var sql = new Sql("SELECT no FROM partitions WHERE 1").Add(" AND kind = ?", (long)kind);
        places.Restrict(sql, "place");
        if (scope.Principal is { } principal) sql.Add(" AND (owner = '' OR owner = ?)", principal);
        if (scope.KnownAt is null) sql.Add(" AND past = 0");
        using var row = sql.Add(" ORDER BY no").Prepare(connection);
        var numbers = new List<long>();
        while (row.Step()) numbers.Add(row.Int64(0));
        return numbers;
    }

    /// <summary>The index of a partition's terms.</summary>
    public static string Words(long partition) => string.Create(CultureInfo.InvariantCulture, $"words_{partition}");

    /// <summary>The trigram index of a partition's identifiers.</summary>
    public static string Grams(long partition) => string.Create(CultureInfo.InvariantCulture, $"grams_{partition}");

    /// <summary>How many records hold each term of a partition.</summary>
    public static string Terms(long partition) => string.Create(CultureInfo.InvariantCulture, $"terms_{partition}");

    /// <summary>Records and words of the partitions.</summary>
    public static (long Records, long Words) Size(Connection connection, IReadOnlyCollection<long> partitions)
    {
        using var row = new Sql("SELECT ifnull(sum(records), 0), ifnull(sum(words), 0) FROM partitions WHERE ").AddIn("no", partitions).Prepare(connection);
        return row.Step() ? (row.Int64(0), row.Int64(1)) : default;
    }

    /// <summary>Counts a text in or out.</summary>
    public static void Count(Connection connection, long partition, int records, int words)
    {
        using var update = connection.Prepare("UPDATE partitions SET records = records + ?, words = words + ? WHERE no = ?");
        update.Bind((long)records).Bind((long)words).Bind(partition).Run();
    }

    private static string TablesOf(long partition) =>
        $"""
        CREATE VIRTUAL TABLE {Words(partition)} USING fts5(title, keywords, body, content='', tokenize="ascii tokenchars '_./\:#@+-'");
        CREATE VIRTUAL TABLE {Grams(partition)} USING fts5(identifiers, content='', tokenize='trigram');
        CREATE VIRTUAL TABLE {Terms(partition)} USING fts5vocab({Words(partition)}, 'row');
        """;
}

/// <summary>What tells one partition from another.</summary>
/// <param name="Place">The project, or 0 for what is shared.</param>
/// <param name="Owner">Of private records; else empty.</param>
/// <param name="Past">Holds texts that are no longer in force.</param>
internal readonly record struct PartitionKey(RecordKind Kind, long Place, string Owner, bool Past)
{
    public static PartitionKey Of(StoredVersion version, long place)
        => new(version.Kind, place, version.Visibility == Visibility.Private ? version.Owner : string.Empty, Past: false);
}
