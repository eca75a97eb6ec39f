using System.Collections.Immutable;
using Baton.Gateway.Limits;
using Baton.Policy.Limits;
using Baton.Storage.Sqlite.Commits;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>
/// One call's reservations and its approval: everything is looked at before anything is written, so that a refusal leaves the
/// transaction untouched.
/// </summary>
/// <param name="demand">What the call needs.</param>
/// <param name="clock">The store's time.</param>
/// <param name="memory">What the writer that runs this knows already; null for a writer that keeps nothing.</param>
internal sealed class LimitReserve(LimitDemand demand, StoreClock clock, LimitMemory? memory) : CommitItem<LimitAnswer>
{
    /// <summary>Counters that nothing counts any more are swept as often as new ones appear, so many at a time.</summary>
    private const string Sweep = "DELETE FROM limit_windows WHERE key IN (SELECT key FROM limit_windows WHERE stale_at < ? ORDER BY stale_at LIMIT 64)";
    private readonly Dictionary<string, WindowState> _windows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly ImmutableArray<LimitTicket>.Builder _tickets = ImmutableArray.CreateBuilder<LimitTicket>(demand.Reservations.Count);

    protected override LimitAnswer Write(Connection connection)
    {
        _windows.Clear();
        _slots.Clear();
        _tickets.Clear();
        var now = clock.Now(connection, memory);
        for (var index = 0; index < demand.Reservations.Count; index++)
        {
            if (Admit(connection, index, now) is { } exceeded) return exceeded;
        }
        if (!UseApproval(connection, now)) return new LimitAnswer.ApprovalGone();
        var hold = new LimitHold(Guid.NewGuid(), _tickets.ToImmutable());
        for (var index = 0; index < _tickets.Count; index++) Keep(connection, hold, index, now);
        return new LimitAnswer.Held(hold);
    }

    private LimitAnswer.Exceeded? Admit(Connection connection, int index, DateTimeOffset now)
    {
        var reservation = demand.Reservations[index];
        var key = reservation.Key;
        if (reservation.Limit.Window is null) return AdmitSlot(connection, index, key, now);
        if (!_windows.TryGetValue(key, out var state)) state = memory?.Find(key) ?? LimitWindows.Read(connection, key);
        var admission = WindowArithmetic.Admit(state, now, reservation);
        if (!admission.IsAdmitted && !reservation.IsForced) return new(index, admission.Remaining, admission.RetryAfter);
        _windows[key] = admission.State;
        _tickets.Add(new LimitTicket(key, false, admission.Ticket.Index, admission.Ticket.Cost, admission.Remaining));
        return null;
    }

    private LimitAnswer.Exceeded? AdmitSlot(Connection connection, int index, string key, DateTimeOffset now)
    {
        var reservation = demand.Reservations[index];
        if (!_slots.TryGetValue(key, out var taken)) taken = LimitLeases.Count(connection, key, now);
        if (taken >= reservation.Limit.Concurrent && !reservation.IsForced)
        {
            return new(index, 0, LimitLeases.RetryAfter(connection, key, now));
        }
        _slots[key] = taken + 1;
        _tickets.Add(new LimitTicket(key, true, index, 1, Math.Max(0, reservation.Limit.Concurrent - taken - 1)));
        return null;
    }

    private bool UseApproval(Connection connection, DateTimeOffset now)
    {
        if (demand.ApprovalId is not { } id) return true;
        using var use = connection.Prepare("""
            UPDATE approvals SET state = 'used', used_at = ?1 WHERE id = ?2 AND fingerprint = ?3 AND state = 'approved' AND expires_at > ?1
            """);
        use.Bind(now).Bind(id).Bind(demand.Fingerprint).Run();
        return connection.Changes == 1;
    }

    private void Keep(Connection connection, LimitHold hold, int index, DateTimeOffset now)
    {
        var ticket = hold.Tickets[index];
        if (ticket.IsLease)
        {
            LimitLeases.Add(connection, ticket.Key, hold.Id, index, now);
            return;
        }
        if (!_windows.Remove(ticket.Key, out var state)) return;
        memory?.Put(ticket.Key, state);
        if (LimitWindows.Write(connection, ticket.Key, state, StaleAt(demand.Reservations[index].Limit.Window!.Length, now))) return;
        using var sweep = connection.Prepare(Sweep);
        sweep.Bind(now).Run();
    }

    /// <summary>
    /// Twice the window's length is after its last sub-bucket, whatever its alignment; the next multiple of the length after that
    /// is the same for all calls of one window.
    /// </summary>
    private static DateTimeOffset StaleAt(TimeSpan length, DateTimeOffset now)
        => new(((now.UtcTicks / length.Ticks) + 3) * length.Ticks, TimeSpan.Zero);
}
