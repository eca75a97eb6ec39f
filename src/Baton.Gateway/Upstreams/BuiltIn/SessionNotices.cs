using Baton.Gateway.Pipeline;
using Baton.Gateway.Sessions;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>Keeps a client of the session era informed of what changes, as long as its session lasts.</summary>
internal static class SessionNotices
{
    public static void Attach(BuiltInContext context, Call call, ClientSession session)
    {
        session.Own(context.Surface.Watch(() => session.Outbox.Post(MethodName.ToolsChanged, Notices.Changed(MethodName.ToolsChanged, default))));
    }

    /// <summary>Begins with a session's first subscription: one that has none costs no watching.</summary>
    public static void WatchResources(BuiltInContext context, Call call, ClientSession session)
    {
        if (context.Server.Resources is not { } resources || !session.BeginWatching()) return;
        session.Own(resources.Watch(BuiltInContext.CallerOf(call), uri =>
        {
            if (session.IsSubscribed(uri)) session.Outbox.Post(uri, Notices.Changed(MethodName.ResourceUpdated, default, uri));
        }));
    }
}
