using System.Threading.Channels;

namespace Baton.Gateway.Pipeline;

/// <summary>
/// The text of a response that goes to the client while the server still sends it. Its last byte comes only after all of it was
/// found to be right, so that a client never takes one for whole that is not. One side writes, the other reads; each waits for the
/// other, so that no more than a few pieces are held.
/// </summary>
public sealed class StreamedAnswer
{
    private const int MostWaiting = 4;

    private readonly Channel<ReadOnlyMemory<byte>> _pieces = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });

    private volatile bool _isWhole;

    /// <summary>Whether everything was written and right; known once there is nothing more to read.</summary>
    public bool IsWhole => _isWhole;

    /// <summary>Writes the next piece, which must stay as it is; waits while the client does not read, and does nothing once it is over.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        try
        {
            await _pieces.Writer.WriteAsync(piece, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            // nobody reads any more, or it was broken off meanwhile
        }
    }

    /// <summary>Says that all of it was written and is right.</summary>
    public void End()
    {
        _isWhole = true;
        _pieces.Writer.TryComplete();
    }

    /// <summary>Says that what was written so far will never be whole; does nothing after <see cref="End"/>.</summary>
    public void Break() => _pieces.Writer.TryComplete();

    /// <summary>The pieces as they come.</summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken) => _pieces.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Says that nobody reads any more.</summary>
    public void Abandon()
    {
        _pieces.Writer.TryComplete();
        while (_pieces.Reader.TryRead(out _))
        {
        }
    }
}
