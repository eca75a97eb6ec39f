using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Audit;

/// <summary>Finds an instant in the log by halving, since rows are in the order of their time.</summary>
internal static class AuditInstant
{
    /// <summary>The sequence from which on rows were committed at an instant or later; one after the newest when there are none.</summary>
    public static long From(Connection connection, DateTimeOffset instant)
    {
        var (low, high) = Ends(connection);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var (sequence, time) = AtOrAfter(connection, middle);
            if (time < instant) low = sequence + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The first row, and one after the last.</summary>
    private static (long Low, long High) Ends(Connection connection)
    {
        using var statement = connection.Prepare("SELECT (SELECT min(sequence) FROM entries), (SELECT max(sequence) FROM entries)");
        return statement.Step() && !statement.IsNull(0) ? (statement.Int64(0), statement.Int64(1) + 1) : (1, 1);
    }

    private static (long Sequence, DateTimeOffset Time) AtOrAfter(Connection connection, long sequence)
    {
        using var statement = connection.Prepare("SELECT sequence, time FROM entries WHERE sequence >= ? ORDER BY sequence LIMIT 1");
        return statement.Bind(sequence).Step() ? (statement.Int64(0), statement.Instant(1)) : (sequence, DateTimeOffset.MaxValue);
    }
}
