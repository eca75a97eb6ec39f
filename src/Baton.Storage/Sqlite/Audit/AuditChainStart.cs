using Baton.Gateway.Audit;
using Baton.Memory.Storage;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Audit;

/// <summary>Where a chain begins: its id and key, made when the log is empty, and its checkpoint when it was pruned.</summary>
internal static class AuditChainStart
{
    /// <exception cref="StoreUnavailableException">Another key began the log.</exception>
    public static AuditChainId Open(DataFile file, AuditKeys keys, Patience patience)
    {
        if (Read(file.Writer, keys) is { } kept) return kept;
        patience.Retry(() =>
        {
            using var insert = file.Writer.Prepare("INSERT OR IGNORE INTO chain (one, id, key_id) VALUES (1, ?, ?)");
            insert.Bind(AuditChainId.New().Bytes.Span).Bind(keys.Id).Run();
        });
        return Read(file.Writer, keys)!.Value;
    }

    /// <summary>The newest checkpoint.</summary>
    public static AuditCheckpoint? Checkpoint(Connection connection)
    {
        using var statement = connection.Prepare("SELECT sequence, mac, time, signature FROM checkpoints ORDER BY sequence DESC LIMIT 1");
        return statement.Step()
            ? new AuditCheckpoint(statement.Int64(0), statement.Bytes(1).ToArray(), statement.Instant(2), statement.Text(3))
            : null;
    }

    private static AuditChainId? Read(Connection connection, AuditKeys keys)
    {
        using var statement = connection.Prepare("SELECT id, key_id FROM chain");
        if (!statement.Step()) return null;
        if (statement.Text(1) == keys.Id) return new AuditChainId(statement.Bytes(0).ToArray());
        throw new StoreUnavailableException(
            $"{connection.Path} was begun with another audit key ({statement.Text(1)}; this one is {keys.Id}). Put that key file back or name it with "
            + "BATON_AUDIT_KEY_FILE; or, when it is lost, move audit.db aside to begin a new log.");
    }
}
