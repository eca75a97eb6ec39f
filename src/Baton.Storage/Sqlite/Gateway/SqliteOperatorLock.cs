using Baton.Gateway.Locks;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>The lock's proof in <c>gateway.db</c>.</summary>
internal sealed class SqliteOperatorLock(GatewayFile file) : IOperatorLockStore
{
    public ValueTask<PassphraseProof?> ReadAsync(CancellationToken cancellationToken) => new(file.Read(connection =>
    {
        using var statement = connection.Prepare("SELECT salt, rounds, hash FROM operator_lock");
        return statement.Step() ? new PassphraseProof([.. statement.Bytes(0)], statement.Int32(1), [.. statement.Bytes(2)]) : null;
    }));

    public async ValueTask WriteAsync(PassphraseProof? proof, CancellationToken cancellationToken) => await file.WriteAsync(connection =>
    {
        connection.Execute("DELETE FROM operator_lock");
        if (proof is null) return true;
        using var insert = connection.Prepare("INSERT INTO operator_lock (one, salt, rounds, hash) VALUES (1, ?, ?, ?)");
        insert.Bind(proof.Salt.AsSpan()).Bind((long)proof.Rounds).Bind(proof.Hash.AsSpan()).Run();
        return true;
    }, cancellationToken);
}
