namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Reserves limits before the call leaves and settles them when it is back; without a store nothing is admitted.</summary>
internal sealed class LimitStep(IBudget? budget) : IStep
{
    public string Name => "limits";

    public async ValueTask<Reply> RunAsync(Call call, StepNext next, CancellationToken cancellationToken)
    {
        if (call.Verdict is not { HasLimits: true }) return await next(call, cancellationToken);
        if (budget is null)
        {
            return new Reply.Refused(new Refusal(
                Name, RefusalKind.Denied, "limits_unavailable", "The limits of this call cannot be counted, so it is refused.")
            {
                Rule = "(limits unavailable)",
            });
        }
        var reservation = await budget.ReserveAsync(call, cancellationToken);
        if (reservation.Refusal is { } refusal) return new Reply.Refused(refusal);

        try
        {
            return await next(call, cancellationToken);
        }
        finally
        {
            await budget.SettleAsync(reservation, call.HasLeft && !call.NeverArrived);
        }
    }
}
