using System.Runtime.InteropServices;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Records;
using Baton.Storage.Sqlite.Search;

namespace Baton.Storage.Sqlite.Vectors;

/// <summary>Vectors of texts that are in force; one for each text, of one model.</summary>
internal static class VectorTable
{
    /// <summary>Characters of a text that a model is given.</summary>
    private const int MostLetters = 2000;

    /// <summary>A model is kept under its name, a colon and its dimensions; names may hold colons themselves.</summary>
    private const string OfModel = "EXISTS (SELECT 1 FROM vectors k JOIN vector_models m ON m.no = k.model WHERE k.text = x.no AND m.name >= ? AND m.name < ? AND substr(m.name, length(?) + 1) NOT GLOB '*[^0-9]*')";

    /// <summary>The number of a model, or null when nothing of it is kept.</summary>
    public static long? Model(Connection connection, string name)
    {
        using var row = connection.Prepare("SELECT no FROM vector_models WHERE name = ?").Bind(name);
        return row.Step() ? row.Int64(0) : null;
    }

    public static long Removals(Connection connection, long partition)
    {
        using var row = connection.Prepare("SELECT vectors_removed FROM partitions WHERE no = ?").Bind(partition);
        return row.Step() ? row.Int64(0) : 0;
    }

    public static long Newest(Connection connection, long partition, long model)
    {
        using var row = connection.Prepare("SELECT ifnull(max(no), 0) FROM vectors WHERE partition = ? AND model = ?").Bind(partition).Bind(model);
        return row.Step() ? row.Int64(0) : 0;
    }

    public static List<(long Number, long Text, float Scale, byte[] Values)> After(Connection connection, long partition, long model, long number)
    {
        using var row = connection.Prepare("SELECT no, text, scale, data FROM vectors WHERE partition = ? AND model = ? AND no > ? ORDER BY no")
            .Bind(partition).Bind(model).Bind(number);
        var rows = new List<(long, long, float, byte[])>();
        while (row.Step()) rows.Add((row.Int64(0), row.Int64(1), (float)row.Double(2), row.Bytes(3).ToArray()));
        return rows;
    }

    /// <summary>Keeps a text's vector in place of the one it had; does nothing for a text that is gone.</summary>
    public static void Put(Connection connection, long text, QuantizedVector vector)
    {
        using var place = connection.Prepare("SELECT partition FROM texts WHERE no = ? AND last_version IS NULL").Bind(text);
        if (!place.Step()) return;
        var partition = place.Int64(0);
        Remove(connection, text);
        using (var model = connection.Prepare("INSERT INTO vector_models (name) SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM vector_models WHERE name = ?1)").Bind(vector.Model))
        {
            model.Run();
        }
        using var insert = connection.Prepare("INSERT INTO vectors (text, partition, model, scale, data) VALUES (?, ?, ?, ?, ?)");
        insert.Bind(text).Bind(partition).Bind(Model(connection, vector.Model)).Bind((double)vector.Scale).Bind(MemoryMarshal.AsBytes(vector.Values.Span)).Run();
    }

    public static void Remove(Connection connection, long text)
    {
        using (var count = connection.Prepare("UPDATE partitions SET vectors_removed = vectors_removed + 1 WHERE no = (SELECT partition FROM vectors WHERE text = ?)").Bind(text))
        {
            count.Run();
        }
        using var delete = connection.Prepare("DELETE FROM vectors WHERE text = ?").Bind(text);
        delete.Run();
    }

    /// <summary>Texts in force without a vector of the model, in order.</summary>
    public static List<UnembeddedText> Missing(Connection connection, ScopePredicate predicate, string model, long after, int limit)
    {
        var sql = new Sql($"SELECT x.no, x.title, substr(x.head, 1, {MostLetters}) FROM ").Add(TextHitReader.VersionsOfTexts)
            .Add(" WHERE x.no > ? AND x.last_version IS NULL AND x.head <> ''", after)
            .Add(" AND NOT " + OfModel, model + ":", model + ";", model + ":");
        predicate.Visible(sql, "v");
        using var row = sql.Add(" ORDER BY x.no LIMIT ?", limit).Prepare(connection);
        var texts = new List<UnembeddedText>();
        while (row.Step()) texts.Add(new UnembeddedText(row.Int64(0), $"{row.Text(1)}\n{row.Text(2)}".Trim()));
        return texts;
    }

    public static VectorProgress Progress(Connection connection, ScopePredicate predicate, string model)
    {
        var sql = new Sql($"SELECT count(*), sum({OfModel}) FROM ", model + ":", model + ";", model + ":")
            .Add(TextHitReader.VersionsOfTexts).Add(" WHERE x.last_version IS NULL AND x.head <> ''");
        predicate.Visible(sql, "v");
        using var row = sql.Prepare(connection);
        return row.Step() ? new VectorProgress(row.IsNull(1) ? 0 : row.Int64(1), row.Int64(0)) : new VectorProgress(0, 0);
    }
}
