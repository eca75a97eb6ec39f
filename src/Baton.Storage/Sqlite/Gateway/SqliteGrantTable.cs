using Baton.Gateway.Grants;
using Baton.Memory.Outcomes;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>Grants in <c>gateway.db</c>.</summary>
internal sealed class SqliteGrantTable(GatewayFile file, TimeProvider time) : IGrantRegistry
{
    private const string Columns = "id, label, principal, secrets, servers, projects, roles, toolsets, created_at, expires_at, revoked_at, dialect";

    public ValueTask<Grant?> FindAsync(string id, CancellationToken cancellationToken)
        => new(file.Read(connection => One(connection, $"SELECT {Columns} FROM grants WHERE id = ?", id)));

    public ValueTask<Grant?> LocalAsync(CancellationToken cancellationToken) => FindAsync(LocalGrant.Name, cancellationToken);

    public ValueTask<bool> AnyAsync(CancellationToken cancellationToken) => new(file.Read(connection =>
    {
        using var statement = connection.Prepare("SELECT 1 FROM grants WHERE id <> ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)");
        return statement.Bind(LocalGrant.Name).Bind(time.GetUtcNow()).Step();
    }));

    public ValueTask<IReadOnlyList<Grant>> ListAsync(CancellationToken cancellationToken) => new(file.Read<IReadOnlyList<Grant>>(connection =>
    {
        using var statement = connection.Prepare($"SELECT {Columns} FROM grants ORDER BY label, created_at");
        var grants = new List<Grant>();
        while (statement.Step()) grants.Add(Read(statement));
        return grants;
    }));

    public async ValueTask<Outcome<Grant>> AddAsync(Grant grant, CancellationToken cancellationToken)
        => await file.WriteAsync(connection => Add(connection, grant), cancellationToken);

    public async ValueTask<Outcome<Grant>> ChangeAsync(string label, Func<Grant, Outcome<Grant>> change, CancellationToken cancellationToken)
        => await file.WriteAsync(connection => Change(connection, label, change), cancellationToken);

    internal Outcome<Grant> Add(Connection connection, Grant grant)
    {
        if (One(connection, $"SELECT {Columns} FROM grants WHERE label = ? AND revoked_at IS NULL", grant.Label) is not null)
        {
            return new Failure(FailureCode.Duplicate, $"There is a grant '{grant.Label}' already.") { Hint = "Choose another label, or revoke that one first." };
        }
        var added = grant with { CreatedAt = time.GetUtcNow() };
        Write(connection, added, added.CreatedAt);
        return added;
    }

    // The newest grant of a label is the one in use: an older one was revoked before the label could be given again.
    private static Outcome<Grant> Change(Connection connection, string label, Func<Grant, Outcome<Grant>> change)
    {
        const string Newest = $"SELECT {Columns} FROM grants WHERE label = ? ORDER BY revoked_at IS NOT NULL, created_at DESC LIMIT 1";
        var found = One(connection, Newest, label) ?? One(connection, $"SELECT {Columns} FROM grants WHERE id = ?", label);
        if (found is null) return new Failure(FailureCode.NotFound, $"There is no grant '{label}'.") { Hint = "'baton grant list' shows them." };
        if (!change(found).TryGet(out var changed, out var failure)) return failure;
        Write(connection, changed, null);
        return changed;
    }

    private static void Write(Connection connection, Grant grant, DateTimeOffset? created)
    {
        const string Insert = $"INSERT INTO grants ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        const string Update = """
            UPDATE grants SET label = ?2, principal = ?3, secrets = ?4, servers = ?5, projects = ?6, roles = ?7, toolsets = ?8,
            created_at = ifnull(?9, created_at), expires_at = ?10, revoked_at = ?11, dialect = ?12 WHERE id = ?1
            """;
        using var statement = connection.Prepare(created is null ? Update : Insert);
        statement.Bind(grant.Id).Bind(grant.Label).Bind(grant.Principal).Bind(SecretColumn.Write(grant.Secrets))
            .Bind(JsonColumn.Write(grant.Servers)).Bind(JsonColumn.Write(grant.Projects)).Bind(JsonColumn.Write(grant.Roles))
            .Bind(JsonColumn.Write(grant.Toolsets)).Bind(created).Bind(grant.ExpiresAt).Bind(grant.RevokedAt).Bind(grant.Dialect).Run();
    }

    private static Grant? One(Connection connection, string sql, string value)
    {
        using var statement = connection.Prepare(sql);
        return statement.Bind(value).Step() ? Read(statement) : null;
    }

    private static Grant Read(Statement row) => new()
    {
        Id = row.Text(0),
        Label = row.Text(1),
        Principal = row.Text(2),
        Secrets = SecretColumn.Read(row.Bytes(3)),
        Servers = JsonColumn.Map(row.Bytes(4)),
        Projects = JsonColumn.List(row.Bytes(5)),
        Roles = JsonColumn.List(row.Bytes(6)),
        Toolsets = JsonColumn.List(row.Bytes(7)),
        CreatedAt = row.NullableInstant(8),
        ExpiresAt = row.NullableInstant(9),
        RevokedAt = row.NullableInstant(10),
        Dialect = row.NullableText(11),
    };
}
