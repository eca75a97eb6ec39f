using Baton.Gateway.Pipeline.Steps;

namespace Baton.Gateway.Pipeline;

/// <summary>
/// The one way through the house: every message, whatever its transport and its server, takes these steps in this order, and no
/// decision is made anywhere else.
/// </summary>
public sealed class MessagePipeline
{
    private readonly StepNext _first;
    private readonly Action<string, Exception> _onFault;
    private readonly IRecorder? _recorder;

    /// <summary>A pipeline of the given parts.</summary>
    public MessagePipeline(PipelineParts parts)
    {
        _onFault = parts.OnFault;
        _recorder = parts.Recorder;
        List<IStep> steps = [new RouteStep(parts.Upstreams, parts.MetaTools), new PinStep(parts.Definitions), new PolicyStep(parts.Judge)];
        if (parts.Tools is { } tools) steps.Add(new HeaderStep(tools));
        steps.AddRange([new ApprovalStep(parts.Consent), new LimitStep(parts.Budget)]);
        if (parts.Recorder is { } recorder)
        {
            steps.Insert(0, new OutcomeStep(recorder));
            steps.Add(new IntentStep(recorder));
        }
        if (parts.Inspector is { } inspector) steps.Add(new InspectStep(inspector));
        steps.Add(new UpstreamStep());
        Steps = [.. steps.Select(step => step.Name)];
        _first = Chain(steps);
    }

    /// <summary>The steps' names, in order.</summary>
    public IReadOnlyList<string> Steps { get; }

    /// <summary>Takes a message all the way; the reply is ready for the client.</summary>
    public async ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken)
        => Presentation.For(call, await _first(call, cancellationToken));

    /// <summary>Has the edge's refusal of something that never became a call recorded.</summary>
    public void RefusedAtEdge(EdgeRefusal refusal)
    {
        try
        {
            _recorder?.RefusedAtEdge(refusal);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            _onFault("audit", broken);
        }
    }

    private StepNext Chain(List<IStep> steps)
    {
        StepNext next = static (_, _) => throw new InvalidOperationException("The last step passed the call on.");
        for (var at = steps.Count - 1; at >= 0; at--) next = Guarded(steps[at], next);
        return next;
    }

    private StepNext Guarded(IStep step, StepNext next) => async (call, cancellationToken) =>
    {
        try
        {
            return await step.RunAsync(call, next, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Reply.None.Instance;
        }
        catch (Exception broken)
        {
            _onFault(step.Name, broken);
            return new Reply.Refused(Refusal.Broken(step.Name));
        }
    };
}
