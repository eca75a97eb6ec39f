using System.Net;
using Baton.Gateway.Edge.Http;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Tests.Edge.Http;

/// <summary>Whose pages and names may reach the gateway, on every kind of address that it listens on.</summary>
public sealed class HostGuardTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:4700", true)]
    [InlineData("127.0.0.1", "localhost", true)]
    [InlineData("127.0.0.1", "LocalHost:1", true)]
    [InlineData("127.0.0.1", "127.8.9.1", true)]
    [InlineData("127.0.0.1", "[::1]:4700", true)]
    [InlineData("::1", "127.0.0.1", true)]
    [InlineData("::1", "[::1]", true)]
    [InlineData("::ffff:127.0.0.1", "localhost", true)]
    [InlineData("::ffff:10.0.0.5", "10.0.0.5", true)]
    [InlineData("10.0.0.5", "10.0.0.5:4700", true)]
    [InlineData("10.0.0.5", "localhost", false)]
    [InlineData("10.0.0.5", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "10.0.0.5", false)]
    [InlineData("127.0.0.1", "localhost.", false)]
    [InlineData("127.0.0.1", "localhost.evil.example", false)]
    [InlineData("127.0.0.1", "evil.example", false)]
    [InlineData("127.0.0.1", "127.0.0.1.nip.io", false)]
    [InlineData("127.0.0.1", "2130706433", true)]
    [InlineData("127.0.0.1", "0.0.0.0", false)]
    [InlineData("127.0.0.1", "", false)]
    public void Check_Host_IsAnAddressOrNameThatTheGatewayListensUnder(string listening, string host, bool expected)
        => IsIn(new HttpHostOptions(), listening, host).ShouldBe(expected);

    [Theory]
    [InlineData("http://tools.example:4700", "tools.example", true)]
    [InlineData("http://tools.example:4700", "TOOLS.example:9", true)]
    [InlineData("http://tools.example:4700", "other.example", false)]
    [InlineData("http://*:4700", "*", false)]
    [InlineData("http://localhost:4700", "localhost", true)]
    public void Check_NameOfAListeningAddress_IsOurs(string url, string host, bool expected)
        => IsIn(new HttpHostOptions { Urls = [url] }, "127.0.0.1", host).ShouldBe(expected);

    [Theory]
    [InlineData("http://127.0.0.1:4700", true)]
    [InlineData("http://localhost:4700", true)]
    [InlineData("https://localhost:4700", true)]
    [InlineData("http://localhost:4701", false)]
    [InlineData("http://localhost", false)]
    [InlineData("http://localhost:4700@evil.example", false)]
    [InlineData("http://evil.example:4700", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("chrome-extension://abc", false)]
    [InlineData("javascript:alert(1)", false)]
    public void Check_Origin_IsTheGatewaysOwnPage(string origin, bool expected)
        => IsIn(new HttpHostOptions(), "127.0.0.1", "127.0.0.1:4700", origin).ShouldBe(expected);

    [Fact]
    public void Check_TwoOrigins_AreNobodys()
        => IsIn(new HttpHostOptions(), "127.0.0.1", "127.0.0.1:4700", "http://127.0.0.1:4700", "http://127.0.0.1:4700").ShouldBeFalse();

    [Theory]
    [InlineData("https://tools.example", "https://tools.example", true)]
    [InlineData("https://tools.example/", "https://tools.example", true)]
    [InlineData("https://tools.example:8443", "https://tools.example:8443", true)]
    [InlineData("https://tools.example", "http://tools.example", false)]
    [InlineData("https://tools.example", "https://tools.example:444", false)]
    [InlineData("https://tools.example", "https://sub.tools.example", false)]
    [InlineData("https://tools.example", "https://tools.example.evil", false)]
    public void Check_ConfiguredOrigin_IsThatOneAndNoOther(string configured, string origin, bool expected)
        => IsIn(new HttpHostOptions { AllowedOrigins = [configured] }, "127.0.0.1", "127.0.0.1:4700", origin).ShouldBe(expected);

    [Fact]
    public void Check_AnyOtherName_IsRefusedWithTheWayToAllowIt()
    {
        var names = Gen.NonEmptyListOf(Gen.Elements("abcxyz0189-".ToCharArray())).Select(list => string.Concat(list) + ".example");
        Prop.ForAll(names.ToArbitrary(), name =>
        {
            var refused = Check(new HttpHostOptions(), "127.0.0.1", name).ShouldNotBeNull();
            refused.Code.ShouldBe("foreign_host");
            refused.Message.ShouldBe($"The Host '{name}' is not one of this gateway's; the operator can allow it with --allow-host.");
            IsIn(new HttpHostOptions { AllowedHosts = [name] }, "127.0.0.1", name + ":80").ShouldBeTrue();
        }).Check(Repeatable.Config);
    }

    private static bool IsIn(HttpHostOptions options, string listening, string host, params string[] origins) => Check(options, listening, host, origins) is null;

    private static (string Code, string Message)? Check(HttpHostOptions options, string listening, string host, params string[] origins)
    {
        var http = new DefaultHttpContext();
        http.Connection.LocalIpAddress = IPAddress.Parse(listening);
        http.Connection.LocalPort = 4700;
        http.Request.Headers.Host = host;
        if (origins.Length > 0) http.Request.Headers.Origin = origins;
        return new HostGuard(options).Check(http);
    }
}
