using Baton.Gateway.Pipeline.Steps;
using Baton.Gateway.Upstreams;

namespace Baton.Gateway.Pipeline;

/// <summary>
/// The one way through the house: every message, whatever its transport and its server, takes these steps in this order, and no
/// decision is made anywhere else.
/// </summary>
public sealed class MessagePipeline
{
    private readonly IStep[] _steps;
    private readonly Action<string, Exception> _onFault;
    private readonly IRecorder? _recorder;

    /// <summary>A pipeline of the given parts.</summary>
    public MessagePipeline(PipelineParts parts)
    {
        _onFault = parts.OnFault;
        _recorder = parts.Recorder;
        Servers = parts.Upstreams;
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
        _steps = [.. steps];
    }

    /// <summary>The steps' names, in order.</summary>
    public IReadOnlyList<string> Steps { get; }

    /// <summary>Where messages end; the edge asks whether a server is still there.</summary>
    internal IUpstreamDirectory Servers { get; }

    /// <summary>Takes a message all the way; the reply is ready for the client.</summary>
    /// <remarks>There and back in one loop: a state machine per step would be allocated and resumed for each, on every call.</remarks>
    public async ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken)
    {
        Reply? reply = null;
        var passed = 0;
        for (; passed < _steps.Length; passed++)
        {
            try
            {
                reply = await _steps[passed].EnterAsync(call, cancellationToken);
            }
            catch (Exception broken)
            {
                reply = Broken(_steps[passed], broken, cancellationToken);
            }
            if (reply is not null) break;
        }
        if (reply is null) throw new InvalidOperationException("The last step passed the call on.");
        while (--passed >= 0)
        {
            if (_steps[passed] is not IReturningStep step) continue;
            try
            {
                reply = await step.ReturnAsync(call, reply, cancellationToken);
            }
            catch (Exception broken)
            {
                reply = Broken(step, broken, cancellationToken);
            }
        }
        return Presentation.For(call, reply);
    }

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

    private Reply Broken(IStep step, Exception broken, CancellationToken cancellationToken)
    {
        if (broken is OperationCanceledException && cancellationToken.IsCancellationRequested) return Reply.None.Instance;
        _onFault(step.Name, broken);
        return new Reply.Refused(Refusal.Broken(step.Name));
    }
}
