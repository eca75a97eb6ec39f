namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Lets a call pass only to a definition that was approved; the built-in server's are part of this program.</summary>
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
        return checking.IsCompletedSuccessfully ? new(Answer(checking.Result)) : WaitAsync(checking);
    }

    private static async ValueTask<Reply?> WaitAsync(ValueTask<Refusal?> checking) => Answer(await checking);

    private static Reply.Refused? Answer(Refusal? refusal) => refusal is null ? null : new Reply.Refused(refusal);
}
