using Baton.TestSupport.Processes;

namespace Baton.Conformance.Transparency;

/// <summary>The gateway is not there: what the official suite finds through it is what it finds without it, check for check.</summary>
public sealed class TransparencyTests(DirectRuns direct) : IClassFixture<DirectRuns>
{
    private const string Sessions = "2025-11-25";
    private const string Stateless = "2026-07-28";

    [Theory]
    [InlineData(Sessions)]
    [InlineData(Stateless)]
    public async Task Directly_TheEverythingServer_PassesAllThatItAnnounces(string revision)
    {
        Assert.SkipUnless(NodePeers.AreInstalled, NodePeers.Missing);
        var run = await direct.OfAsync(revision);
        var required = SuiteRun.Required(revision);

        required.Count.ShouldBeGreaterThan(25);
        required.Where(name => !run.Scenarios.ContainsKey(name)).ShouldBeEmpty();
        // beyond what is required, the tasks extension is run too, which this server does not announce
        run.Scenarios.Where(scenario => !scenario.Key.StartsWith("tasks-", StringComparison.Ordinal))
            .SelectMany(scenario => scenario.Value.Where(check => check.IsBad).Select(check => $"{scenario.Key}: {check.Finding}: {check.Message}"))
            .ShouldBeEmpty();
        required.ShouldAllBe(name => run.Scenarios[name].Any(check => check.Status == "SUCCESS"));
    }

    [Fact]
    public async Task ThroughTheGateway_AStdioServer_IsWhatItIsDirectly()
    {
        await using var gateway = await GatewayAsync("--", EverythingServer.Program, "--stdio");
        // a stdio server has no stream of its own that it could end before the answer
        await SameAsync(Sessions, gateway, but: "server-sse-polling");
    }

    [Theory]
    [InlineData(Sessions)]
    [InlineData(Stateless)]
    public async Task ThroughTheGateway_AnHttpServer_IsWhatItIsDirectly(string revision)
    {
        await using var gateway = await GatewayAsync("--url", direct.Endpoint);
        // where the server ends a stream before its answer, the gateway goes back for it, and its own client's stream stays open
        await SameAsync(revision, gateway, but: "server-sse-polling");
    }

    private static async Task<GatewayedServer> GatewayAsync(params string[] server)
    {
        Assert.SkipWhen(BatonBinary.Path is null, BatonBinary.Missing);
        Assert.SkipUnless(NodePeers.AreInstalled, NodePeers.Missing);
        return await GatewayedServer.StartAsync(server);
    }

    private async Task SameAsync(string revision, GatewayedServer gateway, string but)
    {
        var expected = await direct.OfAsync(revision);
        var through = await SuiteRun.OfAsync(gateway.Endpoint, revision);

        through.Scenarios.Keys.Order().ShouldBe(expected.Scenarios.Keys.Order());
        foreach (var (scenario, checks) in expected.Scenarios.Where(scenario => scenario.Key != but))
        {
            through.Scenarios[scenario].Select(check => check.Finding).ShouldBe(
                checks.Select(check => check.Finding),
                $"{scenario}: {string.Join("; ", through.Scenarios[scenario].Where(check => check.IsBad).Select(check => check.Message))}");
        }
        if (through.Scenarios.TryGetValue(but, out var other)) other.ShouldAllBe(check => !check.IsBad);
        through.Scenarios["dns-rebinding-protection"].Count(check => check.Status == "SUCCESS").ShouldBe(2);
    }
}
