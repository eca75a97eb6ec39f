using Baton.Memory.Storage;

namespace Baton.Storage.Sqlite.Records;

/// <summary>What a caller asks for, as conditions on a version; the project is a matter of <see cref="PlaceSet"/>.</summary>
internal static class FilterPredicate
{
    /// <param name="sql">Gets the conditions, each starting with <c>AND</c>.</param>
    /// <param name="alias">The version's name in the statement.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="now">Decides which leases have lapsed.</param>
    /// <param name="byTime">Keeps the planner from an index that starts with the kind: the statement reads all places in order of time.</param>
    public static void Append(Sql sql, string alias, RecordFilter filter, DateTimeOffset now, bool byTime = false)
    {
        sql.Add($" AND {(byTime ? "+" : "")}{alias}.kind = ?", (long)filter.Kind);
        if (filter.Thread is { } thread) sql.Add($" AND {alias}.thread = ?", thread);
        if (!filter.Statuses.IsDefaultOrEmpty)
        {
            sql.Add($" AND CASE WHEN {alias}.status = 'claimed' AND {alias}.claim_until <= ? THEN 'open' ELSE {alias}.status END", now);
            sql.AddIn("", filter.Statuses);
        }
        if (!filter.To.IsDefaultOrEmpty) AddRecipients(sql, alias, filter);
        if (filter.From is { } from)
        {
            sql.Add($" AND {alias}.creator IN (SELECT no FROM authors WHERE principal = ? OR grant_label = ? OR client = ?)", from, from, from);
        }
        if (!filter.Types.IsDefaultOrEmpty) sql.Add(" AND ").AddIn($"{alias}.type", filter.Types);
        if (!filter.TypesNone.IsDefaultOrEmpty) sql.Add(" AND NOT ").AddIn($"ifnull({alias}.type, '')", filter.TypesNone);
        if (!filter.Layers.IsDefaultOrEmpty) sql.Add(" AND ").AddIn($"{alias}.layer", filter.Layers);
        AddTags(sql, alias, filter);
        if (filter.Visibility is { } visibility) sql.Add($" AND {alias}.visibility = ?", (long)visibility);
        if (filter.Priority is { } priority) sql.Add($" AND {alias}.priority = ?", priority);
        if (filter.Pinned is { } pinned) sql.Add($" AND {alias}.pinned = ?", pinned);
        if (filter.CreatedAfter is { } createdAfter) sql.Add($" AND {alias}.created_at > ?", createdAfter);
        if (filter.CreatedBefore is { } createdBefore) sql.Add($" AND {alias}.created_at < ?", createdBefore);
        if (filter.CreatedUntil is { } createdUntil) sql.Add($" AND {alias}.created_at <= ?", createdUntil);
        if (filter.UpdatedAfter is { } updatedAfter) sql.Add($" AND {alias}.recorded_at > ?", updatedAfter);
        if (filter.UpdatedUntil is { } updatedUntil) sql.Add($" AND {alias}.recorded_at <= ?", updatedUntil);
        if (filter.ContentHash is { } hash) sql.Add($" AND {alias}.content_hash = ?", hash);
        if (filter.KeyPrefix is { } prefix) sql.Add($" AND {alias}.key >= ? AND substr({alias}.key, 1, length(?)) = ?", prefix, prefix, prefix);
    }

    private static void AddRecipients(Sql sql, string alias, RecordFilter filter)
    {
        sql.Add(" AND (").AddIn($"{alias}.recipient", filter.To);
        if (filter.To.Contains(string.Empty)) sql.Add($" OR {alias}.recipient IS NULL");
        sql.Add(")");
    }

    private static void AddTags(Sql sql, string alias, RecordFilter filter)
    {
        if (!filter.TagsAny.IsDefaultOrEmpty)
        {
            sql.Add($" AND EXISTS (SELECT 1 FROM version_tags t WHERE t.version = {alias}.no AND ").AddIn("t.tag", filter.TagsAny).Add(")");
        }
        if (!filter.TagsNone.IsDefaultOrEmpty)
        {
            sql.Add($" AND NOT EXISTS (SELECT 1 FROM version_tags t WHERE t.version = {alias}.no AND ").AddIn("t.tag", filter.TagsNone).Add(")");
        }
        foreach (var tag in filter.TagsAll.IsDefault ? [] : filter.TagsAll)
        {
            sql.Add($" AND EXISTS (SELECT 1 FROM version_tags t WHERE t.version = {alias}.no AND t.tag = ?)", tag);
        }
    }
}
