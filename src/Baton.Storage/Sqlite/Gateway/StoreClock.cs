using Baton.Gateway.Limits;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>
/// The store's time inside a transaction: the wall clock, unless some process has already seen a later instant. Written at
/// most once a second; windows keep their own latest instant exactly.
/// </summary>
internal sealed class StoreClock(ClockWatch watch)
{
    /// <param name="connection">In a transaction.</param>
    /// <param name="memory">What the writer knows already; null for a writer that keeps nothing.</param>
    public DateTimeOffset Now(Connection connection, LimitMemory? memory = null)
    {
        var now = watch.Now().UtcTicks;
        var seen = memory?.Clock ?? connection.QueryInt64("SELECT time FROM clock");
        if (memory is not null) memory.Clock = seen;
        if (now <= seen) return new DateTimeOffset(seen, TimeSpan.Zero);
        if (now - seen >= TimeSpan.TicksPerSecond)
        {
            using var update = connection.Prepare("UPDATE clock SET time = ?");
            update.Bind(now).Run();
            if (memory is not null) memory.Clock = now;
        }
        return new DateTimeOffset(now, TimeSpan.Zero);
    }

    /// <summary>The same outside a transaction that writes.</summary>
    public static DateTimeOffset Peek(Connection connection, TimeProvider time)
        => new(Math.Max(time.GetUtcNow().UtcTicks, connection.QueryInt64("SELECT time FROM clock")), TimeSpan.Zero);
}
