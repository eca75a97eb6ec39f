using Baton.Gateway.Policies;
using Baton.Memory.Outcomes;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>Policy documents in <c>gateway.db</c>, every revision of them.</summary>
internal sealed class SqlitePolicyTable(GatewayFile file, TimeProvider time) : IPolicyStore
{
    private const string Columns = "name, revision, text, created_at, note";

    public ValueTask<IReadOnlyList<StoredPolicy>> ListAsync(CancellationToken cancellationToken) => new(file.Read<IReadOnlyList<StoredPolicy>>(connection =>
        All(connection, $"SELECT {Columns} FROM policies p WHERE revision = (SELECT max(revision) FROM policies WHERE name = p.name) ORDER BY name")));

    public ValueTask<IReadOnlyList<StoredPolicy>> HistoryAsync(string name, CancellationToken cancellationToken) => new(file.Read<IReadOnlyList<StoredPolicy>>(connection =>
        All(connection, $"SELECT {Columns} FROM policies WHERE name = ? ORDER BY revision DESC", name)));

    public ValueTask<Outcome<StoredPolicy>> GetAsync(string name, long? revision, CancellationToken cancellationToken)
        => new(file.Read<Outcome<StoredPolicy>>(connection => Newest(connection, name) switch
        {
            null => new Failure(FailureCode.NotFound, $"There is no policy '{name}'.") { Hint = "'baton policy list' shows them." },
            { } newest when revision is null || revision == newest.Revision => newest,
            { } newest => One(connection, name, revision.Value) is { } found
                ? found
                : new Failure(FailureCode.NotFound, $"The policy '{name}' has no revision {revision}; it has 1 to {newest.Revision}."),
        }));

    public async ValueTask<StoredPolicy> PutAsync(string name, string text, string? note, CancellationToken cancellationToken)
        => await file.WriteAsync(connection => Put(connection, name, text, note), cancellationToken);

    internal StoredPolicy Put(Connection connection, string name, string text, string? note)
    {
        var newest = Newest(connection, name);
        if (newest?.Text == text) return newest;
        var policy = new StoredPolicy(name, (newest?.Revision ?? 0) + 1, text, time.GetUtcNow(), note);
        using var insert = connection.Prepare($"INSERT INTO policies ({Columns}) VALUES (?, ?, ?, ?, ?)");
        insert.Bind(policy.Name).Bind(policy.Revision).Bind(policy.Text).Bind(policy.CreatedAt).Bind(policy.Note).Run();
        return policy;
    }

    private static StoredPolicy? Newest(Connection connection, string name)
    {
        using var statement = connection.Prepare($"SELECT {Columns} FROM policies WHERE name = ? ORDER BY revision DESC LIMIT 1");
        return statement.Bind(name).Step() ? Read(statement) : null;
    }

    private static StoredPolicy? One(Connection connection, string name, long revision)
    {
        using var statement = connection.Prepare($"SELECT {Columns} FROM policies WHERE name = ? AND revision = ?");
        return statement.Bind(name).Bind(revision).Step() ? Read(statement) : null;
    }

    private static List<StoredPolicy> All(Connection connection, string sql, params ReadOnlySpan<string> values)
    {
        using var statement = connection.Prepare(sql);
        foreach (var value in values) statement.Bind(value);
        var policies = new List<StoredPolicy>();
        while (statement.Step()) policies.Add(Read(statement));
        return policies;
    }

    private static StoredPolicy Read(Statement row) => new(row.Text(0), row.Int64(1), row.Text(2), row.Instant(3), row.NullableText(4));
}
