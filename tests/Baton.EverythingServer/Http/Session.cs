using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Baton.EverythingServer.Serving;

namespace Baton.EverythingServer.Http;

/// <summary>A client of the session era.</summary>
internal sealed class Session : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private int _asked;

    public string Id { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public ClientState Client { get; } = new();

    /// <summary>What the client was asked and has not answered, by id.</summary>
    public ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> Asked { get; } = [];

    /// <summary>Answers whose streams were ended before they came, by the id of the stream's last event.</summary>
    public ConcurrentDictionary<string, TaskCompletionSource<byte[]>> Dropped { get; } = [];

    /// <summary>Ends with the session.</summary>
    public CancellationToken Ended => _end.Token;

    public string NextQuestion() => $"ask-{Interlocked.Increment(ref _asked)}";

    public void End() => _end.Cancel();

    public void Dispose() => _end.Dispose();
}
