using System.Collections.Immutable;
using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Composition;
using Baton.Gateway.Grants;

namespace Baton.Cli.Grants;

/// <summary>The option <c>--server NAME[=POLICY]</c>; without a policy the one that has the server's name.</summary>
internal static class ServerPolicy
{
    public static Option<string[]> Option(bool required) => new("--server")
    {
        HelpName = "NAME[=POLICY]", Required = required, Description = "A server it may reach, and the policy that governs it there; may be repeated.",
    };

    public static ImmutableDictionary<string, string> Read(string[]? given)
    {
        var servers = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in given ?? [])
        {
            var divide = text.IndexOf('=', StringComparison.Ordinal);
            var (server, policy) = divide < 0 ? (text, text) : (text[..divide], text[(divide + 1)..]);
            if (server.Length == 0 || policy.Length == 0) throw new CliException(CliFailure.Usage($"'{text}' is not NAME or NAME=POLICY."));
            if (!servers.TryAdd(server, policy)) throw new CliException(CliFailure.Usage($"the server '{server}' is named twice; a grant has one policy for each."));
        }
        return servers.ToImmutable();
    }

    /// <summary>Says what is not there yet: until it is, everything is denied.</summary>
    public static async Task WarnAsync(CommandRun run, Operator opened, IReadOnlyDictionary<string, string> servers)
    {
        var known = (await opened.Gateway.Servers.ListAsync(run.Cancellation)).Select(server => server.Name).Append(LocalGrant.Server).ToHashSet(StringComparer.Ordinal);
        var policies = (await opened.Gateway.Policies.ListAsync(run.Cancellation)).Select(policy => policy.Name).Concat(opened.PolicyFiles.Names()).ToHashSet(StringComparer.Ordinal);
        foreach (var (server, policy) in servers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!known.Contains(server)) await run.Error.WriteLineAsync($"baton: note: there is no server '{server}' yet; see 'baton server add'.");
            if (!policies.Contains(policy))
            {
                await run.Error.WriteLineAsync($"baton: note: there is no policy '{policy}' yet, so everything on '{server}' is denied; see 'baton policy put {policy} FILE'.");
            }
        }
    }
}
