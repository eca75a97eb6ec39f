namespace Baton.Gateway.Pipeline;

/// <summary>Carries messages to the client that belong to a request which is still being answered.</summary>
public interface IReplyChannel
{
    /// <summary>Sends one whole JSON-RPC notification; waits while the client does not read. Does nothing once the client is gone.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}
