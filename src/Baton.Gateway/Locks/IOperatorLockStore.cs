namespace Baton.Gateway.Locks;

/// <summary>Where the lock's proof is kept.</summary>
public interface IOperatorLockStore
{
    /// <summary>The proof in force; null while Baton is unlocked.</summary>
    ValueTask<PassphraseProof?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the proof, durably; null removes it.</summary>
    ValueTask WriteAsync(PassphraseProof? proof, CancellationToken cancellationToken);
}
