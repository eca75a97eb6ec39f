using System.Buffers;
using System.Globalization;
using System.Text;

namespace Baton.Protocol.Sse;

/// <summary>
/// Takes a stream apart into events (HTML Living Standard, 9.2.6), whatever its chunks: lines may end in CR, LF or both, and a
/// chunk may end anywhere, inside a character as well, because nothing is decoded before an event is whole.
/// </summary>
/// <param name="maxEventBytes">The largest event that is held; a larger one throws <see cref="InvalidDataException"/>.</param>
public sealed class SseReader(int maxEventBytes)
{
    private readonly Queue<SseEvent> _ready = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private ArrayBufferWriter<byte> _data = new();
    private string _type = "";
    private bool _hasData;
    private bool _afterCarriageReturn;
    private bool _started;

    /// <summary>The last <c>id</c> field seen.</summary>
    public string? LastId { get; private set; }

    /// <summary>The last <c>retry</c> field seen.</summary>
    public TimeSpan? Retry { get; private set; }

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
    }

    private void EndLine()
    {
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
        else if (name.SequenceEqual("id"u8) && value.IndexOf((byte)0) < 0) LastId = Encoding.UTF8.GetString(value);
        else if (name.SequenceEqual("retry"u8) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            Retry = TimeSpan.FromMilliseconds(milliseconds);
        }
    }

    private void Dispatch()
    {
        if (_hasData)
        {
            _ready.Enqueue(new SseEvent(_type.Length == 0 ? "message" : _type, _data.WrittenMemory, LastId));
            _data = new ArrayBufferWriter<byte>();
        }
        _hasData = false;
        _type = "";
    }
}
