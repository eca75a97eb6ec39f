using System.Net.Http;
using System.Text;
using System.Text.Json;
using Baton.Protocol.Sse;

namespace Baton.Gateway.Tests.Support;

/// <summary>Reads a response's events one by one.</summary>
internal sealed class SseClient(HttpResponseMessage response) : IAsyncDisposable
{
    private readonly SseReader _reader = new(64 * 1024 * 1024);
    private readonly StringBuilder _raw = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Stream? _stream;

    /// <summary>Everything received so far, comments included.</summary>
    public string Raw => _raw.ToString();

    /// <summary>The next event's message, or null at the end of the stream.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        while (true)
        {
            if (_reader.TryRead(out var next)) return Messages.Json(Encoding.UTF8.GetString(next.Data.Span));
            if (!await ReadAsync()) return null;
        }
    }

    /// <summary>Reads until that text has come.</summary>
    public async Task UntilRawAsync(string text)
    {
        while (!Raw.Contains(text, StringComparison.Ordinal)) (await ReadAsync()).ShouldBeTrue($"the stream ended before {text}");
    }

    private async Task<bool> ReadAsync()
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        _stream ??= await response.Content.ReadAsStreamAsync(limit.Token);
        var count = await _stream.ReadAsync(_buffer, limit.Token);
        if (count == 0) return false;
        _raw.Append(Encoding.UTF8.GetString(_buffer, 0, count));
        _reader.Append(_buffer.AsSpan(0, count));
        return true;
    }

    public ValueTask DisposeAsync()
    {
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
