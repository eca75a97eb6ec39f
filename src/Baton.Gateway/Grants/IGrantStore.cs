namespace Baton.Gateway.Grants;

/// <summary>
/// Where grants are kept. Implementations answer from what is committed now, so that a revocation acts on the next message.
/// </summary>
public interface IGrantStore
{
    /// <summary>The grant with that id, in force or not; null when there is none.</summary>
    ValueTask<Grant?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The grant of stdio, and of HTTP on loopback without a token; null when the operator removed it.</summary>
    ValueTask<Grant?> LocalAsync(CancellationToken cancellationToken);

    /// <summary>Whether any grant with a token is in force; without one nobody outside this machine could be told apart.</summary>
    ValueTask<bool> AnyAsync(CancellationToken cancellationToken);
}
