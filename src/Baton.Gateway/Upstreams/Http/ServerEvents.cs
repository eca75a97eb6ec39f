using Baton.Gateway.Pipeline;
using Baton.Protocol.Messages;
using Baton.Protocol.Sse;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>The messages of a server's event stream, each passed on as soon as it is whole; a stream that was cut off can be taken up again.</summary>
internal sealed class ServerEvents(int maxBytes)
{
    private const int ChunkBytes = 16 * 1024;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>The last event's id, with which the stream can be taken up again; null when the server gives none.</summary>
    public string? LastId { get; private set; }

    /// <summary>How long the server wants to be left alone before that.</summary>
    public TimeSpan Pause { get; private set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether anything came over the stream read last.</summary>
    public bool HasRead { get; private set; }

    /// <summary>Reads until <paramref name="take"/> has the reply that it waits for; null when the stream ended before.</summary>
    /// <exception cref="IOException">The stream broke off.</exception>
    /// <exception cref="InvalidDataException">An event is larger than the limit.</exception>
    public async ValueTask<Reply?> ReadAsync(Stream stream, Patience patience, Func<ReadResult, ValueTask<Reply?>> take)
    {
        HasRead = false;
        var events = new SseReader(maxBytes);
        var chunk = new byte[ChunkBytes];
        while (true)
        {
            patience.Begin();
            var count = await stream.ReadAsync(chunk, patience.Token);
            patience.Pause();
            if (count == 0) return null;
            HasRead = true;
            events.Append(chunk.AsSpan(0, count));
            LastId = events.LastId ?? LastId;
            if (events.Retry is { } retry) Pause = retry < LongestPause ? retry : LongestPause;
            while (events.TryRead(out var next))
            {
                if (next.Type != "message" || next.Data.IsEmpty) continue;
                if (await take(MessageReader.Read(next.Data, maxBytes)) is { } reply) return reply;
            }
        }
    }
}
