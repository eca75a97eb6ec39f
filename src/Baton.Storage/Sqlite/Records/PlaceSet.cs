using System.Collections.Immutable;

namespace Baton.Storage.Sqlite.Records;

/// <summary>
/// Where records may lie: numbers of projects, and 0 for what is shared. Null is everywhere.
/// </summary>
internal readonly record struct PlaceSet(ImmutableArray<long>? Places)
{
    /// <summary>The place of records that every project sees.</summary>
    public const long Shared = 0;

    public static PlaceSet Everywhere => new(null);

    /// <summary>Only what lies in both.</summary>
    public PlaceSet Intersect(PlaceSet other)
        => Places is not { } mine ? other
        : other.Places is not { } theirs ? this
        : new PlaceSet([.. mine.Where(place => theirs.Contains(place))]);

    /// <summary>
    /// Restricts a column. The plus keeps the planner from walking an index place by place, which would lose the order that
    /// lists are read in; statements that want that name the place themselves.
    /// </summary>
    public void Restrict(Sql sql, string column)
    {
        if (Places is not { } places) return;
        sql.Add(" AND +").AddIn(column, places);
    }
}
