using Baton.Gateway.Pipeline;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>Calls that the gateway makes in the place of a client, on the client's own connection to the server.</summary>
internal static class OwnCall
{
    /// <summary>Another message from the same client.</summary>
    public static Call Of(Call call, Envelope envelope) => Of(call, envelope, NoChannel.Instance);

    /// <summary>The same, with somebody who listens to what is said about it.</summary>
    public static Call Of(Call call, Envelope envelope, IReplyChannel channel) => new()
    {
        RequestId = call.RequestId,
        Envelope = envelope,
        Caller = call.Caller,
        Connection = call.Connection,
        Revision = call.Revision,
        Session = call.Session,
        TraceHeader = call.TraceHeader,
        Channel = channel,
        Closing = call.Closing,
        ReceivedAt = call.ReceivedAt,
        Client = call.Client,
    };
}
