namespace Baton.Gateway.Edge.Stdio;

/// <summary>
/// Takes a byte stream apart into lines, whatever its chunks, and holds no more than one line of the allowed size: what is longer
/// is passed over to its end and reported.
/// </summary>
/// <remarks>Reads into a buffer of its own: a <c>PipeReader</c> over the stream would be compiled anew at every start, in the way of the first answer.</remarks>
/// <param name="input">The stream.</param>
/// <param name="maxBytes">The longest line that is held.</param>
/// <param name="partBytes">From how many bytes on a line is given out in parts instead, of any number; by default none is.</param>
internal sealed class LineReader(Stream input, int maxBytes, int partBytes = int.MaxValue)
{
    /// <summary>Bytes. A buffer that a long line made larger is given back with the line.</summary>
    private const int SmallBuffer = 16 * 1024;

    /// <summary>Bytes of one part.</summary>
    private const int PartBuffer = 64 * 1024;
    private byte[] _buffer = new byte[SmallBuffer];
    private int _start;
    private int _examined;
    private int _end;
    private bool _isPassingOver;
    private bool _isInParts;
    private bool _isCompleted;

    /// <summary>The next line without its end (LF or CRLF), or why there is none.</summary>
    public async ValueTask<Line> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake() is { } line) return line;
            if (_isCompleted) return TakeLast();
            MakeRoom();
            var count = await input.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            _end += count;
            _isCompleted = count == 0;
        }
    }

    private Line? TryTake()
    {
        var found = _buffer.AsSpan(_examined, _end - _examined).IndexOf((byte)'\n');
        if (found >= 0) return Take(_examined + found, lineEnd: 1);
        _examined = _end;
        if (_isInParts ? _end > _start : !_isPassingOver && _end - _start >= partBytes) return TakePart();
        if (!_isPassingOver && _end - _start <= maxBytes) return null;
        _isPassingOver = true;
        (_start, _examined, _end) = (0, 0, 0);
        return null;
    }

    private Line TakePart()
    {
        _isInParts = true;
        var part = new Line(LineKind.Part, _buffer.AsSpan(_start, _end - _start).ToArray());
        (_start, _examined, _end) = (0, 0, 0);
        return part;
    }

    // a line that was begun in parts and has no end is no line
    private Line TakeLast() => (_start == _end && !_isPassingOver) || _isInParts ? Line.End : Take(_end, lineEnd: 0);

    private Line Take(int end, int lineEnd)
    {
        var line = Finished(_buffer.AsSpan(_start, end - _start));
        (_isInParts, _isPassingOver) = (false, false);
        _start = _examined = end + lineEnd;
        return line;
    }

    private Line Finished(ReadOnlySpan<byte> content)
    {
        if (_isInParts) return new Line(LineKind.LastPart, content.ToArray());
        if (_isPassingOver || content.Length > maxBytes) return Line.TooLong;
        return new Line(LineKind.Content, (content is [.., (byte)'\r'] ? content[..^1] : content).ToArray());
    }

    private void MakeRoom()
    {
        var rest = _end - _start;
        var size = SizeFor(rest);
        if (_start == 0 && size == _buffer.Length) return;
        var buffer = size == _buffer.Length ? _buffer : new byte[size];
        _buffer.AsSpan(_start, rest).CopyTo(buffer);
        (_buffer, _examined, _start, _end) = (buffer, _examined - _start, 0, rest);
    }

    private int SizeFor(int rest)
    {
        if (_isInParts) return PartBuffer;
        if (rest <= SmallBuffer / 2) return SmallBuffer;
        return rest == _buffer.Length ? checked(rest * 2) : _buffer.Length;
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
