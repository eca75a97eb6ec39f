using Baton.Gateway.Pipeline;
using Baton.Gateway.Sessions;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>
/// <c>subscriptions/listen</c>: acknowledges, then reports what changes until the client goes, or until the gateway stops, which
/// it says with an empty result (2026-07-28, Subscriptions).
/// </summary>
internal sealed class ListenMethod(BuiltInContext context)
{
    public async ValueTask<Reply> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var resources = context.Server.Resources;
        var filter = ListenFilter.Read(call.Envelope, resources is not null, context.Options.MostSubscriptions, out var error);
        if (filter is null) return new Reply.Failed(error!);

        var subscription = call.Envelope.Id.Raw;
        var unseen = BuiltInContext.UnseenBy(call);
        var outbox = new Outbox();
        using var surface = !filter.Tools ? null : context.Surface.Watch(
            () => outbox.Post(MethodName.ToolsChanged, Notices.Changed(MethodName.ToolsChanged, subscription)));
        using var watch = filter.Resources.IsEmpty ? null : resources!.Watch(BuiltInContext.CallerOf(call), uri =>
        {
            if (filter.Resources.Contains(uri) && !unseen.Contains(uri)) outbox.Post(uri, Notices.Changed(MethodName.ResourceUpdated, subscription, uri));
        });

        await call.Channel.SendAsync(Notices.Message(MethodName.SubscriptionAcknowledged, subscription, filter.Write), cancellationToken);
        var closing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = call.Closing.Register(() => closing.TrySetResult());
        while (!closing.Task.IsCompleted)
        {
            while (outbox.TryTake(out var message)) await call.Channel.SendAsync(message, cancellationToken);
            await Task.WhenAny(outbox.WhenWaiting(), closing.Task).WaitAsync(cancellationToken);
        }
        return Ended(call);
    }

    private Reply.Completed Ended(Call call)
    {
        using var result = ResultWriter.Begin(call, context.Options);
        result.Meta();
        result.Raw(MetaKey.SubscriptionId, call.Envelope.Id.Raw);
        return result.End();
    }
}
