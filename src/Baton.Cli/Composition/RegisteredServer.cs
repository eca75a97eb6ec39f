using Baton.Gateway.Servers;
using Baton.Gateway.Upstreams;
using Baton.Gateway.Upstreams.Http;
using Baton.Gateway.Upstreams.Relays;
using Baton.Gateway.Upstreams.Stdio;

namespace Baton.Cli.Composition;

/// <summary>Makes the connection to a server of its configuration; nothing is opened before the first message.</summary>
internal static class RegisteredServer
{
    public static IUpstream Open(ServerConfig config, RelayOptions relay) => config switch
    {
        ServerConfig.Stdio stdio => new StdioUpstream(stdio.Name, new ChildCommand(
            stdio.Command, stdio.Arguments, ChildEnvironment.AllowListed(Environment.GetEnvironmentVariables(), stdio.Variables), stdio.WorkingFolder), relay with { Silence = stdio.Silence }),
        ServerConfig.Http http => new HttpUpstream(http.Name, new HttpTarget(http.Url, http.Headers) { Silence = http.Silence }, relay),
        _ => throw new ArgumentOutOfRangeException(nameof(config)),
    };
}
