using System.Collections.Immutable;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Records;

namespace Baton.Storage.Sqlite.Search;

/// <summary>Reads what ranking needs of finds and of what stands around them, each through the one predicate.</summary>
internal sealed class TextHitReader(Connection connection, Scope scope, RecordFilter filter, ScopePredicate predicate, TextMatch match, IReadOnlyDictionary<long, double> near)
{
    /// <summary>Texts <c>x</c> with the versions <c>v</c> they stand for; read from the texts, which a cross join fixes in SQLite.</summary>
    public const string VersionsOfTexts =
        "texts x CROSS JOIN versions v ON v.id = x.id AND v.version >= x.first_version AND v.version <= ifnull(x.last_version, v.version)";

    // Which index serves is known here; without statistics the planner would take the one by place.
    private const string ByNumber = "versions v NOT INDEXED";
    private const string AnyIndex = "versions v";
    private const string ByPosition = "versions v INDEXED BY versions_by_position";
    private const string ByThread = "versions v INDEXED BY versions_by_thread";
    private const string InThread = " WHERE v.thread = ? AND v.project = (SELECT no FROM projects WHERE name = ?)";
    private const string TheirTexts =
        " JOIN texts x ON x.id = v.id AND x.first_version <= v.version AND ifnull(x.last_version, v.version) >= v.version JOIN projects project ON project.no = v.project";

    private const string Columns =
        """
        SELECT v.no, v.id, project.name, v.thread, v.position, v.type, v.pinned, v.importance, v.created_at, v.recorded_at, v.valid_from,
            x.title, x.keywords, x.head, x.words, x.no, x.partition, x.rest <> '', v.version, v.valid_to, v.layer
        FROM
        """;
    /// <summary>Versions read by one statement; always as many, so that it is compiled once.</summary>
    private const int AtOnce = 25;

    /// <summary>Threads whose newest record is read; finds further down name no thread that a first page needs.</summary>
    private const int Threads = 5;
    private readonly HashSet<long> _read = [];

    public List<TextHit> Read(IEnumerable<long> versions)
    {
        var hits = new List<TextHit>();
        foreach (var chunk in versions.Chunk(AtOnce)) ReadChunk(hits, chunk);
        return hits;
    }

    /// <summary>Records by id, those already read left out.</summary>
    public List<TextHit> ReadIds(ImmutableArray<string> ids, PlaceSet places, IReadOnlyCollection<TextHit> except)
    {
        var hits = new List<TextHit>();
        foreach (var id in ids.Except(except.Select(hit => hit.Id)))
        {
            var sql = Select(AnyIndex, new Sql(" WHERE v.id = ?", id));
            places.Restrict(sql, "v.place");
            Read(hits, sql);
        }
        return hits;
    }

    /// <summary>Records within <see cref="TextMatch.Around"/> places of finds in the same thread of the same project.</summary>
    public List<TextHit> ReadAround(IReadOnlyList<TextHit> finds, PlaceSet places)
    {
        var hits = new List<TextHit>();
        var threads = finds.Where(find => find is { Thread: not null, Position: not null }).GroupBy(find => new ThreadName(find.Project, find.Thread!));
        foreach (var thread in threads)
        {
            foreach (var (first, last) in Stretches(thread.Select(find => find.Position!.Value)))
            {
                Read(hits, Around(thread.Key.Project, thread.Key.Thread, first, last, places));
            }
        }
        return hits;
    }

    /// <summary>The newest record of each thread that the best finds belong to: what was said last counts, wherever its words rank.</summary>
    public List<TextHit> ReadNewest(IEnumerable<TextHit> finds, PlaceSet places)
    {
        var hits = new List<TextHit>();
        foreach (var (project, thread) in finds.Where(find => find.Thread is not null).Select(find => new ThreadName(find.Project, find.Thread!)).Distinct().Take(Threads))
        {
            Read(hits, Newest(project, thread, places));
        }
        return hits;
    }

    /// <summary>A stretch of a project's thread, found without a look at threads of that name elsewhere.</summary>
    internal Sql Around(string project, string thread, long first, long last, PlaceSet places)
    {
        var sql = Select(ByPosition, new Sql(InThread, thread, project).Add(" AND v.position BETWEEN ? AND ?", first, last));
        places.Restrict(sql, "v.place");
        return sql;
    }

    /// <summary>The newest record of a project's thread.</summary>
    internal Sql Newest(string project, string thread, PlaceSet places)
    {
        var sql = Select(ByThread, new Sql(InThread, thread, project));
        places.Restrict(sql, "v.place");
        return sql.Add(" ORDER BY v.recorded_at DESC LIMIT 1");
    }

    /// <summary>Reads in the order given.</summary>
    private void ReadChunk(List<TextHit> hits, long[] versions)
    {
        var padded = versions.Concat(Enumerable.Repeat(versions[^1], AtOnce - versions.Length)).ToArray();
        var found = new Dictionary<long, TextHit>(versions.Length);
        using (var row = Select(ByNumber, new Sql(" WHERE ").AddIn("v.no", padded)).Prepare(connection))
        {
            while (row.Step()) found[row.Int64(0)] = ReadRow(row);
        }
        foreach (var version in versions)
        {
            if (found.TryGetValue(version, out var hit) && _read.Add(version)) hits.Add(hit);
        }
    }

    private IEnumerable<(long First, long Last)> Stretches(IEnumerable<long> positions)
    {
        long? first = null;
        var last = 0L;
        foreach (var position in positions.Order())
        {
            if (first is { } open && position - match.Around > last + 1)
            {
                yield return (open, last);
                first = null;
            }
            first ??= position - match.Around;
            last = position + match.Around;
        }
        if (first is { } rest) yield return (rest, last);
    }

    private Sql Select(string versions, Sql where)
    {
        var sql = new Sql(Columns).Add(" ").Add(versions).Add(TheirTexts).Add(where);
        FilterPredicate.Append(sql, "v", filter, scope.Now);
        predicate.Visible(sql, "v");
        return sql;
    }

    private void Read(List<TextHit> hits, Sql sql)
    {
        using var row = sql.Prepare(connection);
        while (row.Step())
        {
            if (_read.Add(row.Int64(0))) hits.Add(ReadRow(row));
        }
    }

    private TextHit ReadRow(Statement row) => new()
    {
        Id = row.Text(1),
        Version = row.Int32(18),
        Project = row.Text(2),
        Thread = row.NullableText(3),
        Position = row.NullableInt64(4),
        Type = row.NullableText(5),
        Pinned = row.Bool(6),
        Importance = row.NullableDouble(7),
        Layer = row.NullableText(20),
        CreatedAt = row.Instant(8),
        RecordedAt = row.Instant(9),
        ValidFrom = row.NullableInstant(10),
        ValidTo = row.NullableInstant(19),
        Text = new SearchText(row.Text(11), row.Text(12), row.Text(13)),
        Words = row.Int32(14),
        Occurring = row.Bool(17) ? Occurring(row.Int64(16), row.Int64(15)) : [],
        Likeness = near.TryGetValue(row.Int64(15), out var likeness) ? likeness : null,
    };

    private sealed record ThreadName(string Project, string Thread);

    private ImmutableArray<int> Occurring(long partition, long text)
    {
        var found = ImmutableArray.CreateBuilder<int>();
        var table = PartitionTable.Words(partition);
        for (var term = 0; term < match.AnyOf.Length; term++)
        {
            using var row = connection.Prepare($"SELECT 1 FROM {table} WHERE {table} MATCH ? AND rowid = ?")
                .Bind(FtsQuery.Quote(match.AnyOf[term])).Bind(text);
            if (row.Step()) found.Add(term);
        }
        return found.ToImmutable();
    }
}
