using System.Collections.Immutable;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>
/// Who has written, by the newest of their writes that may be seen. Each author's writes are walked from the newest, so that
/// the cost follows the number of authors and not that of writes.
/// </summary>
internal static class AgentList
{
    public static List<SeenAgent> Of(Connection connection, ScopePredicate predicate, AgentFilter filter)
    {
        var agents = new Dictionary<string, SeenAgent>(StringComparer.Ordinal);
        using var row = Statement(predicate, filter).Prepare(connection);
        while (row.Step())
        {
            var (principal, client) = (row.Text(0), row.NullableText(1));
            var known = agents.GetValueOrDefault(principal) ?? new SeenAgent(principal, row.Instant(2), row.Text(3), []);
            agents[principal] = client is null || known.Clients.Contains(client) ? known : known with { Clients = known.Clients.Add(client) };
        }
        return [.. agents.Values.OrderByDescending(agent => agent.LastSeen).ThenBy(agent => agent.Principal, StringComparer.Ordinal).Take(filter.Limit)];
    }

    /// <summary>One row for each author, the last seen first.</summary>
    internal static Sql Statement(ScopePredicate predicate, AgentFilter filter)
    {
        var sql = new Sql("SELECT author.principal, author.client, v.recorded_at, project.name FROM authors author JOIN versions v ON v.no = (")
            .Add("SELECT w.no FROM versions w WHERE w.author = author.no");
        if (filter.SeenAfter is { } after) sql.Add(" AND w.recorded_at > ?", after);
        if (filter.Project is { } project) sql.Add(" AND w.project = (SELECT no FROM projects WHERE name = ?)", project);
        predicate.Recorded(sql, "w");
        predicate.Access(sql, "w");
        sql.Add(" AND EXISTS (SELECT 1 FROM versions seen WHERE seen.id = w.id");
        predicate.Visible(sql, "seen");
        sql.Add(") ORDER BY w.recorded_at DESC LIMIT 1) JOIN projects project ON project.no = v.project WHERE 1");
        if (filter.Principal is { } principal) sql.Add(" AND author.principal = ?", principal);
        return sql.Add(" ORDER BY v.recorded_at DESC, v.no DESC");
    }
}
