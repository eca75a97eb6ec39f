using Baton.Gateway.Pipeline;

namespace Baton.Gateway.Limits;

/// <summary>A reservation that remembers what the store holds for it.</summary>
internal sealed record BudgetReservation(LimitHold Hold) : Reservation;
