using Baton.Memory.Outcomes;

namespace Baton.Gateway.Locks;

/// <summary>
/// Keeps what only an operator may do (approving, policies, grants, servers, pins, purging) behind a passphrase, on machines
/// where agents run as the operator's own user.
/// </summary>
public sealed class OperatorLock(IOperatorLockStore store)
{
    /// <summary>The shortest passphrase; its strength is its owner's affair.</summary>
    public const int ShortestPassphrase = 8;

    /// <summary>Whether a passphrase is asked for.</summary>
    public async ValueTask<bool> IsLockedAsync(CancellationToken cancellationToken) => await store.ReadAsync(cancellationToken) is not null;

    /// <summary>Null when the operator may go on: Baton is not locked, or this is its passphrase.</summary>
    public async ValueTask<Failure?> CheckAsync(string? passphrase, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(cancellationToken) is not { } proof) return null;
        if (passphrase is null)
        {
            return new Failure(FailureCode.Forbidden, "Baton is locked: this needs the operator's passphrase.")
            {
                Hint = "Run it in a terminal, or give the passphrase in BATON_PASSPHRASE.",
            };
        }
        return proof.Fits(passphrase) ? null : new Failure(FailureCode.Forbidden, "That is not the passphrase.");
    }

    /// <summary>Locks, or changes the passphrase; a lock that exists must be opened with the old one.</summary>
    public async ValueTask<Failure?> SetAsync(string? old, string passphrase, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        if (await CheckAsync(old, cancellationToken) is { } refused) return refused;
        if (passphrase.Length < ShortestPassphrase)
        {
            return new Failure(FailureCode.Invalid, $"A passphrase has at least {ShortestPassphrase} characters.") { Limit = ShortestPassphrase };
        }
        await store.WriteAsync(PassphraseProof.Of(passphrase), cancellationToken);
        return null;
    }

    /// <summary>Removes the lock.</summary>
    public async ValueTask<Failure?> RemoveAsync(string? passphrase, CancellationToken cancellationToken)
    {
        if (await CheckAsync(passphrase, cancellationToken) is { } refused) return refused;
        await store.WriteAsync(null, cancellationToken);
        return null;
    }
}
