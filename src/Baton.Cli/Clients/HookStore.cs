using System.Collections.Immutable;

namespace Baton.Cli.Clients;

/// <summary>Where a hook's command finds what the client's server remembers: it must be the same store.</summary>
/// <param name="Arguments">What the command line names it by; empty for this machine's default.</param>
internal sealed record HookStore(ImmutableArray<string> Arguments)
{
    public static HookStore Default { get; } = new([]);

    public static HookStore Folder(string data) => new(["--data", data]);

    /// <param name="address">As it was given.</param>
    /// <param name="token">The grant's; it stands in the client's files beside the address anyway.</param>
    public static HookStore Remote(string address, string? token)
        => new(token is null ? ["--baton-url", address] : ["--baton-url", address, "--baton-token", token]);
}
