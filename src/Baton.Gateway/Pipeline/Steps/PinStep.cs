namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Lets a call pass only to a definition that was approved; the built-in server's are part of this program.</summary>
internal sealed class PinStep(IDefinitionGuard? guard) : IStep
{
    public string Name => "pins";

    public async ValueTask<Reply> RunAsync(Call call, StepNext next, CancellationToken cancellationToken)
    {
        if (!call.Upstream!.IsBuiltIn)
        {
            var refusal = guard is null
                ? new Refusal(
                    Name, RefusalKind.Denied, "definition_unknown", "The definitions of this server cannot be checked, so nothing may be called.")
                : await guard.CheckAsync(call, cancellationToken);
            if (refusal is not null) return new Reply.Refused(refusal);
        }
        return await next(call, cancellationToken);
    }
}
