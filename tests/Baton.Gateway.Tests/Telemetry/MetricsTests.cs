using System.Net;
using Baton.Gateway.Audit;
using Baton.Gateway.Keys;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Telemetry;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Telemetry;

/// <summary>What <c>/metrics</c> says after real messages, and to whom.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_AfterCalls_CountThemByWhatBecameOfThem()
    {
        await using var peer = await StartAsync();
        await peer.AskAsync(peer.Stateless(Messages.Stateless("1", "tools/call", "\"name\":\"note_save\",\"arguments\":{\"key\":\"a\",\"text\":\"b\"}")));
        await peer.AskAsync(peer.Stateless(Messages.Stateless("2", "tools/call", "\"name\":\"fail\",\"arguments\":{}")));
        await peer.AskAsync(peer.Stateless(Messages.Stateless("3", "own/method")));
        await peer.AskAsync(peer.Post("{"));

        var text = await ReadAsync(peer);

        text.ShouldContain("\nbaton_messages_total{server=\"memory\",method=\"tools/call\",outcome=\"ok\"} 1\n");
        text.ShouldContain("\nbaton_messages_total{server=\"memory\",method=\"tools/call\",outcome=\"error\"} 1\n");
        text.ShouldContain("\nbaton_messages_total{server=\"memory\",method=\"other\",outcome=\"");
        text.ShouldContain("\nbaton_refusals_total{server=\"\",code=\"malformed\"} 1\n");
        text.ShouldContain("\nbaton_upstream_seconds_count{server=\"memory\"} ");
        text.ShouldContain("\nbaton_upstream_seconds_bucket{server=\"memory\",le=\"+Inf\"} ");
        text.ShouldContain("\nbaton_info{version=\"1.2.3\"} 1\n");
        text.ShouldContain("\nbaton_sessions 0\n");
    }

    [Fact]
    public async Task Metrics_EveryLine_IsWhatPrometheusReads()
    {
        await using var peer = await StartAsync();
        await peer.AskAsync(peer.Stateless(Messages.Stateless("1", "tools/list")));

        var lines = (await ReadAsync(peer)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.ShouldAllBe(line => System.Text.RegularExpressions.Regex.IsMatch(
            line, """^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? [0-9.E+-]+)$"""));
        lines.Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).ShouldBeUnique();
    }

    [Fact]
    public async Task Metrics_Buckets_NeverFall()
    {
        await using var peer = await StartAsync();
        for (var call = 0; call < 5; call++) await peer.AskAsync(peer.Stateless(Messages.Stateless($"{call}", "tools/list")));

        var counts = (await ReadAsync(peer)).Split('\n').Where(line => line.StartsWith("baton_gateway_seconds_bucket", StringComparison.Ordinal))
            .Select(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture)).ToList();

        counts.ShouldBeInOrder();
        counts[^1].ShouldBe(5);
    }

    [Theory]
    [InlineData("Host: evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin: http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Authorization: Bearer bt_x_y", HttpStatusCode.Unauthorized)]
    [InlineData("X-Forwarded-For: 10.0.0.1", HttpStatusCode.Unauthorized)]
    [InlineData("X-Nothing: 1", HttpStatusCode.OK)]
    public async Task Metrics_AreForWhoeverMayCall(string header, HttpStatusCode expected)
    {
        await using var peer = await StartAsync();

        using var response = await peer.SendAsync(HttpPeer.With(new HttpRequestMessage(HttpMethod.Get, peer.Address + "/metrics"), header));

        response.StatusCode.ShouldBe(expected);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (expected != HttpStatusCode.OK) text.ShouldNotContain("baton_info");
    }

    [Fact]
    public async Task Metrics_NamesThatClientsMakeUp_MakeNoSeries()
    {
        await using var peer = await StartAsync();
        for (var number = 0; number < 20; number++)
        {
            var request = peer.Stateless(Messages.Stateless($"{number}", $"made/up{number}"));
            request.RequestUri = new Uri($"{peer.Address}/mcp/server{number}");
            await peer.AskAsync(request);
        }

        (await ReadAsync(peer)).Split('\n').Count(line => line.StartsWith("baton_messages_total{", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Metrics_AreNotThere_WhereNoneAreKept()
    {
        await using var peer = await HttpPeer.StartAsync();

        using var response = await peer.SendAsync(new HttpRequestMessage(HttpMethod.Get, peer.Address + "/metrics"));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Gauge_ThatCannotBeTold_IsLeftOut()
    {
        var metrics = new GatewayMetrics("1");
        metrics.Add(new Gauge("baton_unknown", "Unknown.", static _ => new ValueTask<double?>((double?)null)));

        (await metrics.WriteAsync(default)).ShouldNotContain("baton_unknown");
    }

    private static async Task<HttpPeer> StartAsync()
    {
        var metrics = new GatewayMetrics("1.2.3");
        var recorder = new MeasuringRecorder(new AuditRecorder(new Unkept(), new AuditKeys(KeyMaterial.New()), new AuditOptions(), TimeProvider.System), metrics, TimeProvider.System);
        return await HttpPeer.StartAsync(new Gateways(change: parts => parts with { Recorder = recorder }), options => options with { Metrics = metrics });
    }

    private static async Task<string> ReadAsync(HttpPeer peer)
    {
        using var response = await peer.SendAsync(new HttpRequestMessage(HttpMethod.Get, peer.Address + "/metrics"));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>A log that this test does not read.</summary>
    private sealed class Unkept : IAuditLog
    {
        public ValueTask<long> AppendAsync(AuditEntry entry) => new(1);

        public void Post(AuditEntry entry) { }
    }
}
