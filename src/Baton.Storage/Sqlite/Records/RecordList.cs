using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>
/// Lists, newest first. Each place is read along its own index and the heads are merged, so that a page costs its own rows
/// however large the store is.
/// </summary>
internal sealed class RecordList(Connection connection, Scope scope, RecordFilter filter, ScopePredicate predicate, PlaceSet places)
{
    public StoredPage Page(PageRequest page)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page.Limit, 1);
        var heads = new List<Head>();
        if (places.Places is { } each)
        {
            foreach (var place in each) Collect(heads, place, page);
        }
        else
        {
            Collect(heads, place: null, page);
        }
        heads.Sort(static (left, right) => right.CompareTo(left));
        var rows = heads.Take(page.Limit).Select(head => VersionReader.GetByNumber(connection, predicate, head.Number)!).ToList();
        var next = heads.Count > page.Limit ? new PagePosition(page.Order == ListOrder.Created ? rows[^1].CreatedAt : rows[^1].RecordedAt, rows[^1].Id) : null;
        return new StoredPage(rows, next);
    }

    /// <summary>How many there are, counting no further than <paramref name="most"/>.</summary>
    public long Count(long most)
    {
        var index = ListIndex.For(scope, filter, everywhere: places.Places is null);
        var sql = new Sql($"SELECT count(*) FROM (SELECT 1 FROM versions v{index?.Hint} WHERE 1{index?.Condition}");
        if (places.Places is { } each) sql.Add(" AND ").AddIn("v.place", each);
        FilterPredicate.Append(sql, "v", filter, scope.Now);
        predicate.Visible(sql, "v");
        using var row = sql.Add(" LIMIT ?)", most).Prepare(connection);
        return row.Step() ? row.Int64(0) : 0;
    }

    private void Collect(List<Head> heads, long? place, PageRequest page)
    {
        var sql = Heads(place, page);
        using var row = sql.Prepare(connection);
        while (row.Step()) heads.Add(new Head(row.Int64(0), row.Int64(1), row.Text(2)));
    }

    /// <summary>The rows of one place, or of all, in the order of the list.</summary>
    internal Sql Heads(long? place, PageRequest page)
    {
        var index = ListIndex.For(scope, filter, everywhere: place is null);
        var instant = page.Order == ListOrder.Created ? "v.created_at" : "v.recorded_at";
        var sql = new Sql($"SELECT v.no, {instant}, v.id FROM versions v{index?.Hint} WHERE 1{index?.Condition}");
        if (place is { } number) sql.Add(" AND v.place = ?", number);
        FilterPredicate.Append(sql, "v", filter, scope.Now, byTime: place is null && index is null);
        predicate.Visible(sql, "v");
        if (page.After is { } after) sql.Add($" AND ({instant}, v.id) < (?, ?)", after.At, after.Id);
        return sql.Add($" ORDER BY {instant} DESC, v.id DESC LIMIT ?", page.Limit + 1);
    }

    private readonly record struct Head(long Number, long At, string Id)
    {
        public int CompareTo(Head other)
            => At != other.At ? At.CompareTo(other.At) : string.CompareOrdinal(Id, other.Id);
    }
}
