namespace Baton.Gateway.Pipeline.Steps;

/// <summary>The last step: what was judged goes out, and is always answered.</summary>
internal sealed class UpstreamStep : IStep
{
    public string Name => "upstream";

    public ValueTask<Reply?> EnterAsync(Call call, CancellationToken cancellationToken)
    {
        call.HasLeft = true;
        return call.Upstream!.SendAsync(call, cancellationToken)!;
    }
}
