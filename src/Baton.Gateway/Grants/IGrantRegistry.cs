using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Gateway.Grants;

/// <summary>The operator's side of the grants' store. Labels are unique among grants that were not revoked.</summary>
/// <exception cref="StoreUnavailableException">Any member, when the store cannot answer.</exception>
public interface IGrantRegistry : IGrantStore
{
    /// <summary>Every grant, revoked ones too, by label.</summary>
    ValueTask<IReadOnlyList<Grant>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a grant, durably; <c>duplicate</c> when a grant in use has its label.</summary>
    ValueTask<Outcome<Grant>> AddAsync(Grant grant, CancellationToken cancellationToken);

    /// <summary>Changes the grant with that label, durably, in one transaction; <c>not_found</c> when there is none.</summary>
    /// <param name="label">The label, or the id.</param>
    /// <param name="change">Makes the new one of the old; its id must stay.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    ValueTask<Outcome<Grant>> ChangeAsync(string label, Func<Grant, Outcome<Grant>> change, CancellationToken cancellationToken);
}
