using System.Buffers;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>Reads a response that is one JSON text.</summary>
internal static class WholeBody
{
    private const int FirstChunk = 8 * 1024;

    /// <summary>The text; null when it is larger than <paramref name="maxBytes"/>.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int maxBytes, Patience patience)
    {
        var announced = content.Headers.ContentLength;
        if (announced > maxBytes) return null;
        await using var stream = await content.ReadAsStreamAsync(patience.Token);
        var body = new ArrayBufferWriter<byte>(announced is { } length and > 0 ? (int)length + 1 : FirstChunk);
        while (true)
        {
            patience.Begin();
            var count = await stream.ReadAsync(body.GetMemory(1), patience.Token);
            patience.Pause();
            if (count == 0) return body.WrittenMemory;
            body.Advance(count);
            if (body.WrittenCount > maxBytes) return null;
        }
    }
}
