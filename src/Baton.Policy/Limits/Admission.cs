namespace Baton.Policy.Limits;

/// <summary>The answer of a window.</summary>
/// <param name="IsAdmitted">Whether the cost fitted.</param>
/// <param name="State">The state to keep, also when the cost did not fit.</param>
/// <param name="Ticket">What giving the reservation back needs.</param>
/// <param name="Remaining">What is left after this.</param>
/// <param name="RetryAfter">How long until it would fit; infinite when it never will.</param>
public readonly record struct Admission(bool IsAdmitted, WindowState State, AdmissionTicket Ticket, decimal Remaining, TimeSpan RetryAfter);

/// <summary>Where a reservation was taken from: the sub-bucket's index (a calendar window's start), and how much.</summary>
public readonly record struct AdmissionTicket(long Index, decimal Cost);
