namespace Baton.Gateway.Pipeline.Steps;

/// <summary>Cuts what comes back to what the caller may see.</summary>
internal sealed class InspectStep(IInspector inspector) : IReturningStep
{
    public string Name => "inspect";

    public ValueTask<Reply?> EnterAsync(Call call, CancellationToken cancellationToken)
    {
        call.MustBeWhole = inspector.MustBeWhole(call);
        return default;
    }

    public ValueTask<Reply> ReturnAsync(Call call, Reply reply, CancellationToken cancellationToken)
        => inspector.InspectAsync(call, reply, cancellationToken);
}
