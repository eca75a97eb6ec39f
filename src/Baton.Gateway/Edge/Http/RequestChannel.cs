using System.Threading.Channels;
using Baton.Gateway.Pipeline;

namespace Baton.Gateway.Edge.Http;

/// <summary>Holds the notifications of one request until its HTTP response takes them; a call that is faster than its client waits.</summary>
internal sealed class RequestChannel : IReplyChannel
{
    private const int MostWaiting = 16;

    private readonly Channel<Outgoing> _waiting = Channel.CreateBounded<Outgoing>(
        // most requests are answered without a notification: the end of the waiting for one must not cost a wake-up
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, AllowSynchronousContinuations = true });

    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            await _waiting.Writer.WriteAsync(new Outgoing(message), cancellationToken);
        }
        catch (ChannelClosedException)
        {
            // the client has gone; there is nobody to tell
        }
    }

    public async ValueTask AnswerAsync(StreamedAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            await _waiting.Writer.WriteAsync(new Outgoing(default, answer), cancellationToken);
        }
        catch (ChannelClosedException)
        {
            answer.Abandon();
        }
    }

    public bool TryTake(out Outgoing next) => _waiting.Reader.TryRead(out next);

    public Task WhenWaiting() => _waiting.Reader.WaitToReadAsync().AsTask();

    /// <summary>Drops what waits and what still comes, because nobody reads any more.</summary>
    public void Detach()
    {
        _waiting.Writer.TryComplete();
        while (_waiting.Reader.TryRead(out var next)) next.Answer?.Abandon();
    }
}
