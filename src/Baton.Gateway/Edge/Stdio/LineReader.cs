using System.Buffers;
using System.IO.Pipelines;

namespace Baton.Gateway.Edge.Stdio;

/// <summary>
/// Takes a byte stream apart into lines, whatever its chunks, and holds no more than one line of the allowed size: what is longer
/// is passed over to its end and reported.
/// </summary>
internal sealed class LineReader(PipeReader input, int maxBytes)
{
    private long _examined;
    private bool _isPassingOver;

    /// <summary>The next line without its end (LF or CRLF), or why there is none.</summary>
    public async ValueTask<Line> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            if (read.IsCanceled) return Line.End;
            if (TryTake(read.Buffer, read.IsCompleted) is { } line) return line;
        }
    }

    private Line? TryTake(ReadOnlySequence<byte> buffer, bool isCompleted)
    {
        var end = buffer.Slice(_examined).PositionOf((byte)'\n');
        if (end is { } found)
        {
            var content = buffer.Slice(0, found);
            var line = Finish(content);
            Advance(buffer.GetPosition(1, found));
            return line;
        }
        if (isCompleted)
        {
            var last = buffer.IsEmpty && !_isPassingOver ? Line.End : Finish(buffer);
            Advance(buffer.End);
            return last;
        }
        if (_isPassingOver || buffer.Length > maxBytes)
        {
            _isPassingOver = true;
            Advance(buffer.End);
            return null;
        }
        _examined = buffer.Length;
        input.AdvanceTo(buffer.Start, buffer.End);
        return null;
    }

    private Line Finish(ReadOnlySequence<byte> content)
    {
        if (_isPassingOver || content.Length > maxBytes)
        {
            _isPassingOver = false;
            return Line.TooLong;
        }
        var bytes = content.ToArray();
        return new Line(LineKind.Content, bytes is [.., (byte)'\r'] ? bytes.AsMemory(0, bytes.Length - 1) : bytes);
    }

    private void Advance(SequencePosition consumed)
    {
        _examined = 0;
        input.AdvanceTo(consumed);
    }
}

/// <summary>What a <see cref="LineReader"/> found.</summary>
internal readonly record struct Line(LineKind Kind, ReadOnlyMemory<byte> Content)
{
    public static Line End => new(LineKind.End, default);

    public static Line TooLong => new(LineKind.TooLong, default);
}

/// <summary>Kinds of <see cref="Line"/>.</summary>
internal enum LineKind
{
    Content,
    TooLong,
    End,
}
