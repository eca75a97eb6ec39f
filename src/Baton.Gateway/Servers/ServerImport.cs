namespace Baton.Gateway.Servers;

/// <summary>What a client's configuration file names.</summary>
/// <param name="Servers">The servers that can be taken over.</param>
/// <param name="Problems">Entries that cannot, and values that need a look, each with its reason.</param>
public sealed record ServerImport(IReadOnlyList<ServerConfig> Servers, IReadOnlyList<string> Problems);
