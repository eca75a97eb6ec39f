using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Gateway.Servers;

namespace Baton.Cli.Catalog;

/// <summary>Finds a registered server without making a data folder where there is none.</summary>
internal static class RegisteredServers
{
    /// <summary>Its configuration, credentials included; null when there is none of that name.</summary>
    public static async Task<ServerConfig?> FindAsync(CommandRun run, string name)
    {
        if (!File.Exists(run.DataFolder().File("gateway.db"))) return null;
        await using var opened = await Operator.OpenAsync(run);
        return (await opened.Gateway.Servers.ListAsync(run.Cancellation)).FirstOrDefault(server => server.Name == name);
    }
}
