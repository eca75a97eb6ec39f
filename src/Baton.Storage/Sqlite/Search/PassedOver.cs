using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;
using Baton.Storage.Sqlite.Records;

namespace Baton.Storage.Sqlite.Search;

/// <summary>
/// Says why finds did not pass, for those that only their own age hides: what access hides is never counted.
/// </summary>
internal static class PassedOver
{
    /// <summary>More dropped texts than these are not looked at: the counts say "at least".</summary>
    private const int MostTexts = 1000;

    public static (int Expired, int Superseded) Count(
        Connection connection, Scope scope, RecordFilter filter, PlaceSet visible, IReadOnlyCollection<long> texts)
    {
        if (texts.Count == 0) return default;
        var sql = new Sql("SELECT sum(v.superseded_by IS NULL), sum(v.superseded_by IS NOT NULL) FROM ").Add(TextHitReader.VersionsOfTexts)
            .Add(" WHERE ").AddIn("x.no", texts.Take(MostTexts).ToList());
        FilterPredicate.Append(sql, "v", filter, scope.Now);
        new ScopePredicate(scope with { IncludeExpired = true, IncludeSuperseded = true }, visible).Visible(sql, "v");
        using var row = sql.Prepare(connection);
        return row.Step() ? (row.Int32(0), row.Int32(1)) : default;
    }
}
