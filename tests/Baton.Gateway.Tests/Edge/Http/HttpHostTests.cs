using System.Net;
using System.Net.Sockets;
using Baton.Gateway.Edge.Http;
using Baton.Gateway.Grants;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Edge.Http;

public sealed class HttpHostTests
{
    private static Task<HttpHostResult> RunAsync(string url)
        => HttpHost.RunAsync(new HttpHostOptions { Urls = [url] }, new Gateways().Pipeline, new LocalGrantStore(), new CancellationToken(canceled: false)).WaitAsync(Patience.Limit);

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://192.0.2.1:0")]
    [InlineData("http://baton.example:0")]
    public async Task Run_BeyondLoopbackWithoutGrants_IsRefused(string url)
        => (await RunAsync(url)).Problem.ShouldNotBeNull().ShouldContain("baton grant add");

    [Theory]
    [InlineData("4700")]
    [InlineData("ftp://127.0.0.1")]
    public async Task Run_NoAddress_IsRefused(string url) => (await RunAsync(url)).Problem.ShouldNotBeNull().ShouldContain("no address to listen on");

    [Fact]
    public async Task Run_PortInUse_SaysWhatToDo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        (await RunAsync($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}")).Problem.ShouldNotBeNull().ShouldContain("--urls");
    }
}
