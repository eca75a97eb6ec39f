namespace Baton.Gateway.Pipeline;

/// <summary>Carries messages to the client that belong to a request which is still being answered.</summary>
public interface IReplyChannel
{
    /// <summary>Sends one whole JSON-RPC notification; waits while the client does not read. Does nothing once the client is gone.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>
    /// Sends the answer itself, while it is still being written; returns when its turn has been queued. The reply is then
    /// <see cref="Reply.Streamed"/>, or says why the answer was broken off.
    /// </summary>
    ValueTask AnswerAsync(StreamedAnswer answer, CancellationToken cancellationToken);
}
