using System.Diagnostics;
using Baton.TestSupport.Processes;

namespace Baton.Conformance.Transparency;

/// <summary>A <c>baton up</c> with one registered server, which callers of this machine reach under a policy that allows everything.</summary>
public sealed class GatewayedServer : IAsyncDisposable
{
    private const string Policy = """{"version":"1","default":"allow","tools":{}}""";

    private readonly BatonServer _baton;

    private GatewayedServer(BatonServer baton) => _baton = baton;

    /// <summary>Where the server is reached through the gateway.</summary>
    public string Endpoint => _baton.Address + "/mcp/everything";

    /// <summary>Registers a server by what stands after its name on the command line, and starts the gateway.</summary>
    public static async Task<GatewayedServer> StartAsync(params string[] server)
    {
        var data = Directory.CreateTempSubdirectory("baton-test-").FullName;
        var policy = Path.Combine(data, "open.json");
        await File.WriteAllTextAsync(policy, Policy);
        await RunAsync(data, ["server", "add", "everything", .. server]);
        await RunAsync(data, ["policy", "put", "open", policy]);
        await RunAsync(data, ["grant", "set", "local", "--server", "everything=open"]);
        return new GatewayedServer(await BatonServer.StartAsync(data));
    }

    public async ValueTask DisposeAsync()
    {
        await _baton.StopAsync();
        await _baton.DisposeAsync();
        Directory.Delete(_baton.Data, recursive: true);
    }

    private static async Task RunAsync(string data, string[] arguments)
    {
        var start = new ProcessStartInfo(BatonBinary.Path!, arguments);
        start.Environment["BATON_DATA"] = data;
        var result = await ProcessResult.RunAsync(start, TimeSpan.FromMinutes(1));
        result.ExitCode.ShouldBe(0, result.ToString());
    }
}
