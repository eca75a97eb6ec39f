using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Gateway.Pins;

namespace Baton.Cli.Servers.Pins;

/// <summary>What the commands about pins share.</summary>
internal static class PinAction
{
    public static Argument<string> Server() => new("NAME") { Description = "The server; for one behind `baton wrap` the name that its refusals give." };

    public static Argument<string[]> Items(string description) => new("TOOL") { Arity = ArgumentArity.ZeroOrMore, Description = description };

    /// <summary>A server's pins; null when there is no such server and nothing was ever pinned under its name.</summary>
    public static async Task<IReadOnlyList<Pin>?> KnownAsync(CommandRun run, Operator opened, string server)
    {
        var pins = await opened.Gateway.Pins.ListAsync(server, run.Cancellation);
        return pins.Count > 0 || await IsRegisteredAsync(run, opened, server) ? pins : null;
    }

    public static async Task<bool> IsRegisteredAsync(CommandRun run, Operator opened, string server)
        => (await opened.Gateway.Servers.ListAsync(run.Cancellation)).Any(config => config.Name == server);

    public static int Missing(CommandRun run, string server)
        => run.FailNo("not_found", $"There is no server '{server}', and nothing is pinned under that name.", "'baton server list' shows the servers.");
}
