using System.Buffers;
using System.Threading.Channels;
using Baton.Gateway.Pipeline;

namespace Baton.Gateway.Edge.Stdio;

/// <summary>
/// Writes messages to standard output, one a line, in the order they were handed in; one task writes, so that lines never mix. A
/// pipe that the client closed is reported once and then swallows everything.
/// </summary>
internal sealed class StdioWriter : IReplyChannel
{
    private const int MostWaiting = 64;
    private const int KeptBytes = 1024 * 1024;

    private readonly Channel<Outgoing> _waiting = Channel.CreateBounded<Outgoing>(
        // who finds the writer idle begins the write itself, instead of waking a thread for it
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly Stream _output;
    private readonly Action _onClosed;
    private ArrayBufferWriter<byte> _line = new(4096);

    public StdioWriter(Stream output, Action onClosed)
    {
        _output = output;
        _onClosed = onClosed;
        Written = WriteAsync();
    }

    /// <summary>Completes when everything is written after <see cref="Complete"/>, or the client closed the pipe.</summary>
    public Task Written { get; }

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

    /// <summary>Writes the line of an answer as it comes; what is handed in meanwhile waits for its end.</summary>
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

    /// <summary>Says that nothing more will come.</summary>
    public void Complete() => _waiting.Writer.TryComplete();

    private async Task WriteAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync())
            {
                while (_waiting.Reader.TryRead(out var next))
                {
                    if (next.Answer is { } answer) await PassOnAsync(answer);
                    else await _output.WriteAsync(Framed(next.Message));
                }
                await _output.FlushAsync();
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out var next)) next.Answer?.Abandon();
            _onClosed();
        }
    }

    /// <summary>The line ends also where the answer was broken off: no client takes what stands in it for a message.</summary>
    private async Task PassOnAsync(StreamedAnswer answer)
    {
        try
        {
            await foreach (var piece in answer.ReadAsync(CancellationToken.None))
            {
                await _output.WriteAsync(piece);
                await _output.FlushAsync();
            }
            await _output.WriteAsync(LineEnd);
        }
        finally
        {
            answer.Abandon();
        }
    }

    /// <summary>Line breaks inside a message can only be white space between its tokens, so they become spaces.</summary>
    private ReadOnlyMemory<byte> Framed(ReadOnlyMemory<byte> message)
    {
        if (_line.Capacity > KeptBytes) _line = new ArrayBufferWriter<byte>(4096);
        _line.ResetWrittenCount();
        var target = _line.GetSpan(message.Length + 1);
        message.Span.CopyTo(target);
        target[..message.Length].ReplaceAny(LineBreaks, (byte)' ');
        target[message.Length] = (byte)'\n';
        _line.Advance(message.Length + 1);
        return _line.WrittenMemory;
    }

    private static readonly byte[] LineEnd = [(byte)'\n'];
    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);
}
