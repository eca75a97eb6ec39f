using System.Net;
using Baton.Gateway.Edge.Http;
using Baton.Gateway.Grants;
using Baton.TestSupport;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Tests.Edge.Http;

/// <summary>Who an HTTP request is from: its token, or this machine, and nothing that somebody else forwarded.</summary>
public sealed class HttpCallerTests
{
    private readonly GrantResolver _grants = new(new LocalGrantStore(), new ManualTimeProvider());

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData(null, false)]
    public async Task Resolve_WithoutAToken_IsLocalFromThisMachineOnly(string? remote, bool expected)
        => ((await ResolveAsync(remote))?.Grant == "local").ShouldBe(expected);

    [Theory]
    [InlineData("Forwarded", "for=10.0.0.1")]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    [InlineData("x-forwarded-for", "")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    public async Task Resolve_ForwardedByAProxyOnThisMachine_IsNobody(string header, string value)
        => (await ResolveAsync("127.0.0.1", (header, [value]))).ShouldBeNull();

    [Theory]
    [InlineData("Bearer bt_a_b")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic eDp5")]
    [InlineData("")]
    [InlineData("bt_a_b")]
    public async Task Resolve_AnythingInAuthorization_IsNeverLocal(string authorization)
        => (await ResolveAsync("127.0.0.1", ("Authorization", [authorization]))).ShouldBeNull();

    [Fact]
    public async Task Resolve_TwoAuthorizations_IsNobody()
        => (await ResolveAsync("127.0.0.1", ("Authorization", ["Bearer bt_a_b", "Bearer bt_a_b"]))).ShouldBeNull();

    private async Task<Caller?> ResolveAsync(string? remote, params (string Name, string[] Values)[] headers)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        foreach (var (name, values) in headers) http.Request.Headers[name] = values;
        return await HttpCaller.ResolveAsync(http, _grants);
    }
}
