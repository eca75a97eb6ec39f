using System.Collections.Immutable;

namespace Baton.Cli.Clients;

/// <summary>How a client reaches Baton; every client writes the same facts in its own words.</summary>
internal abstract record ServerEntry
{
    /// <summary>The client starts a process and speaks over its streams.</summary>
    /// <param name="Command">Absolute path.</param>
    /// <param name="Arguments">Absolute paths only.</param>
    /// <param name="Environment">What the process needs beyond what clients pass on.</param>
    public sealed record Stdio(string Command, ImmutableArray<string> Arguments, ImmutableSortedDictionary<string, string> Environment) : ServerEntry;

    /// <summary>The client connects to a Baton that runs.</summary>
    /// <param name="Url">The endpoint.</param>
    /// <param name="Token">The grant's token, or null on loopback.</param>
    public sealed record Http(string Url, string? Token) : ServerEntry;
}
