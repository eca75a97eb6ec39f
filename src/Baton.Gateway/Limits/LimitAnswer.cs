using System.Collections.Immutable;

namespace Baton.Gateway.Limits;

/// <summary>The store's answer to a demand.</summary>
public abstract record LimitAnswer
{
    private LimitAnswer() { }

    /// <summary>Everything is reserved and the approval used up.</summary>
    public sealed record Held(LimitHold Hold) : LimitAnswer;

    /// <summary>One reservation did not fit, so nothing was reserved and no approval used up.</summary>
    /// <param name="Index">Which of the demand's reservations.</param>
    /// <param name="Remaining">What is left of its budget.</param>
    /// <param name="RetryAfter">When it would fit; infinite for never.</param>
    public sealed record Exceeded(int Index, decimal Remaining, TimeSpan RetryAfter) : LimitAnswer;

    /// <summary>The approval was used by another call, withdrawn or has expired; nothing was reserved.</summary>
    public sealed record ApprovalGone : LimitAnswer;
}

/// <summary>What one call holds: enough to end it, and to give it back to where it was taken from.</summary>
/// <param name="Id">Names the hold, so that nothing is given back twice.</param>
/// <param name="Tickets">In the order of the demand's reservations.</param>
public sealed record LimitHold(Guid Id, ImmutableArray<LimitTicket> Tickets)
{
    /// <summary>Holds nothing.</summary>
    public static LimitHold Nothing { get; } = new(Guid.Empty, []);

    /// <summary>Whether slots of concurrency limits are held, which end unless they are renewed.</summary>
    public bool HasLeases => Tickets.Any(ticket => ticket.IsLease);
}

/// <summary>One reservation of a hold.</summary>
/// <param name="Key">The counter.</param>
/// <param name="IsLease">Whether it is a slot of a concurrency limit.</param>
/// <param name="Index">The sub-bucket of the window that it was taken from.</param>
/// <param name="Cost">What was taken.</param>
/// <param name="Remaining">What was left afterwards.</param>
public sealed record LimitTicket(string Key, bool IsLease, long Index, decimal Cost, decimal Remaining);
