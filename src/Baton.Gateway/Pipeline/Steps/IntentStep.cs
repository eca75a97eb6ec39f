namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Audit, first half: the intent is durable before the call leaves.</summary>
internal sealed class IntentStep(IRecorder recorder) : IStep
{
    public string Name => "audit";

    public async ValueTask<Reply> RunAsync(Call call, StepNext next, CancellationToken cancellationToken)
    {
        await recorder.IntentAsync(call, cancellationToken);
        return await next(call, cancellationToken);
    }
}
