using System.Collections.Concurrent;
using System.Text.Json;
using Baton.Gateway.Grants;
using Baton.Gateway.Upstreams.Relays;
using Baton.Gateway.Upstreams.Stdio;
using Baton.TestSupport.Processes;

namespace Baton.Gateway.Tests.Support;

/// <summary>A stdio client, the gateway with a policy, and a recording server in a process of its own behind it.</summary>
internal sealed class Recorded : IAsyncDisposable
{
    private readonly StdioUpstream _upstream;
    private int _ids;

    public Recorded(string policy = Relaying.Allow, Func<RelayOptions, RelayOptions>? change = null, string? program = null)
    {
        var relaying = new Relaying(policy, Log.Enqueue);
        var command = new ChildCommand(program ?? RecordingServer.Program, [Server.Record], ChildEnvironment.AllowListed(Environment.GetEnvironmentVariables(), []));
        _upstream = new StdioUpstream("rec", command, change?.Invoke(relaying.Options) ?? relaying.Options);
        Gateway = new Gateways(change: parts => relaying.Before(_upstream, parts));
        Client = NewClient();
    }

    public RecordingServer Server { get; } = new();

    public Gateways Gateway { get; }

    public StdioPeer Client { get; }

    public ConcurrentQueue<string> Log { get; } = [];

    public static Caller Caller { get; } = Gateways.Local with { Servers = Relaying.Servers };

    public StdioPeer NewClient() => new(Gateway, options => options with { Caller = Caller, Server = "rec" });

    public static async Task<Recorded> StartAsync(string policy = Relaying.Allow, Func<RelayOptions, RelayOptions>? change = null)
    {
        var recorded = new Recorded(policy, change);
        await recorded.Client.InitializeAsync();
        return recorded;
    }

    /// <summary>Calls a tool and gives the whole answer, the next message that comes.</summary>
    public Task<JsonElement> CallAsync(string tool, string arguments = "{}", string meta = "")
        => Client.AskAsync(Messages.Call($"\"c{Interlocked.Increment(ref _ids)}\"", tool, arguments, meta));

    public static string TextOf(JsonElement answer) => answer.At("result.content.0.text");

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _upstream.DisposeAsync();
        Server.Dispose();
    }
}
