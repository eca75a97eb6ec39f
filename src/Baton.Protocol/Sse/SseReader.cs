using System.Buffers;
using System.Globalization;
using System.Text;

namespace Baton.Protocol.Sse;

/// <summary>
/// Takes a stream apart into events (HTML Living Standard, 9.2.6), whatever its chunks: lines may end in CR, LF or both, and a
/// chunk may end anywhere, inside a character as well, because nothing is decoded before an event is whole.
/// </summary>
/// <remarks>An event that is being read can be taken in pieces instead of as a whole (<see cref="TakeInPieces"/>), and then be of any size.</remarks>
/// <param name="maxEventBytes">The largest event that is held; a larger one throws <see cref="InvalidDataException"/>.</param>
public sealed class SseReader(int maxEventBytes)
{
    private static ReadOnlySpan<byte> DataField => "data:"u8;

    private readonly Queue<SseEvent> _ready = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private ArrayBufferWriter<byte> _data = new();
    private ArrayBufferWriter<byte> _pieces = new();
    private string _type = "";
    private string? _id;
    private bool _hasData;
    private bool _afterCarriageReturn;
    private bool _started;
    private bool _inPieces;
    private bool _lineIsPiece;

    /// <summary>The id of the last event that came whole: where a stream that broke off is taken up again.</summary>
    public string? LastId { get; private set; }

    /// <summary>The last <c>retry</c> field seen.</summary>
    public TimeSpan? Retry { get; private set; }

    /// <summary>How much is held of the data of an event that is not whole yet, if it is a message; 0 for any other.</summary>
    public int Held => _inPieces || _type is not ("" or "message") ? 0 : _data.WrittenCount + (_line.WrittenSpan.StartsWith(DataField) ? _line.WrittenCount : 0);

    /// <summary>Whether the event that is taken in pieces is over; what <see cref="TakePiece"/> gives then is its end.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The data of the event that is being read, as far as it is held.</summary>
    public ReadOnlyMemory<byte> Peek()
    {
        var held = new ArrayBufferWriter<byte>(Held + 1);
        held.Write(_data.WrittenSpan);
        if (DataOf(_line.WrittenSpan, out var begun))
        {
            if (_hasData) held.Write("\n"u8);
            held.Write(begun);
        }
        return held.WrittenMemory;
    }

    /// <summary>Has the data of the event that is being read, as far as it is held and as it comes, given out by <see cref="TakePiece"/>.</summary>
    public void TakeInPieces()
    {
        _inPieces = true;
        IsOver = false;
        Drain();
    }

    /// <summary>The data that has come since the last time; may be empty, and stays as it is.</summary>
    public ReadOnlyMemory<byte> TakePiece()
    {
        var piece = _pieces.WrittenMemory;
        _pieces = new ArrayBufferWriter<byte>(piece.Length + 1);
        return piece;
    }

    /// <summary>Takes the next chunk of the stream.</summary>
    /// <exception cref="InvalidDataException">An event is larger than the limit; the stream cannot be read further.</exception>
    public void Append(ReadOnlySpan<byte> chunk)
    {
        while (!chunk.IsEmpty)
        {
            if (_afterCarriageReturn)
            {
                _afterCarriageReturn = false;
                if (chunk[0] == '\n')
                {
                    chunk = chunk[1..];
                    continue;
                }
            }
            var end = chunk.IndexOfAny((byte)'\r', (byte)'\n');
            Hold(end < 0 ? chunk : chunk[..end]);
            if (end < 0) return;
            _afterCarriageReturn = chunk[end] == '\r';
            chunk = chunk[(end + 1)..];
            EndLine();
        }
    }

    /// <summary>The next whole event, if there is one.</summary>
    public bool TryRead([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SseEvent? next) => _ready.TryDequeue(out next);

    private void Hold(ReadOnlySpan<byte> part)
    {
        if ((long)_line.WrittenCount + _data.WrittenCount + part.Length > maxEventBytes)
        {
            throw new InvalidDataException($"A server-sent event is larger than the limit of {maxEventBytes} bytes.");
        }
        _line.Write(part);
        if (_inPieces) Drain();
    }

    /// <summary>Moves what is held of the event's data out.</summary>
    private void Drain()
    {
        _pieces.Write(_data.WrittenSpan);
        _data.ResetWrittenCount();
        var line = _line.WrittenSpan;
        if (!_lineIsPiece)
        {
            if (!DataOf(line, out line)) return;
            _lineIsPiece = true;
            if (_hasData) _pieces.Write("\n"u8);
            _hasData = true;
        }
        _pieces.Write(line);
        _line.ResetWrittenCount();
    }

    /// <summary>What a line that is not whole holds of an event's data; false as long as that cannot be told.</summary>
    private static bool DataOf(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> data)
    {
        // the space behind the colon is no data, and may not have come yet
        var isData = line.StartsWith(DataField) && line.Length > DataField.Length;
        data = isData ? line[(DataField.Length + (line[DataField.Length] == ' ' ? 1 : 0))..] : default;
        return isData;
    }

    private void EndLine()
    {
        if (_lineIsPiece)
        {
            _lineIsPiece = false;
            _started = true;
            return;
        }
        var line = _line.WrittenSpan;
        if (!_started)
        {
            _started = true;
            if (line.StartsWith("\uFEFF"u8)) line = line[3..];
        }
        if (line.IsEmpty) Dispatch();
        else if (line[0] != ':') Field(line);
        _line.ResetWrittenCount();
    }

    private void Field(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? default : line[(colon + 1)..];
        if (value.StartsWith(" "u8)) value = value[1..];

        if (name.SequenceEqual("data"u8))
        {
            if (_hasData) _data.Write("\n"u8);
            _data.Write(value);
            _hasData = true;
        }
        else if (name.SequenceEqual("event"u8)) _type = Encoding.UTF8.GetString(value);
        else if (name.SequenceEqual("id"u8) && value.IndexOf((byte)0) < 0) _id = Encoding.UTF8.GetString(value);
        else if (name.SequenceEqual("retry"u8) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            Retry = TimeSpan.FromMilliseconds(milliseconds);
        }
    }

    private void Dispatch()
    {
        LastId = _id;
        if (_inPieces)
        {
            Drain();
            IsOver = true;
            _inPieces = false;
        }
        else if (_hasData)
        {
            _ready.Enqueue(new SseEvent(_type.Length == 0 ? "message" : _type, _data.WrittenMemory, LastId));
            _data = new ArrayBufferWriter<byte>();
        }
        _hasData = false;
        _type = "";
    }
}
