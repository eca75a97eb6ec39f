using System.Net;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Edge.Http;

/// <summary>Who may come in, and what a request must look like.</summary>
public sealed class EdgeRulesTests
{
    private static readonly string Ping = Messages.Stateless("1", "server/discover");

    [Theory]
    [InlineData("evil.example.com", HttpStatusCode.Forbidden)]
    [InlineData("evil.example.com:4700", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("10.1.2.3", HttpStatusCode.Forbidden)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:9", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5000", HttpStatusCode.OK)]
    [InlineData("tools.example", HttpStatusCode.OK)]
    public async Task Host_IsOneOfOurs_OrRefused(string host, HttpStatusCode expected)
    {
        await using var peer = await HttpPeer.StartAsync(change: options => options with { AllowedHosts = ["tools.example"] });

        (await peer.AskAsync(peer.Stateless(Ping, $"Host: {host}"))).Status.ShouldBe(expected);
    }

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:1", HttpStatusCode.Forbidden)]
    [InlineData("file://localhost", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:PORT", HttpStatusCode.OK)]
    [InlineData("http://127.0.0.1:PORT", HttpStatusCode.OK)]
    [InlineData("https://tools.example", HttpStatusCode.OK)]
    [InlineData("https://tools.example.evil", HttpStatusCode.Forbidden)]
    public async Task Origin_IsOurOwn_OrRefused(string origin, HttpStatusCode expected)
    {
        await using var peer = await HttpPeer.StartAsync(change: options => options with { AllowedOrigins = ["https://tools.example/"] });
        var own = origin.Replace("PORT", new Uri(peer.Address).Port.ToString(), StringComparison.Ordinal);

        var (status, body) = await peer.AskAsync(peer.Stateless(Ping, $"Origin: {own}"));

        status.ShouldBe(expected);
        if (expected == HttpStatusCode.Forbidden) body.At("error.message").ShouldContain(own);
    }

    [Fact]
    public async Task ForeignOrigin_IsRefusedForEveryMethod()
    {
        await using var peer = await HttpPeer.StartAsync();
        await peer.InitializeAsync();

        (await peer.AskAsync(peer.Get("Origin: http://evil.example"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        var delete = HttpPeer.With(new HttpRequestMessage(HttpMethod.Delete, peer.Endpoint), "Origin: http://evil.example", $"Mcp-Session-Id: {peer.Session}");
        (await peer.AskAsync(delete)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("Content-Type: text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("Content-Type:", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("Content-Type: application/json; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("Content-Encoding: gzip", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("Content-Type: application/json; charset=\"UTF-8\"", HttpStatusCode.OK)]
    [InlineData("Accept: application/json", HttpStatusCode.NotAcceptable)]
    [InlineData("Accept: text/event-stream", HttpStatusCode.NotAcceptable)]
    [InlineData("Accept: text/html", HttpStatusCode.NotAcceptable)]
    [InlineData("Accept: application/json, text/event-stream;q=0", HttpStatusCode.NotAcceptable)]
    [InlineData("Accept: */*", HttpStatusCode.OK)]
    [InlineData("Accept: application/*, text/*", HttpStatusCode.OK)]
    [InlineData("Accept:", HttpStatusCode.OK)]
    public async Task ContentAndAcceptedTypes_AreChecked(string header, HttpStatusCode expected)
    {
        await using var peer = await HttpPeer.StartAsync();

        (await peer.AskAsync(peer.Stateless(Ping, header))).Status.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Authorization: Bearer bt_a_b")]
    [InlineData("Authorization: Bearer nonsense")]
    [InlineData("Authorization: Basic dXNlcjpwYXNz")]
    [InlineData("X-Forwarded-For: 10.0.0.1")]
    [InlineData("Forwarded: for=10.0.0.1")]
    [InlineData("X-Real-IP: 10.0.0.1")]
    public async Task UnknownToken_OrForwardedRequest_IsNeverLocal(string header)
    {
        await using var peer = await HttpPeer.StartAsync();

        using var response = await peer.SendAsync(peer.Stateless(Ping, header));

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task WithoutSessionHeader_GetAndDelete_AreNotAllowed(string method)
    {
        await using var peer = await HttpPeer.StartAsync();

        using var response = await peer.SendAsync(new HttpRequestMessage(new HttpMethod(method), peer.Endpoint));

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("OPTIONS")]
    [InlineData("PATCH")]
    public async Task OtherMethods_AreNotAllowed(string method)
    {
        await using var peer = await HttpPeer.StartAsync();

        (await peer.AskAsync(new HttpRequestMessage(new HttpMethod(method), peer.Endpoint))).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Body_OverTheLimit_IsRefusedWithSizeAndLimit()
    {
        await using var peer = await HttpPeer.StartAsync(change: options => options with { MaxMessageBytes = 1000 });

        var (status, body) = await peer.AskAsync(peer.Post(new string(' ', 1001)));

        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        body.At("error.data").ShouldBe("""{"limit":1000,"size":1001}""");
    }

    [Fact]
    public async Task Body_OverTheLimitInChunks_IsRefused()
    {
        await using var peer = await HttpPeer.StartAsync(change: options => options with { MaxMessageBytes = 1000 });
        var request = peer.Post(new string(' ', 5000));
        request.Headers.TransferEncodingChunked = true;

        var (status, body) = await peer.AskAsync(request);

        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        body.At("error.data.limit").ShouldBe("1000");
    }

    [Theory]
    [InlineData("/mcp/other")]
    [InlineData("/mcp/memory2")]
    public async Task UnknownServer_IsNotFound(string path)
    {
        await using var peer = await HttpPeer.StartAsync();
        var request = peer.Stateless(Ping);
        request.RequestUri = new Uri(peer.Address + path);

        var (status, body) = await peer.AskAsync(request);

        status.ShouldBe(HttpStatusCode.NotFound);
        body.At("error.data.code").ShouldBe("unknown_server");
    }

    [Fact]
    public async Task HealthAndReadiness_AreTold()
    {
        string? missing = null;
        await using var peer = await HttpPeer.StartAsync(change: options => options with { Ready = _ => ValueTask.FromResult(missing) });

        (await peer.SendAsync(new HttpRequestMessage(HttpMethod.Get, peer.Address + "/healthz"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await peer.SendAsync(new HttpRequestMessage(HttpMethod.Get, peer.Address + "/readyz"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        missing = "the store does not answer";
        using var notReady = await peer.SendAsync(new HttpRequestMessage(HttpMethod.Get, peer.Address + "/readyz"));
        notReady.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await notReady.Content.ReadAsStringAsync()).ShouldContain("the store does not answer");
    }
}
