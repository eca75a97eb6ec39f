using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Baton.TestSupport.Embeddings;

/// <summary>
/// A small embeddings endpoint that really computes: each text as hashed runs of three letters, so that words which share
/// letters lie near each other though no word is the same.
/// </summary>
public sealed class NgramServer : IAsyncDisposable
{
    public const int Dimensions = 256;
    private readonly HttpListener _listener = new();
    private readonly Task _work;

    public NgramServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _work = ServeAsync();
    }

    public int Port { get; }

    public Uri Url => new($"http://127.0.0.1:{Port}/v1");

    /// <summary>Texts embedded so far.</summary>
    public int Embedded { get; private set; }

    public string? Authorization { get; private set; }

    /// <summary>Answers with this instead of vectors.</summary>
    public (int Status, string Body)? Broken { get; set; }

    /// <summary>Answers in Ollama's form.</summary>
    public bool Ollama { get; set; }

    public static float[] Embed(string text)
    {
        var vector = new float[Dimensions];
        var letters = $"  {text.ToLowerInvariant()}  ";
        for (var i = 0; i + 3 <= letters.Length; i++)
        {
            var hash = 2166136261u;
            for (var j = i; j < i + 3; j++) hash = (hash ^ letters[j]) * 16777619u;
            vector[hash % Dimensions] += (hash & 0x8000) == 0 ? 1 : -1;
        }
        return vector;
    }

    public async ValueTask DisposeAsync()
    {
        if (_listener.IsListening) _listener.Stop();
        await _work;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        Authorization = context.Request.Headers["Authorization"];
        using var request = await JsonDocument.ParseAsync(context.Request.InputStream);
        var texts = request.RootElement.GetProperty("input").EnumerateArray().Select(text => text.GetString()!).ToList();
        Embedded += texts.Count;
        var body = Broken?.Body ?? (Ollama
            ? JsonSerializer.Serialize(new { embeddings = texts.Select(Embed) })
            : JsonSerializer.Serialize(new { data = texts.Select((text, index) => new { index, embedding = Embed(text) }).Reverse() }));
        context.Response.StatusCode = Broken?.Status ?? 200;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }
}
