namespace Baton.Gateway.Pipeline;

/// <summary>Reserves the limits of a verdict, all or none.</summary>
public interface IBudget
{
    /// <summary>The reservation, or the refusal in it.</summary>
    ValueTask<Reservation> ReserveAsync(Call call, CancellationToken cancellationToken);

    /// <summary>Ends a reservation: it is given back only if the call never reached the server.</summary>
    ValueTask SettleAsync(Reservation reservation, bool reachedServer);
}

/// <summary>Limits held for one call. Budgets derive from it to carry what they must settle.</summary>
public record Reservation
{
    /// <summary>Why nothing was reserved; null when everything was.</summary>
    public Refusal? Refusal { get; init; }
}
