using System.Buffers;
using System.Text.Json;
using Baton.Memory.Json;

namespace Baton.Memory.Transfer;

/// <summary>Writes one JSON object a line, reusing its buffer.</summary>
internal sealed class LineWriter(Stream output, IProgress<TransferProgress>? progress)
{
    private const int LinesPerReport = 1000;
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private long _bytes;

    public long Lines { get; private set; }

    public async ValueTask WriteAsync(Action<Utf8JsonWriter> members, CancellationToken cancellationToken)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, JsonText.WriterOptions))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        _buffer.Write("\n"u8);
        await output.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        _bytes += _buffer.WrittenCount;
        Lines++;
        if (Lines % LinesPerReport == 0) progress?.Report(new TransferProgress(Lines, _bytes));
    }
}
