using Baton.Policy.Limits;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>The slots of concurrency limits as rows; a row that is not renewed ends by itself.</summary>
internal static class LimitLeases
{
    public static int Count(Connection connection, string key, DateTimeOffset now)
    {
        using var statement = connection.Prepare("SELECT count(*) FROM limit_leases WHERE key = ? AND expires_at > ?");
        statement.Bind(key).Bind(now).Step();
        return statement.Int32(0);
    }

    public static TimeSpan RetryAfter(Connection connection, string key, DateTimeOffset now)
    {
        using var statement = connection.Prepare("SELECT min(expires_at) FROM limit_leases WHERE key = ? AND expires_at > ?");
        return statement.Bind(key).Bind(now).Step() && statement.NullableInstant(0) is { } first ? first - now : Timeout.InfiniteTimeSpan;
    }

    public static void Add(Connection connection, string key, Guid hold, int place, DateTimeOffset now)
    {
        using (var ended = connection.Prepare("DELETE FROM limit_leases WHERE key = ? AND expires_at <= ?")) ended.Bind(key).Bind(now).Run();
        using var insert = connection.Prepare("INSERT INTO limit_leases (key, hold, place, expires_at) VALUES (?, ?, ?, ?)");
        insert.Bind(key).Bind(hold.ToByteArray()).Bind((long)place).Bind(now + LeaseState.Life).Run();
    }

    /// <summary>A slot that has ended stays ended: somebody else may have it.</summary>
    public static void Renew(Connection connection, Guid hold, DateTimeOffset now)
    {
        using var update = connection.Prepare("UPDATE limit_leases SET expires_at = ?1 WHERE hold = ?2 AND expires_at > ?3");
        update.Bind(now + LeaseState.Life).Bind(hold.ToByteArray()).Bind(now).Run();
    }

    public static void Free(Connection connection, Guid hold)
    {
        using var delete = connection.Prepare("DELETE FROM limit_leases WHERE hold = ?");
        delete.Bind(hold.ToByteArray()).Run();
    }
}
