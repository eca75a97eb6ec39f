using Baton.Cli.Application;
using Baton.Cli.Commands.Serving;

namespace Baton.Cli.Tests.Commands.Serving;

/// <summary>What is allowed to come in must be able to: a wish that no request can meet is said at once.</summary>
public sealed class AllowedTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("tools.example", true)]
    [InlineData("Tools.Example", true)]
    [InlineData("tools", true)]
    [InlineData("my_host", true)]
    [InlineData("xn--bcher-kva.example", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("[fd00::1]", true)]
    [InlineData("[FD00::1]", true)]
    [InlineData("fd00::1", false)]
    [InlineData("[fd00:0::1]", false)]
    [InlineData("[10.1.2.3]", false)]
    [InlineData("[]", false)]
    [InlineData("tools.example:8080", false)]
    [InlineData("https://tools.example", false)]
    [InlineData("tools.example/", false)]
    [InlineData("*", false)]
    [InlineData("*.example", false)]
    [InlineData("bücher.example", false)]
    [InlineData("two names", false)]
    [InlineData("me@tools.example", false)]
    [InlineData("", false)]
    public void Host_Text_IsANameThatClientsCanSend(string text, bool expected)
    {
        AllowedHost.IsHost(text).ShouldBe(expected);
        (AllowedHost.Refuse(text) is null).ShouldBe(expected);
    }

    [Theory]
    [InlineData("https://tools.example")]
    [InlineData("https://tools.example/")]
    [InlineData("HTTPS://Tools.Example")]
    [InlineData("http://tools.example:8080")]
    [InlineData("http://10.1.2.3")]
    [InlineData("http://[fd00::1]:8080")]
    [InlineData("https://xn--bcher-kva.example")]
    [InlineData("vscode-webview://1abcdef")]
    [InlineData("chrome-extension://abcdefghijklmnop")]
    [InlineData("null")]
    public void Origin_AsBrowsersSendIt_IsTaken(string text) => AllowedOrigin.Refuse(text).ShouldBeNull();

    [Theory]
    [InlineData("https://tools.example:443", "https://tools.example")]
    [InlineData("http://tools.example:80", "http://tools.example")]
    [InlineData("https://tools.example/app", "https://tools.example")]
    [InlineData("https://tools.example?x=1", "https://tools.example")]
    [InlineData("https://tools.example:08080", "https://tools.example:8080")]
    public void Origin_InAnotherForm_IsToldItsOwn(string text, string form)
        => AllowedOrigin.Refuse(text).ShouldBe($"No page has the origin '{text}'; write it as browsers send it, as {form}.");

    [Theory]
    [InlineData("*")]
    [InlineData("tools.example")]
    [InlineData("tools.example:8080")]
    [InlineData("https://*.example")]
    [InlineData("https://*")]
    [InlineData("https://")]
    [InlineData("https:tools.example")]
    [InlineData("https://bücher.example")]
    [InlineData("https://me@tools.example")]
    [InlineData("chrome-extension://*")]
    [InlineData("file:///home")]
    [InlineData("")]
    public void Origin_ThatNoPageHas_IsRefused(string text) => AllowedOrigin.Refuse(text).ShouldBe(
        $"'{text}' is no origin of a page; write scheme and host, and the port where it is not the scheme's own, as https://tools.example. There are no wildcards: give each origin with --allow-origin.");

    [Theory]
    [InlineData("--allow-host", "tools.example:8080", "'tools.example:8080' is no host name that a client can send; write the name alone, without scheme, port, path or wildcard, as tools.example.")]
    [InlineData("--allow-origin", "*", "'*' is no origin of a page; write scheme and host, ")]
    public async Task Up_WishThatNothingMeets_IsWrongUsageAndMakesNoFolder(string option, string value, string says)
    {
        var result = await _cli.RunAsync("up", option, value);

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldStartWith("baton: " + says);
        Directory.Exists(_cli.At("data")).ShouldBeFalse();
    }
}
