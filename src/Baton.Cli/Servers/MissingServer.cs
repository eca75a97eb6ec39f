using Baton.Cli.Application;
using Baton.Gateway.Grants;

namespace Baton.Cli.Servers;

/// <summary>The answer about a server that is not registered; Baton's own never is.</summary>
internal static class MissingServer
{
    public static int Fail(CommandRun run, string name) => name == LocalGrant.Server
        ? run.FailNo("not_found", "'memory' is Baton's own server: it is always there, and nothing of it is configured.", "'baton tools' lists its tools.")
        : run.FailNo("not_found", $"There is no server '{name}'.", "'baton server list' shows them.");
}
