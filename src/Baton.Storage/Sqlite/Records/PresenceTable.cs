using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>When each client of each grant last closed a session in a project.</summary>
internal static class PresenceTable
{
    public static DateTimeOffset? Find(Connection connection, string grant, string client, string project)
    {
        using var row = connection.Prepare("SELECT at FROM presence WHERE grant_label = ? AND client = ? AND project = ?");
        row.Bind(grant).Bind(client).Bind(project);
        return row.Step() ? row.Instant(0) : null;
    }

    public static void Put(Connection connection, string grant, string client, string project, DateTimeOffset at)
    {
        using var insert = connection.Prepare(
            """
            INSERT INTO presence (grant_label, client, project, at) VALUES (?, ?, ?, ?)
            ON CONFLICT (grant_label, client, project) DO UPDATE SET at = excluded.at
            """);
        insert.Bind(grant).Bind(client).Bind(project).Bind(at).Run();
    }
}
