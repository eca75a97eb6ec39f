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

    public static void Write(Connection connection, string key, WindowState state, DateTimeOffset staleAt)
    {
        using var statement = connection.Prepare("""
            INSERT INTO limit_windows (key, state, stale_at) VALUES (?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET state = excluded.state, stale_at = excluded.stale_at
            """);
        statement.Bind(key).Bind(state.ToBytes()).Bind(staleAt).Run();
    }

    /// <summary>Replaces a state without making it live longer; a window that was swept has nothing to give back to.</summary>
    public static void Change(Connection connection, string key, WindowState state)
    {
        using var statement = connection.Prepare("UPDATE limit_windows SET state = ? WHERE key = ?");
        statement.Bind(state.ToBytes()).Bind(key).Run();
    }
}
