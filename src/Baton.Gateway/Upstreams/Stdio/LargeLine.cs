using System.Buffers;
using Baton.Gateway.Edge.Stdio;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Stdio;

/// <summary>
/// A server's line that comes in parts: passed on to the call that it answers where that can be told from its beginning, else put
/// together again as far as messages may be large.
/// </summary>
internal sealed class LargeLine(string server, WaitingCalls waiting, RelayOptions options) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _none = new(1);
    private ArrayBufferWriter<byte>? _held;
    private LargeAnswer? _answer;
    private Waiting? _asker;
    private bool _isOpen;
    private bool _isTooLong;

    /// <summary>The line, once it was put together; null while it is not over, and where it was passed on.</summary>
    public async ValueTask<Line?> TakeAsync(Line part, CancellationToken cancellationToken)
    {
        if (!_isOpen)
        {
            _isOpen = true;
            _answer = await LargeAnswer.BeginAsync(server, AskerOf, part.Content, cancellationToken);
            if (_answer is null) Hold(part.Content);
            else _asker!.Large = _answer;
        }
        else if (_answer is null) Hold(part.Content);
        else await PassOnAsync(part.Content, cancellationToken);
        if (part.Kind != LineKind.LastPart) return null;
        return await EndAsync(cancellationToken);
    }

    public void Dispose() => _answer?.Dispose();

    private (Gateway.Pipeline.Call Call, RequestId Id)? AskerOf(RequestId id)
    {
        _asker = id.IsAbsent ? waiting.Certain() : waiting.Find(id);
        return _asker is null ? null : (_asker.Call, _asker.Id);
    }

    private void Hold(ReadOnlyMemory<byte> part)
    {
        _held ??= new ArrayBufferWriter<byte>(part.Length);
        _isTooLong |= (long)_held.WrittenCount + part.Length > options.MaxMessageBytes;
        if (_isTooLong) _held = _none;
        else _held.Write(part.Span);
    }

    /// <summary>An answer that turned out not to be one, or that nobody waits for any more, is read to its end all the same.</summary>
    private async ValueTask PassOnAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        _asker!.Heard(options.Time);
        if (await _answer!.AppendAsync(part, cancellationToken) is { } problem) _asker.Finish(problem);
    }

    private async ValueTask<Line?> EndAsync(CancellationToken cancellationToken)
    {
        using var answer = _answer;
        var (held, isTooLong) = (_held, _isTooLong);
        (_isOpen, _isTooLong, _held, _answer) = (false, false, null, null);
        if (answer is not null)
        {
            _asker!.Finish(await answer.EndAsync(cancellationToken));
            return null;
        }
        if (isTooLong) return Line.TooLong;
        var line = held!.WrittenMemory;
        return new Line(LineKind.Content, line.Span is [.., (byte)'\r'] ? line[..^1] : line);
    }
}
