namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Audit, second half: what became of the message, whoever answered it. Outermost, so that it sees every reply.</summary>
internal sealed class OutcomeStep(IRecorder recorder) : IReturningStep
{
    public string Name => "audit";

    public ValueTask<Reply?> EnterAsync(Call call, CancellationToken cancellationToken) => default;

    public ValueTask<Reply> ReturnAsync(Call call, Reply reply, CancellationToken cancellationToken)
    {
        recorder.Outcome(call, reply);
        return new(reply);
    }
}
