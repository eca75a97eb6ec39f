using Baton.Memory.Storage;

namespace Baton.Storage.Sqlite.Records;

/// <summary>
/// The one place where <see cref="Scope"/> becomes SQL. Every statement that reads records takes its conditions from here,
/// and only from here.
/// </summary>
/// <param name="scope">What the caller may see.</param>
/// <param name="places">Where its projects lie.</param>
internal sealed class ScopePredicate(Scope scope, PlaceSet places)
{
    /// <summary>
    /// Conditions that hold for the version in force, as the scope's moment says, of a record that may be seen. They start
    /// with <c>AND</c>.
    /// </summary>
    public void Visible(Sql sql, string alias)
    {
        InForce(sql, alias);
        Access(sql, alias);
        if (!scope.IncludeDeleted) sql.Add($" AND {alias}.deleted_at IS NULL");
        if (!scope.IncludeSuperseded) sql.Add($" AND {alias}.superseded_by IS NULL");
        if (!scope.IncludeExpired) Unexpired(sql, alias, scope.KnownAt ?? scope.Now);
        if (scope.AsOf is { } asOf)
        {
            sql.Add($" AND ({alias}.valid_from IS NULL OR {alias}.valid_from <= ?)", asOf);
            sql.Add($" AND ({alias}.valid_to IS NULL OR {alias}.valid_to > ?)", asOf);
        }
        if (scope.KnownAt is not null) NewestAllows(sql, alias);
    }

    /// <summary>Conditions on who may see one version, whether it is in force or not.</summary>
    public void Access(Sql sql, string alias)
    {
        if (scope.Principal is { } principal) sql.Add($" AND ({alias}.visibility <> {(int)Visibility.Private} OR {alias}.owner = ?)", principal);
        places.Restrict(sql, $"{alias}.place");
    }

    /// <summary>Only versions that had been recorded at the scope's moment.</summary>
    public void Recorded(Sql sql, string alias)
    {
        if (scope.KnownAt is { } knownAt) sql.Add($" AND {alias}.recorded_from <= ?", knownAt);
    }

    private void InForce(Sql sql, string alias)
    {
        if (scope.KnownAt is not { } knownAt)
        {
            sql.Add($" AND {alias}.recorded_to IS NULL");
            return;
        }
        sql.Add($" AND {alias}.recorded_from <= ? AND ({alias}.recorded_to IS NULL OR {alias}.recorded_to > ?)", knownAt, knownAt);
    }

    private void NewestAllows(Sql sql, string alias)
    {
        sql.Add($" AND EXISTS (SELECT 1 FROM versions newest WHERE newest.id = {alias}.id AND newest.recorded_to IS NULL");
        Access(sql, "newest");
        if (!scope.IncludeExpired) Unexpired(sql, "newest", scope.Now);
        sql.Add(")");
    }

    private static void Unexpired(Sql sql, string alias, DateTimeOffset moment)
        => sql.Add($" AND ({alias}.expires_at IS NULL OR {alias}.expires_at > ?)", moment);
}
