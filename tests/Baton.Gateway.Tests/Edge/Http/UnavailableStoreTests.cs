using System.Net;
using Baton.Gateway.Grants;
using Baton.Gateway.Telemetry;
using Baton.Gateway.Tests.Support;
using Baton.Memory.Storage;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Tests.Edge.Http;

/// <summary>A store that cannot say who calls: every request is answered with that, none gets in, and none is taken for nobody.</summary>
public sealed class UnavailableStoreTests
{
    private readonly Broken _grants = new();

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task AnyMethod_WhileGrantsCannotBeLookedUp_IsRefusedWithTheStepsName(string method)
    {
        await using var peer = await HttpPeer.StartAsync(grants: _grants);
        var request = method == "POST" ? peer.Stateless(Messages.Stateless("1", "tools/list")) : new HttpRequestMessage(new HttpMethod(method), peer.Endpoint);

        var (status, body) = await peer.AskAsync(request);

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body.At("error.code").ShouldBe(ErrorCode.StepFailed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        body.At("error.message").ShouldBe("grants: who calls cannot be told: The disk is gone. Try again later.");
        peer.Gateway.Server.Callers.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Authorization: Bearer bt_abc_def")]
    [InlineData("X-Nothing: 1")]
    public async Task AnyCaller_WhileGrantsCannotBeLookedUp_IsNotSaidToBeUnknown(string header)
    {
        await using var peer = await HttpPeer.StartAsync(grants: _grants);

        using var response = await peer.SendAsync(peer.Stateless(Messages.Stateless("1", "tools/list"), header));

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.WwwAuthenticate.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnyCaller_WhenTheStoreAnswersAgain_IsLetIn()
    {
        await using var peer = await HttpPeer.StartAsync(grants: _grants);
        (await peer.AskAsync(peer.Stateless(Messages.Stateless("1", "tools/list")))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        _grants.Answers = true;

        (await peer.AskAsync(peer.Stateless(Messages.Stateless("2", "tools/list")))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ForeignHost_WhileGrantsCannotBeLookedUp_IsStillForeign()
    {
        await using var peer = await HttpPeer.StartAsync(grants: _grants);
        (await peer.AskAsync(peer.Stateless(Messages.Stateless("1", "tools/list"), "Host: evil.example"))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Metrics_WhileGrantsCannotBeLookedUp_AreNotShown()
    {
        await using var peer = await HttpPeer.StartAsync(change: options => options with { Metrics = new GatewayMetrics("1") }, grants: _grants);

        using var response = await peer.SendAsync(new HttpRequestMessage(HttpMethod.Get, peer.Address + "/metrics"));

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("Who asks cannot be told: The disk is gone.\n");
    }

    private sealed class Broken : IGrantStore
    {
        private readonly LocalGrantStore _local = new();

        public bool Answers { get; set; }

        public ValueTask<Grant?> FindAsync(string id, CancellationToken cancellationToken) => Answers ? _local.FindAsync(id, cancellationToken) : throw Gone();

        public ValueTask<Grant?> LocalAsync(CancellationToken cancellationToken) => Answers ? _local.LocalAsync(cancellationToken) : throw Gone();

        public ValueTask<bool> AnyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(false);

        private static StoreUnavailableException Gone() => new("The disk is gone.");
    }
}
