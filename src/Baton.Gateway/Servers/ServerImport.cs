namespace Baton.Gateway.Servers;

/// <summary>What a client's configuration file names.</summary>
/// <param name="Servers">The servers that can be taken over.</param>
/// <param name="Problems">Entries that cannot, and values that need a look, each with its reason.</param>
public sealed record ServerImport(IReadOnlyList<ServerConfig> Servers, IReadOnlyList<string> Problems)
{
    /// <summary>Whether the file is none in which a client keeps its servers; the one problem says why.</summary>
    public bool IsUnreadable { get; init; }
}
