using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.Relays;
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

    /// <summary>Whether anything came over the stream that was asked for last.</summary>
    public bool HasRead { get; private set; }

    /// <summary>Another stream is asked for, which may never begin.</summary>
    public void Begin() => HasRead = false;

    /// <summary>Reads until <paramref name="take"/> has the reply that it waits for; null when the stream ended before.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="patience">Bounds the waiting.</param>
    /// <param name="take">Takes each message.</param>
    /// <param name="begin">Begins to pass on a large one of which so much has come; null, or null from it, has it read whole.</param>
    /// <exception cref="IOException">The stream broke off.</exception>
    /// <exception cref="InvalidDataException">An event is larger than the limit.</exception>
    public async ValueTask<Reply?> ReadAsync(
        Stream stream, Patience patience, Func<ReadResult, ValueTask<Reply?>> take, Func<ReadOnlyMemory<byte>, ValueTask<LargeAnswer?>>? begin = null)
    {
        Begin();
        var events = new SseReader(maxBytes);
        var chunk = new byte[ChunkBytes];
        var wasLarge = false;
        while (await MoreAsync(stream, events, chunk, patience))
        {
            while (events.TryRead(out var next))
            {
                if (next.Type != "message" || next.Data.IsEmpty) continue;
                if (await take(MessageReader.Read(next.Data, maxBytes)) is { } reply) return reply;
            }
            // what has come of a message is looked at once, when it becomes large
            var isLarge = events.Held >= LargeAnswer.From;
            if (isLarge && !wasLarge && begin is not null && await begin(events.Peek()) is { } large)
            {
                using (large) return await PassOnAsync(large, stream, events, chunk, patience);
            }
            wasLarge = isLarge;
        }
        return null;
    }

    private async ValueTask<bool> MoreAsync(Stream stream, SseReader events, byte[] chunk, Patience patience)
    {
        patience.Begin();
        var count = await stream.ReadAsync(chunk, patience.Token);
        patience.Pause();
        if (count == 0) return false;
        HasRead = true;
        events.Append(chunk.AsSpan(0, count));
        // an id without text takes back the one before (WHATWG, Server-sent events)
        if (events.LastId is { } id) LastId = id.Length > 0 ? id : null;
        if (events.Retry is { } retry) Pause = retry < LongestPause ? retry : LongestPause;
        return true;
    }

    private async ValueTask<Reply> PassOnAsync(LargeAnswer large, Stream stream, SseReader events, byte[] chunk, Patience patience)
    {
        events.TakeInPieces();
        events.TakePiece();
        while (!events.IsOver)
        {
            if (!await MoreAsync(stream, events, chunk, patience)) throw new IOException("The stream ended in the middle of an event.");
            if (await large.AppendAsync(events.TakePiece(), patience.Token) is { } problem) return problem;
        }
        return await large.EndAsync(patience.Token);
    }
}
