namespace Baton.Gateway.Pipeline.Steps;

/// <summary>The last step: what was judged goes out.</summary>
internal sealed class UpstreamStep : IStep
{
    public string Name => "upstream";

    public ValueTask<Reply> RunAsync(Call call, StepNext next, CancellationToken cancellationToken)
    {
        call.HasLeft = true;
        return call.Upstream!.SendAsync(call, cancellationToken);
    }
}
