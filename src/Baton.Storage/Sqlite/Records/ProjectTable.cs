using Baton.Memory.Projects;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Records;

/// <summary>Projects, and the places that scopes and filters name by project.</summary>
internal static class ProjectTable
{
    private const string Columns = "name, remote, secrets, approve_suspicious, created_at, retention";

    public static Project? Find(Connection connection, string name)
    {
        using var row = connection.Prepare($"SELECT {Columns} FROM projects WHERE name = ?").Bind(name);
        return row.Step() ? Read(row) : null;
    }

    public static List<Project> List(Connection connection, Scope scope)
    {
        var sql = new Sql($"SELECT {Columns} FROM projects WHERE 1");
        if (!scope.Projects.IsDefaultOrEmpty) sql.Add(" AND ").AddIn("name", scope.Projects);
        using var row = sql.Add(" ORDER BY name").Prepare(connection);
        var projects = new List<Project>();
        while (row.Step()) projects.Add(Read(row));
        return projects;
    }

    public static void Put(Connection connection, Project project)
    {
        using var statement = connection.Prepare(
            """
            INSERT INTO projects (name, remote, secrets, approve_suspicious, created_at, retention) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET remote = excluded.remote, secrets = excluded.secrets,
                approve_suspicious = excluded.approve_suspicious, created_at = excluded.created_at, retention = excluded.retention
            """);
        statement.Bind(project.Name).Bind(project.Remote).Bind((long)project.Secrets).Bind(project.ApproveSuspicious).Bind(project.CreatedAt)
            .Bind(project.Retention?.Ticks);
        statement.Run();
    }

    /// <summary>The project's number, or null when it was never put.</summary>
    public static long? Number(Connection connection, string name)
    {
        using var row = connection.Prepare("SELECT no FROM projects WHERE name = ?").Bind(name);
        return row.Step() ? row.Int64(0) : null;
    }

    /// <summary>Where the scope's records lie.</summary>
    public static PlaceSet PlacesOf(Connection connection, Scope scope)
    {
        if (scope.Projects.IsDefaultOrEmpty) return PlaceSet.Everywhere;
        using var row = new Sql("SELECT no FROM projects WHERE ").AddIn("name", scope.Projects).Prepare(connection);
        var places = new List<long> { PlaceSet.Shared };
        while (row.Step()) places.Add(row.Int64(0));
        return new PlaceSet([.. places]);
    }

    /// <summary>Where a filter's records lie: in the project it names, and among what is shared.</summary>
    public static PlaceSet PlacesOf(Connection connection, RecordFilter filter)
        => filter.Project is not { } name ? PlaceSet.Everywhere
        : Number(connection, name) is { } project ? new PlaceSet([PlaceSet.Shared, project])
        : new PlaceSet([PlaceSet.Shared]);

    private static Project Read(Statement row) => new()
    {
        Name = row.Text(0),
        Remote = row.NullableText(1),
        Secrets = (SecretsMode)row.Int32(2),
        ApproveSuspicious = row.Bool(3),
        CreatedAt = row.Instant(4),
        Retention = row.NullableInt64(5) is { } ticks ? TimeSpan.FromTicks(ticks) : null,
    };
}
