using Baton.Policy.Limits;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>The windows' states as rows.</summary>
internal static class LimitWindows
{
    public static WindowState Read(Connection connection, string key)
    {
        using var statement = connection.Prepare("SELECT state FROM limit_windows WHERE key = ?");
        return statement.Bind(key).Step() ? WindowState.FromBytes(statement.Bytes(0)) : WindowState.Empty;
    }

    /// <summary>
    /// Puts a state down; false when the row is new or lives longer now. On the path of every call nothing but the state is
    /// written: the index by age stays as it is.
    /// </summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="key">The counter.</param>
    /// <param name="state">Its state.</param>
    /// <param name="staleAt">When nothing in it counts any more; the same instant for many calls.</param>
    public static bool Write(Connection connection, string key, WindowState state, DateTimeOffset staleAt)
    {
        var bytes = state.ToBytes();
        using (var update = connection.Prepare("UPDATE limit_windows SET state = ? WHERE key = ? AND stale_at = ?")) update.Bind(bytes).Bind(key).Bind(staleAt).Run();
        if (connection.Changes == 1) return true;
        using var statement = connection.Prepare("""
            INSERT INTO limit_windows (key, state, stale_at) VALUES (?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET state = excluded.state, stale_at = excluded.stale_at
            """);
        statement.Bind(key).Bind(bytes).Bind(staleAt).Run();
        return false;
    }

    /// <summary>Replaces a state without making it live longer; a window that was swept has nothing to give back to.</summary>
    public static void Change(Connection connection, string key, WindowState state)
    {
        using var statement = connection.Prepare("UPDATE limit_windows SET state = ? WHERE key = ?");
        statement.Bind(state.ToBytes()).Bind(key).Run();
    }
}
