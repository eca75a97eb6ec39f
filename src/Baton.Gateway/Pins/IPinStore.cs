using System.Collections.Immutable;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Gateway.Pins;

/// <summary>Where approved definitions are kept, with those that wait and those that were approved before.</summary>
/// <exception cref="StoreUnavailableException">Any member, when the store cannot answer; nothing is called then.</exception>
public interface IPinStore
{
    /// <summary>Grows with every committed change of a pin, by any process. Cheap enough to ask for every message.</summary>
    long Generation();

    /// <summary>Every server's pins by their hashes.</summary>
    ValueTask<PinIndex> IndexAsync(CancellationToken cancellationToken);

    /// <summary>Everything that is known of a server's definitions, history included: by kind, name and time.</summary>
    ValueTask<IReadOnlyList<Pin>> ListAsync(string server, CancellationToken cancellationToken);

    /// <summary>The definition that waits, or was rejected, under a name; null when none does.</summary>
    ValueTask<Pin?> FindWaitingAsync(string server, PinKey key, CancellationToken cancellationToken);

    /// <summary>Records what a list changed, durably.</summary>
    /// <returns>False when there was nothing left to record, because somebody else had seen the same list first.</returns>
    ValueTask<bool> ApplyAsync(string server, PinUpdate update, CancellationToken cancellationToken);

    /// <summary>Decides about definitions that wait, all or none, durably.</summary>
    /// <returns>What was decided about; or why nothing was.</returns>
    ValueTask<Outcome<ImmutableArray<Pin>>> DecideAsync(string server, PinDecision decision, CancellationToken cancellationToken);

    /// <summary>Has a server's future changes accepted unseen, or not any more.</summary>
    ValueTask TrustAsync(string server, bool isTrusted, CancellationToken cancellationToken);
}
