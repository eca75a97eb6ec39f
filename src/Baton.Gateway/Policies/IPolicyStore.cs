using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Gateway.Policies;

/// <summary>Where policy documents and all their revisions are kept. It knows texts; what they mean was checked before.</summary>
/// <exception cref="StoreUnavailableException">Any member, when the store cannot answer.</exception>
public interface IPolicyStore
{
    /// <summary>The newest revision of every policy, by name.</summary>
    ValueTask<IReadOnlyList<StoredPolicy>> ListAsync(CancellationToken cancellationToken);

    /// <summary>One revision, the newest when none is named; <c>not_found</c> when there is none.</summary>
    ValueTask<Outcome<StoredPolicy>> GetAsync(string name, long? revision, CancellationToken cancellationToken);

    /// <summary>Every revision of a policy, newest first; empty when there is none.</summary>
    ValueTask<IReadOnlyList<StoredPolicy>> HistoryAsync(string name, CancellationToken cancellationToken);

    /// <summary>Adds a revision, durably; a text equal to the newest makes none.</summary>
    ValueTask<StoredPolicy> PutAsync(string name, string text, string? note, CancellationToken cancellationToken);
}
