using Baton.Gateway.Servers;
using Baton.Gateway.Upstreams.Probing;

namespace Baton.Cli.Servers;

/// <summary>What an operator can do about a server that does not work.</summary>
internal static class ServerTestHint
{
    public static string For(ServerConfig server, ProbeProblem problem) => server switch
    {
        ServerConfig.Http http => For(http, problem.Cause),
        ServerConfig.Stdio stdio => For(stdio, problem.Cause),
        _ => "",
    };

    private static string For(ServerConfig.Http server, string? cause) => cause switch
    {
        "refused" or "unreachable" or "connect_timeout" => $"Is it running, and is {server.Url.GetLeftPart(UriPartial.Authority)} reachable from here?",
        "dns" => $"Is '{server.Url.Host}' spelt right?",
        "tls" => server.Url.Port is 443 ? "Is its certificate valid for that name, and trusted by this machine?" : "Does it speak TLS there at all? If not, register it with http://.",
        "proxy" => "HTTPS_PROXY and NO_PROXY say which proxy is used.",
        "credentials" => $"Register it again with its credentials: baton server add {server.Name} --url {server.Url.OriginalString} --header \"Authorization=Bearer …\" --replace",
        "redirect" => "Register it under the address that it redirects to, with --replace.",
        "no_endpoint" => "Is the path right? Streamable HTTP endpoints often end in /mcp. Servers that only speak the older HTTP+SSE transport are not spoken to.",
        "nonsense" => $"Something answers at {server.Url.OriginalString} that is no Streamable HTTP endpoint; is the path right?",
        "timeout" or "busy" => "It answers too slowly or is busy; try again.",
        _ => "Its own log may say more.",
    };

    private static string For(ServerConfig.Stdio server, string? cause) => cause switch
    {
        "not_started" => "Give the command's full path, or look at PATH; 'baton server add --replace' registers it anew.",
        "ended" => $"Run it by hand to see why: {ServerPrinter.Place(server)}. It gets only the variables that programs need, and those of --env.",
        "timeout" => "The first start may download packages; give it longer with --timeout.",
        "nonsense" => "A stdio server may write nothing but MCP messages to its standard output.",
        _ => "Its own words are above, as far as it said anything on standard error.",
    };
}
