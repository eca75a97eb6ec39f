using System.Collections.Immutable;
using Baton.Gateway.Servers;
using Baton.Memory.Outcomes;

namespace Baton.Gateway.Tests.Servers;

public sealed class ServerRuleTests
{
    private static readonly ServerConfig.Http Remote = new() { Name = "remote", Url = new Uri("https://a.example/mcp") };
    private static readonly ServerConfig.Stdio Child = new() { Name = "child", Command = "npx" };

    [Theory]
    [InlineData("a")]
    [InlineData("A.b_c-9")]
    [InlineData("_x")]
    public void Check_AName_OfTheAllowedLetters_Passes(string name)
    {
        ServerRule.Check(Child with { Name = name }).ShouldBeNull();
        ServerRule.Check(Remote with { Name = name }).ShouldBeNull();
    }

    [Fact]
    public void Check_ANameOf64Letters_Passes_OneMoreDoesNot()
    {
        ServerRule.Check(Child with { Name = new string('n', 64) }).ShouldBeNull();
        Refused(Child with { Name = new string('n', 65) }, "/name", "is no server's name");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".a")]
    [InlineData("-a")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a\n")]
    public void Check_AnotherName_IsRefused(string name) => Refused(Child with { Name = name }, "/name", $"'{name}' is no server's name");

    [Fact]
    public void Check_TheBuiltInServersName_IsRefused() => Refused(Child with { Name = "memory" }, "/name", "belongs to Baton's own server");

    [Theory]
    [InlineData("X-Key_1", "value", null)]
    [InlineData("Host", "inner.example", null)]
    [InlineData("", "v", "'' is no header's name")]
    [InlineData("Content-Length", "5", "The header 'Content-Length' is Baton's own to write.")]
    [InlineData("transfer-encoding", "chunked", "The header 'transfer-encoding' is Baton's own to write.")]
    [InlineData("MCP-Session-Id", "s", "The header 'MCP-Session-Id' is Baton's own to write.")]
    [InlineData("Mcp-Param-Region", "eu", "The header 'Mcp-Param-Region' is Baton's own to write.")]
    [InlineData("traceparent", "v", "The header 'traceparent' is Baton's own to write.")]
    [InlineData("X Key", "v", "'X Key' is no header's name")]
    [InlineData("X:Key", "v", "'X:Key' is no header's name")]
    [InlineData("Schlüssel", "v", "'Schlüssel' is no header's name")]
    [InlineData("X-Key", "a\r\nHost: evil", "The value of the header 'X-Key' has characters that no header can have")]
    [InlineData("X-Key", "müller", "The value of the header 'X-Key' has characters that no header can have")]
    [InlineData("X-Key", "a\u0080", "The value of the header 'X-Key' has characters that no header can have")]
    [InlineData("X-Key", "a\0", "The value of the header 'X-Key' has characters that no header can have")]
    public void Check_AHeader_IsANameAndOneLine(string name, string value, string? problem)
    {
        var server = Remote with { Headers = ImmutableDictionary<string, string>.Empty.Add(name, value) };
        if (problem is null) ServerRule.Check(server).ShouldBeNull();
        else Refused(server, "/headers", problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("npx\0")]
    public void Check_ACommandThatCannotBeStarted_IsRefused(string command) => Refused(Child with { Command = command }, "/command", "A command is missing");

    [Theory]
    [InlineData("API_KEY", null)]
    [InlineData("", "'' is no variable's name")]
    [InlineData("A=B", "'A=B' is no variable's name")]
    public void Check_AVariable_HasAName(string name, string? problem)
    {
        var server = Child with { Variables = ImmutableDictionary<string, string>.Empty.Add(name, "x=y") };
        if (problem is null) ServerRule.Check(server).ShouldBeNull();
        else Refused(server, "/env", problem);
    }

    [Theory]
    [InlineData("https://a.example", true)]
    [InlineData("HTTP://127.0.0.1:8080/mcp", true)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("ws://a.example", false)]
    [InlineData("/mcp", false)]
    [InlineData("https://user@a.example", false)]
    [InlineData("https://a.example/mcp#x", false)]
    [InlineData("https://", false)]
    public void UrlOf_AText_IsAnAbsoluteHttpUrlWithoutCredentialsAndFragment(string text, bool isUrl) => (ServerRule.UrlOf(text) is not null).ShouldBe(isUrl);

    [Theory]
    [InlineData("KEY", "a\0b", "The variable 'KEY' has a NUL character")]
    [InlineData("K\0EY", "v", "The variable 'K?EY' has a NUL character")]
    public void Check_AVariableThatWouldBeCut_IsRefused(string name, string value, string problem)
        => Refused(Child with { Variables = ImmutableDictionary<string, string>.Empty.Add(name, value) }, "/env", problem);

    [Fact]
    public void Check_AnArgumentThatWouldBeCut_IsRefused()
    {
        Refused(Child with { Arguments = ["-y", "a\0b"] }, "/arguments", "An argument has a NUL character");
        ServerRule.Check(Child with { Arguments = ["", "two\nlines", "日本 😀", "$(id)"] }).ShouldBeNull();
    }

    private static void Refused(ServerConfig server, string path, string message)
    {
        var failure = ServerRule.Check(server).ShouldNotBeNull();
        (failure.Code, failure.Path).ShouldBe((FailureCode.Invalid, path));
        failure.Message.ShouldContain(message);
    }
}
