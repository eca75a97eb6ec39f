using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.Http;
using Baton.Gateway.Upstreams.Relays;
using Baton.TestSupport.Upstreams;

namespace Baton.Gateway.Tests.Support;

/// <summary>An HTTP client, the gateway with a policy, and a recording HTTP server behind it.</summary>
internal sealed class HttpRecorded : IAsyncDisposable
{
    private readonly HttpUpstream _upstream;
    private int _ids;

    private HttpRecorded(RecordingHttpServer server, HttpUpstream upstream, HttpPeer peer, ConcurrentQueue<string> log, ConcurrentQueue<Call> calls)
    {
        Server = server;
        _upstream = upstream;
        Peer = peer;
        Log = log;
        Calls = calls;
    }

    public RecordingHttpServer Server { get; }

    public HttpPeer Peer { get; }

    public ConcurrentQueue<string> Log { get; }

    /// <summary>The calls whose outcome the pipeline has seen.</summary>
    public ConcurrentQueue<Call> Calls { get; }

    /// <summary>What the edge refused.</summary>
    public ConcurrentQueue<EdgeRefusal> Refusals { get; private init; } = [];

    /// <summary>A gateway in front of a new server, or of what listens under <paramref name="url"/>.</summary>
    public static async Task<HttpRecorded> StartAsync(
        string policy = Relaying.Allow, Func<HttpTarget, HttpTarget>? target = null, Func<RelayOptions, RelayOptions>? options = null, string? url = null)
    {
        var server = await RecordingHttpServer.StartAsync();
        var log = new ConcurrentQueue<string>();
        var calls = new ConcurrentQueue<Call>();
        var refusals = new ConcurrentQueue<EdgeRefusal>();
        var relaying = new Relaying(policy, log.Enqueue);
        var at = new HttpTarget(new Uri(url ?? server.Url), ImmutableDictionary<string, string>.Empty.Add("Authorization", "Bearer upstream-secret"));
        var upstream = new HttpUpstream("rec", target?.Invoke(at) ?? at, options?.Invoke(relaying.Options) ?? relaying.Options);
        var gateway = new Gateways(change: parts => relaying.Before(upstream, parts) with { Recorder = new Outcomes(calls, refusals) });
        return new HttpRecorded(server, upstream, await HttpPeer.StartAsync(gateway, grants: new OneGrant(), server: "rec"), log, calls) { Refusals = refusals };
    }

    /// <summary>The same with a session open.</summary>
    public static async Task<HttpRecorded> InSessionAsync(
        string policy = Relaying.Allow, Func<HttpTarget, HttpTarget>? target = null, Func<RelayOptions, RelayOptions>? options = null)
    {
        var recorded = await StartAsync(policy, target, options);
        await recorded.Peer.InitializeAsync();
        return recorded;
    }

    /// <summary>Sends a request and gives the last message of the answer.</summary>
    public async Task<JsonElement> AskAsync(HttpRequestMessage request) => (await ReadAsync(request))[^1];

    /// <summary>Sends a request and gives every message of the answer, one or many.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadAsync(HttpRequestMessage request)
    {
        using var response = await Peer.SendAsync(request);
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream") return [Messages.Json(await response.Content.ReadAsStringAsync())];
        await using var events = new SseClient(response);
        var messages = new List<JsonElement>();
        while (await events.NextAsync() is { } next) messages.Add(next);
        return messages;
    }

    /// <summary>Calls a tool in the session.</summary>
    public Task<JsonElement> CallAsync(string tool, string arguments = "{}", string meta = "")
        => AskAsync(Peer.Post(Messages.Call($"\"c{Interlocked.Increment(ref _ids)}\"", tool, arguments, meta)));

    /// <summary>Calls a tool in the stateless era.</summary>
    public Task<JsonElement> CallStatelessAsync(string tool, string arguments = "{}", params string[] headers)
        => AskAsync(Peer.Stateless(StatelessCall($"{Interlocked.Increment(ref _ids)}", tool, arguments), headers));

    public static string StatelessCall(string id, string tool, string arguments = "{}") => Messages.Stateless(id, "tools/call", $"\"name\":\"{tool}\",\"arguments\":{arguments}");

    public static string TextOf(JsonElement answer) => answer.At("result.content.0.text");

    public async ValueTask DisposeAsync()
    {
        await Peer.DisposeAsync();
        await _upstream.DisposeAsync();
        await Server.DisposeAsync();
    }

    private sealed class Outcomes(ConcurrentQueue<Call> calls, ConcurrentQueue<EdgeRefusal> refusals) : IRecorder
    {
        public ValueTask IntentAsync(Call call, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public void Outcome(Call call, Reply reply) => calls.Enqueue(call);

        public void RefusedAtEdge(EdgeRefusal refusal) => refusals.Enqueue(refusal);
    }

    /// <summary>Everybody on this machine may reach the recording server.</summary>
    internal sealed class OneGrant : IGrantStore
    {
        private readonly Grant _grant = LocalGrant.Create() with { Servers = Relaying.Servers };

        public ValueTask<Grant?> FindAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult<Grant?>(null);

        public ValueTask<Grant?> LocalAsync(CancellationToken cancellationToken) => ValueTask.FromResult<Grant?>(_grant);

        public ValueTask<bool> AnyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);
    }
}
