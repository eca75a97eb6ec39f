using System.Globalization;

namespace Baton.Policy.Limits;

/// <summary>
/// Counters in memory, with the arithmetic of the real store: all reservations of a call together or none. For the document's
/// own tests, for simulation, and as the model that stores are tested against. Not safe for several threads at once.
/// </summary>
public sealed class CounterBook
{
    private readonly Dictionary<string, WindowState> _windows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LeaseState> _leases = new(StringComparer.Ordinal);
    private long _lease;

    /// <summary>Reserves all or none.</summary>
    public BookEntry Reserve(IReadOnlyList<LimitReservation> reservations, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reservations);
        var windows = new Dictionary<string, WindowState>(StringComparer.Ordinal);
        var leases = new Dictionary<string, LeaseState>(StringComparer.Ordinal);
        var tickets = new List<BookTicket>(reservations.Count);
        for (var at = 0; at < reservations.Count; at++)
        {
            var reservation = reservations[at];
            if (reservation.Limit.Window is not null)
            {
                var state = windows.GetValueOrDefault(reservation.Key) ?? Window(reservation.Key);
                var admission = WindowArithmetic.Admit(state, now, reservation);
                if (!admission.IsAdmitted && !reservation.IsForced) return new BookEntry(at, admission.Remaining, admission.RetryAfter, []);
                windows[reservation.Key] = admission.State;
                tickets.Add(new BookTicket(reservation.Key, admission.Ticket, null));
                continue;
            }
            var taken = leases.GetValueOrDefault(reservation.Key) ?? Leases(reservation.Key);
            var id = (++_lease).ToString(CultureInfo.InvariantCulture);
            var next = taken.Take(id, reservation.IsForced ? int.MaxValue : reservation.Limit.Concurrent, now);
            if (next is null) return new BookEntry(at, 0, taken.RetryAfter(reservation.Limit.Concurrent, now), []);
            leases[reservation.Key] = next;
            tickets.Add(new BookTicket(reservation.Key, default, id));
        }
        foreach (var (key, state) in windows) _windows[key] = state;
        foreach (var (key, state) in leases) _leases[key] = state;
        return new BookEntry(-1, 0, TimeSpan.Zero, tickets);
    }

    /// <summary>Gives everything back: the call never reached the server.</summary>
    public void Release(BookEntry entry)
    {
        foreach (var ticket in entry.Tickets)
        {
            if (ticket.Lease is { } lease) _leases[ticket.Key] = Leases(ticket.Key).Free(lease);
            else _windows[ticket.Key] = WindowArithmetic.Release(Window(ticket.Key), ticket.Window);
        }
    }

    /// <summary>Ends the call: slots are freed, what was spent stays spent.</summary>
    public void Settle(BookEntry entry)
    {
        foreach (var ticket in entry.Tickets)
        {
            if (ticket.Lease is { } lease) _leases[ticket.Key] = Leases(ticket.Key).Free(lease);
        }
    }

    private WindowState Window(string key) => _windows.GetValueOrDefault(key) ?? WindowState.Empty;

    private LeaseState Leases(string key) => _leases.GetValueOrDefault(key) ?? LeaseState.Empty;
}

/// <summary>The book's answer.</summary>
/// <param name="RefusedAt">Which reservation did not fit; -1 when all did.</param>
/// <param name="Remaining">What was left of that one.</param>
/// <param name="RetryAfter">When it would fit.</param>
/// <param name="Tickets">What giving back needs.</param>
public readonly record struct BookEntry(int RefusedAt, decimal Remaining, TimeSpan RetryAfter, IReadOnlyList<BookTicket> Tickets)
{
    /// <summary>Whether all were reserved.</summary>
    public bool IsReserved => RefusedAt < 0;
}

/// <summary>One reservation in the book.</summary>
public readonly record struct BookTicket(string Key, AdmissionTicket Window, string? Lease);
