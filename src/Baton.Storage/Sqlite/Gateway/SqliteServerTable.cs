using System.Text;
using Baton.Gateway.Keys;
using Baton.Gateway.Servers;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>Configured servers in <c>gateway.db</c>; each one's credentials are encrypted and bound to its name.</summary>
internal sealed class SqliteServerTable(GatewayFile file, GatewayKeys keys, TimeProvider time) : IServerRegistry
{
    public ValueTask<IReadOnlyList<ServerConfig>> ListAsync(CancellationToken cancellationToken) => new(file.Read<IReadOnlyList<ServerConfig>>(connection =>
    {
        using var statement = connection.Prepare("SELECT name, config, secrets FROM servers ORDER BY name");
        var servers = new List<ServerConfig>();
        while (statement.Step()) servers.Add(Read(connection, statement));
        return servers;
    }));

    public async ValueTask<IReadOnlyList<string>> PutAsync(
        IReadOnlyCollection<ServerConfig> servers, bool replace, CancellationToken cancellationToken)
        => await file.WriteAsync<IReadOnlyList<string>>(connection => Put(connection, servers, replace), cancellationToken);

    public async ValueTask<bool> RemoveAsync(string name, CancellationToken cancellationToken) => await file.WriteAsync(connection =>
    {
        using var delete = connection.Prepare("DELETE FROM servers WHERE name = ?");
        delete.Bind(name).Run();
        return connection.Changes > 0;
    }, cancellationToken);

    private List<string> Put(Connection connection, IReadOnlyCollection<ServerConfig> servers, bool replace)
    {
        var taken = replace ? [] : servers.Where(server => Exists(connection, server.Name)).Select(server => server.Name).ToList();
        if (taken.Count > 0) return taken;
        foreach (var server in servers) Write(connection, server);
        return [];
    }

    private static bool Exists(Connection connection, string name)
    {
        using var statement = connection.Prepare("SELECT 1 FROM servers WHERE name = ?");
        return statement.Bind(name).Step();
    }

    private void Write(Connection connection, ServerConfig server)
    {
        var config = ServerColumn.Write(server);
        var secrets = Encoding.UTF8.GetBytes(JsonColumn.Write(ServerColumn.SecretsOf(server)));
        using var statement = connection.Prepare("""
            INSERT INTO servers (name, config, secrets, created_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET config = excluded.config, secrets = excluded.secrets
            """);
        statement.Bind(server.Name).Bind(config).Bind(keys.CloseCredentials(server.Name, secrets)).Bind(time.GetUtcNow()).Run();
    }

    private ServerConfig Read(Connection connection, Statement row)
    {
        var name = row.Text(0);
        var secrets = keys.OpenCredentials(name, row.Bytes(2)) ?? throw new StoreUnavailableException(
            $"The credentials of the server '{name}' in {connection.Path} were encrypted with another key. Put that key file back, or name it with "
            + "BATON_SECRET_KEY_FILE; or, when it is lost, remove the server and add it again.");
        return ServerColumn.Read(name, row.Bytes(1).ToArray(), JsonColumn.Map(secrets));
    }
}
