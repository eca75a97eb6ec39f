using System.Buffers;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>A response that is one JSON text: held as far as it must be, and read on in pieces from there.</summary>
internal sealed class ServerBody : IAsyncDisposable
{
    private const int FirstChunk = 8 * 1024;
    private const int PieceBytes = 64 * 1024;

    private readonly Stream _stream;
    private readonly Patience _patience;
    private readonly ArrayBufferWriter<byte> _held;
    private readonly long? _announced;
    private byte[] _piece = [];
    private bool _isOver;

    private ServerBody(Stream stream, long? announced, Patience patience)
    {
        _stream = stream;
        _patience = patience;
        _announced = announced;
        _held = new ArrayBufferWriter<byte>(announced is > 0 and < PieceBytes ? (int)announced + 1 : FirstChunk);
    }

    /// <summary>What is held.</summary>
    public ReadOnlyMemory<byte> Text => _held.WrittenMemory;

    public static async ValueTask<ServerBody> OpenAsync(HttpContent content, Patience patience)
        => new(await content.ReadAsStreamAsync(patience.Token), content.Headers.ContentLength, patience);

    /// <summary>Whether the server says that it is larger than that.</summary>
    public bool SaysMoreThan(int bytes) => _announced > bytes;

    /// <summary>Holds all of it, or a little more than <paramref name="most"/> bytes; true when it is larger than that.</summary>
    public async ValueTask<bool> HoldAsync(int most)
    {
        while (!_isOver && _held.WrittenCount <= most)
        {
            var count = await NextAsync(_held.GetMemory(1));
            _held.Advance(count);
        }
        return _held.WrittenCount > most;
    }

    /// <summary>The next piece behind what is held, which holds until the next call; empty at the end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync()
    {
        if (_piece.Length == 0) _piece = new byte[PieceBytes];
        return _piece.AsMemory(0, _isOver ? 0 : await NextAsync(_piece));
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async ValueTask<int> NextAsync(Memory<byte> target)
    {
        _patience.Begin();
        var count = await _stream.ReadAsync(target, _patience.Token);
        _patience.Pause();
        _isOver = count == 0;
        return count;
    }
}
