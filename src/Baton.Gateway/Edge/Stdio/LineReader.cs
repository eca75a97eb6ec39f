using System.Buffers;
using System.IO.Pipelines;

namespace Baton.Gateway.Edge.Stdio;

/// <summary>
/// Takes a byte stream apart into lines, whatever its chunks, and holds no more than one line of the allowed size: what is longer
/// is passed over to its end and reported.
/// </summary>
/// <param name="input">The stream.</param>
/// <param name="maxBytes">The longest line that is held.</param>
/// <param name="partBytes">From how many bytes on a line is given out in parts instead, of any number; by default none is.</param>
internal sealed class LineReader(PipeReader input, int maxBytes, int partBytes = int.MaxValue)
{
    private long _examined;
    private bool _isPassingOver;
    private bool _isInParts;

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
            var line = Finish(buffer.Slice(0, found));
            Advance(buffer.GetPosition(1, found));
            return line;
        }
        if (isCompleted)
        {
            // a line that was begun in parts and has no end is no line
            var last = (buffer.IsEmpty && !_isPassingOver) || _isInParts ? Line.End : Finish(buffer);
            Advance(buffer.End);
            return last;
        }
        if (_isInParts ? !buffer.IsEmpty : !_isPassingOver && buffer.Length >= partBytes)
        {
            _isInParts = true;
            var part = new Line(LineKind.Part, buffer.ToArray());
            Advance(buffer.End);
            return part;
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
        if (_isInParts)
        {
            _isInParts = false;
            return new Line(LineKind.LastPart, content.ToArray());
        }
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

    /// <summary>The beginning of a line that is given out in parts, or what follows it.</summary>
    Part,

    /// <summary>The end of such a line.</summary>
    LastPart,
    TooLong,
    End,
}
