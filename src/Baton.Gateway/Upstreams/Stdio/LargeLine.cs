using System.Buffers;
using Baton.Gateway.Edge.Stdio;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Stdio;

/// <summary>
/// A server's line that comes in parts: passed on to the call that it answers where that can be told from its beginning, else put
/// together again as far as messages may be large. A result that is larger and says only at its end whose it is waits for that in a file.
/// </summary>
internal sealed class LargeLine(string server, WaitingCalls waiting, RelayOptions options) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _none = new(1);
    private ArrayBufferWriter<byte>? _held;
    private LargeAnswer? _answer;
    private Waiting? _asker;
    private SpooledLine? _spool;
    private bool _isUncertain;
    private bool _isOpen;
    private bool _isTooLong;

    /// <summary>The line, once it was put together; null while it is not over, and where it was passed on.</summary>
    public async ValueTask<Line?> TakeAsync(Line part, CancellationToken cancellationToken)
    {
        if (!_isOpen)
        {
            _isOpen = true;
            _answer = await LargeAnswer.BeginAsync(server, AskerOf, part.Content, cancellationToken);
            if (_answer is null) await HoldAsync(part.Content, cancellationToken);
            else _asker!.Large = _answer;
        }
        else if (_answer is null) await HoldAsync(part.Content, cancellationToken);
        else await PassOnAsync(part.Content, cancellationToken);
        if (part.Kind != LineKind.LastPart) return null;
        return await EndAsync(cancellationToken);
    }

    public void Dispose()
    {
        _answer?.Dispose();
        _spool?.Dispose();
    }

    private (Gateway.Pipeline.Call Call, RequestId Id)? AskerOf(RequestId id)
    {
        _asker = id.IsAbsent ? waiting.Certain() : waiting.Find(id);
        _isUncertain = id.IsAbsent && _asker is null;
        return _asker is null ? null : (_asker.Call, _asker.Id);
    }

    private async ValueTask HoldAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        if (_isTooLong) return;
        _held ??= new ArrayBufferWriter<byte>(part.Length);
        if (_spool is null && (long)_held.WrittenCount + part.Length <= options.MaxMessageBytes)
        {
            _held.Write(part.Span);
            return;
        }
        if (_spool is null && _isUncertain && options.SpoolFolder is { } folder)
        {
            _spool = SpooledLine.Open(folder, options.MaxSpooledBytes);
            _isTooLong = _spool is not null && !await _spool.AppendAsync(_held.WrittenMemory, cancellationToken);
        }
        _held = _none;
        _isTooLong |= _spool is null || !await _spool.AppendAsync(part, cancellationToken);
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
        using var spool = _spool;
        var (held, isTooLong) = (_held, _isTooLong);
        (_isOpen, _isTooLong, _isUncertain, _held, _answer, _spool) = (false, false, false, null, null, null);
        if (answer is not null)
        {
            _asker!.Finish(await answer.EndAsync(cancellationToken));
            return null;
        }
        if (isTooLong || spool?.End() == false) return Line.TooLong;
        if (spool is not null)
        {
            await AnswerAsync(spool, cancellationToken);
            return null;
        }
        var line = held!.WrittenMemory;
        return new Line(LineKind.Content, line.Span is [.., (byte)'\r'] ? line[..^1] : line);
    }

    private async ValueTask AnswerAsync(SpooledLine spool, CancellationToken cancellationToken)
    {
        if (waiting.Find(spool.Id) is not { } asker) return;
        asker.Finish(asker.Call.MustBeWhole is null
            ? await spool.PassOnAsync(server, asker, options, cancellationToken)
            : ServerReply.TooLarge(server, options.MaxMessageBytes, asker.Call));
    }
}
