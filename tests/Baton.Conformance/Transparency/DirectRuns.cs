using Baton.TestSupport.Processes;

namespace Baton.Conformance.Transparency;

/// <summary>The everything server over HTTP, and what the suite finds when nothing stands before it; each revision is run once.</summary>
public sealed class DirectRuns : IAsyncLifetime
{
    private readonly Dictionary<string, Lazy<Task<SuiteRun>>> _runs = [];
    private EverythingServer? _server;

    /// <summary>Where the server answers.</summary>
    public string Endpoint => _server!.Endpoint;

    public async ValueTask InitializeAsync()
    {
        if (!NodePeers.AreInstalled) return;
        _server = await EverythingServer.StartAsync();
        foreach (var revision in (string[])["2025-11-25", "2026-07-28"]) _runs[revision] = new(() => SuiteRun.OfAsync(Endpoint, revision));
    }

    /// <summary>What the suite found.</summary>
    public Task<SuiteRun> OfAsync(string revision) => _runs[revision].Value;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}
