using Baton.Gateway.Pipeline;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>The channel of a call that the gateway makes for itself: nobody listens.</summary>
internal sealed class NoChannel : IReplyChannel
{
    private NoChannel() { }

    public static NoChannel Instance { get; } = new();

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask AnswerAsync(StreamedAnswer answer, CancellationToken cancellationToken)
    {
        answer.Abandon();
        return ValueTask.CompletedTask;
    }
}
