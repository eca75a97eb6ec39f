using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Http;

/// <summary>What those who watch Baton ask it.</summary>
public sealed class ProbeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Metrics_CountWhatHappened_AndNeedAGrantOnceLocalIsRevoked()
    {
        await using var up = await HttpBaton.StartAsync(_folder.Data);
        (await up.CallAsync("handoff_save", new JsonObject { ["summary"] = "one" })).IsError.ShouldBeFalse();
        (await up.CallAsync("handoff_save", new JsonObject { ["summary"] = 1 })).IsError.ShouldBeTrue();

        var (status, text) = await GetAsync(up, "/metrics", null);

        status.ShouldBe(HttpStatusCode.OK);
        text.ShouldContain("baton_messages_total{server=\"memory\",method=\"tools/call\",outcome=\"ok\"} 1\n");
        text.ShouldContain("baton_messages_total{server=\"memory\",method=\"tools/call\",outcome=\"error\"} 1\n");
        text.ShouldContain("baton_approvals_pending 0\n");

        var added = await BatonBinary.RunAsync(_folder.Data, null, "grant", "add", "prometheus", "--server", "memory=none", "--json");
        var token = JsonNode.Parse(added.Out)!["token"]!.GetValue<string>();
        (await BatonBinary.RunAsync(_folder.Data, null, "grant", "revoke", "local")).Code.ShouldBe(0);
        (await GetAsync(up, "/metrics", null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync(up, "/metrics", token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Probes_Answer()
    {
        await using var up = await HttpBaton.StartAsync(_folder.Data);

        (await GetAsync(up, "/healthz", null)).ShouldBe((HttpStatusCode.OK, "ok\n"));
        (await GetAsync(up, "/readyz", null)).ShouldBe((HttpStatusCode.OK, "ready\n"));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(HttpBaton up, string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, up.Url + path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await up.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
