namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Audit, second half: what became of the message, whoever answered it. Outermost, so that it sees every reply.</summary>
internal sealed class OutcomeStep(IRecorder recorder) : IStep
{
    public string Name => "audit";

    public async ValueTask<Reply> RunAsync(Call call, StepNext next, CancellationToken cancellationToken)
    {
        var reply = await next(call, cancellationToken);
        recorder.Outcome(call, reply);
        return reply;
    }
}
