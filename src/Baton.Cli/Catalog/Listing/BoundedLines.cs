using System.Buffers;
using System.Globalization;

namespace Baton.Cli.Catalog.Listing;

/// <summary>Reads lines of bytes from a stream, up to a total that is never passed.</summary>
/// <param name="stream">What is read.</param>
/// <param name="maxBytes">How many bytes may still come.</param>
/// <param name="allowed">How many were allowed in all, for the message.</param>
internal sealed class BoundedLines(Stream stream, long maxBytes, long allowed)
{
    private readonly byte[] _chunk = new byte[64 * 1024];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _at;
    private int _end;

    /// <summary>How many bytes came.</summary>
    public long Total { get; private set; }

    /// <summary>The next line without its end, or null at the end of the stream.</summary>
    /// <exception cref="ListingException">More bytes came than are allowed.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation)
    {
        _line.ResetWrittenCount();
        while (true)
        {
            if (_at == _end)
            {
                _end = await stream.ReadAsync(_chunk, cancellation);
                _at = 0;
                // a bare null would become an empty memory, and the end a line without end
                if (_end == 0) return _line.WrittenCount > 0 ? _line.WrittenMemory : (ReadOnlyMemory<byte>?)null;
                if ((Total += _end) > maxBytes) throw new ListingException($"The server sent more than {(allowed / (1024 * 1024)).ToString(CultureInfo.InvariantCulture)} MiB: stopped reading.");
            }
            var rest = _chunk.AsSpan(_at, _end - _at);
            var newline = rest.IndexOf((byte)'\n');
            _line.Write(newline < 0 ? rest : rest[..newline]);
            _at += newline < 0 ? rest.Length : newline + 1;
            if (newline >= 0) return _line.WrittenMemory;
        }
    }
}
