namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Reserves limits before the call leaves and settles them when it is back; without a store nothing is admitted.</summary>
internal sealed class LimitStep(IBudget? budget) : IReturningStep
{
    public string Name => "limits";

    public ValueTask<Reply?> EnterAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.Verdict is not { HasLimits: true }) return default;
        return budget is null ? new(new Reply.Refused(Uncounted())) : ReserveAsync(budget, call, cancellationToken);
    }

    public ValueTask<Reply> ReturnAsync(Call call, Reply reply, CancellationToken cancellationToken)
    {
        if (call.Reservation is not { } reservation) return new(reply);
        var settled = budget!.SettleAsync(reservation, call.HasLeft && !call.NeverArrived);
        if (!settled.IsCompleted) return WaitAsync(settled, reply);
        settled.GetAwaiter().GetResult();
        return new(reply);
    }

    private static async ValueTask<Reply?> ReserveAsync(IBudget budget, Call call, CancellationToken cancellationToken)
    {
        var reservation = await budget.ReserveAsync(call, cancellationToken);
        if (reservation.Refusal is { } refusal) return new Reply.Refused(refusal);
        call.Reservation = reservation;
        return null;
    }

    private static async ValueTask<Reply> WaitAsync(ValueTask settled, Reply reply)
    {
        await settled;
        return reply;
    }

    private Refusal Uncounted() => new(Name, RefusalKind.Denied, "limits_unavailable", "The limits of this call cannot be counted, so it is refused.")
    {
        Rule = "(limits unavailable)",
    };
}
