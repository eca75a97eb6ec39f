using Baton.Memory.Storage;

namespace Baton.Gateway.Servers;

/// <summary>Where configured servers are kept; credentials lie there encrypted.</summary>
/// <exception cref="StoreUnavailableException">Any member, when the store cannot answer, or the key of its credentials is another.</exception>
public interface IServerRegistry
{
    /// <summary>Every configured server, by name; the built-in one is not among them.</summary>
    ValueTask<IReadOnlyList<ServerConfig>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds servers, all or none, durably. Existing ones are replaced only if <paramref name="replace"/> says so.</summary>
    /// <returns>The names that exist already and prevented it; empty when it was done.</returns>
    ValueTask<IReadOnlyList<string>> PutAsync(IReadOnlyCollection<ServerConfig> servers, bool replace, CancellationToken cancellationToken);

    /// <summary>Removes a server; false when there is none of that name.</summary>
    ValueTask<bool> RemoveAsync(string name, CancellationToken cancellationToken);
}
