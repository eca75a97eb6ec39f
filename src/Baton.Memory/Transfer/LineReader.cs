using System.Buffers;
using System.IO.Pipelines;

namespace Baton.Memory.Transfer;

/// <summary>Gives a stream's lines one after the other, each within a bound.</summary>
internal sealed class LineReader(Stream input) : IAsyncDisposable
{
    private readonly PipeReader _pipe = PipeReader.Create(input, new StreamPipeReaderOptions(leaveOpen: true, bufferSize: 64 * 1024));

    /// <summary>Lines given so far: the number of the last one.</summary>
    public long Number { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>The next line without its end, or null after the last.</summary>
    /// <exception cref="InvalidDataException">The line is longer than an export's can be.</exception>
    public async ValueTask<byte[]?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end) return Take(buffer.Slice(0, end), buffer.GetPosition(1, end));
            if (buffer.Length > ExportFormat.LongestLine)
            {
                throw new InvalidDataException($"Line {Number + 1} is longer than {ExportFormat.LongestLine} bytes: this is no Baton export.");
            }
            if (!read.IsCompleted)
            {
                _pipe.AdvanceTo(buffer.Start, buffer.End);
                continue;
            }
            return buffer.IsEmpty ? null : Take(buffer, buffer.End);
        }
    }

    public ValueTask DisposeAsync() => _pipe.CompleteAsync();

    private byte[] Take(in ReadOnlySequence<byte> line, SequencePosition next)
    {
        var bytes = line.ToArray();
        _pipe.AdvanceTo(next);
        Number++;
        Bytes += bytes.Length + 1;
        return bytes.Length > 0 && bytes[^1] == (byte)'\r' ? bytes[..^1] : bytes;
    }
}
