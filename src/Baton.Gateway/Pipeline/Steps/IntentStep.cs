namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Audit, first half: the intent is durable before the call leaves.</summary>
internal sealed class IntentStep(IRecorder recorder) : IStep
{
    public string Name => "audit";

    public ValueTask<Reply?> EnterAsync(Call call, CancellationToken cancellationToken)
    {
        var recorded = recorder.IntentAsync(call, cancellationToken);
        if (!recorded.IsCompleted) return WaitAsync(recorded);
        recorded.GetAwaiter().GetResult();
        return default;
    }

    private static async ValueTask<Reply?> WaitAsync(ValueTask recorded)
    {
        await recorded;
        return null;
    }
}
