using System.Globalization;
using Baton.Bench.Gateway.Peers;

namespace Baton.Bench.Gateway.Measuring;

/// <summary>Everything that is measured, running side by side in front of one HTTP server, or of a stdio server of its own each.</summary>
internal sealed class Field(string only) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-bench-").FullName;
    private readonly List<Peer> _peers = [];

    /// <summary>In the order of the table; what is not installed is missing.</summary>
    public IReadOnlyList<Peer> Peers => _peers;

    /// <param name="only">A part of the names of those that are measured; empty for all.</param>
    public static async Task<Field> StartAsync(string only)
    {
        var field = new Field(only);
        var (server, address) = await Child.StartAsync(Places.Self, "serve-http");
        var target = address + "/mcp";
        field._peers.Add(new Peer("HTTP server alone", new Uri(target), null) { Owned = server });
        var (pass, passing) = await Child.StartAsync(Places.Self, "pass", target);
        field._peers.Add(new Peer("HTTP, bare pass-through", new Uri(passing + "/mcp"), pass));
        field._peers.RemoveAll(peer => !field.IsWanted(peer.Name) && peer.Owned is null);
        await field.AddBatonAsync("HTTP, Baton", "http", "--url", target);
        await field.AddBatonAsync("stdio, Baton", "stdio", "--", Places.Self, "serve-stdio");
        field.AddNode("stdio, mcp-proxy", Places.McpProxy, port => ["--port", port, "--host", "127.0.0.1", "--server", "stream", "--", Places.Self, "serve-stdio"]);
        field.AddNode("stdio, supergateway", Places.Supergateway, port =>
            ["--stdio", $"{Places.Self} serve-stdio", "--outputTransport", "streamableHttp", "--stateful", "--port", port, "--logLevel", "none"]);
        return field;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers) await peer.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private bool IsWanted(string name) => name.Contains(only, StringComparison.Ordinal);

    private async Task AddBatonAsync(string name, string data, params string[] server)
    {
        if (!IsWanted(name)) return;
        if (File.Exists(Places.Baton)) _peers.Add(await BatonPeer.StartAsync(name, Path.Combine(_folder, data), server));
        else Console.WriteLine($"{name} is absent: run build/publish artifacts/baton");
    }

    private void AddNode(string name, string script, Func<string, string[]> arguments)
    {
        if (!IsWanted(name)) return;
        if (!File.Exists(script))
        {
            Console.WriteLine($"{name} is absent: run build/install-test-services");
            return;
        }
        var port = Places.FreePort().ToString(CultureInfo.InvariantCulture);
        _peers.Add(new Peer(name, new Uri($"http://127.0.0.1:{port}/mcp"), Child.StartSilent(Places.Node, [script, .. arguments(port)])));
    }
}
