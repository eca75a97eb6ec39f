namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Cuts what comes back to what the caller may see.</summary>
internal sealed class InspectStep(IInspector inspector) : IStep
{
    public string Name => "inspect";

    public async ValueTask<Reply> RunAsync(Call call, StepNext next, CancellationToken cancellationToken)
    {
        call.MustBeWhole = inspector.MustBeWhole(call);
        return await inspector.InspectAsync(call, await next(call, cancellationToken), cancellationToken);
    }
}
