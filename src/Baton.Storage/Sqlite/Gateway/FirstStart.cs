using Baton.Gateway.Grants;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>Makes the grant <c>local</c> and its policy, once in the life of a data folder; a revoked one stays revoked.</summary>
internal static class FirstStart
{
    private const string AllowAll = """{"version":"1","default":"allow","tools":{}}""";

    public static void Run(GatewayFile file, SqliteGrantTable grants, SqlitePolicyTable policies)
    {
        if (file.Read(HasLocal)) return;
        file.WriteAsync(connection =>
        {
            if (HasLocal(connection)) return false;
            policies.Put(connection, LocalGrant.Policy, AllowAll, "made at first start");
            return grants.Add(connection, LocalGrant.Create()).Succeeded;
        }, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static bool HasLocal(Connection connection)
    {
        using var statement = connection.Prepare("SELECT 1 FROM grants WHERE id = ?");
        return statement.Bind(LocalGrant.Name).Step();
    }
}
