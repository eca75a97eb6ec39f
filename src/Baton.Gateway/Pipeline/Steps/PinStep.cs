namespace Baton.Gateway.Pipeline.Steps;

/// <summary>
/// Finds out whether what a call names is a definition that was approved; the built-in server's are part of this program. What it
/// withholds is refused by the step <c>policy</c>, since what is hidden is not told to be unreviewed.
/// </summary>
internal sealed class PinStep(IDefinitionGuard? guard) : IStep
{
    public string Name => "pins";

    public ValueTask<Reply?> EnterAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.Upstream!.IsBuiltIn) return default;
        if (guard is null)
        {
            return new(new Reply.Refused(new Refusal(
                Name, RefusalKind.Denied, "definition_unknown", "The definitions of this server cannot be checked, so nothing may be called.")));
        }
        var checking = guard.CheckAsync(call, cancellationToken);
        return checking.IsCompletedSuccessfully ? Withhold(call, checking.Result) : WaitAsync(call, checking);
    }

    private static async ValueTask<Reply?> WaitAsync(Call call, ValueTask<Refusal?> checking) => await Withhold(call, await checking);

    private static ValueTask<Reply?> Withhold(Call call, Refusal? refusal)
    {
        call.Withheld = refusal;
        return default;
    }
}
