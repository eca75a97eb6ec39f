using System.Collections.Immutable;
using Baton.Cli.Servers;
using Baton.Gateway.Servers;
using Baton.Gateway.Upstreams.Probing;

namespace Baton.Cli.Tests.Servers;

/// <summary>A server that does not work: every cause has something that its operator can do.</summary>
public sealed class ServerTestHintTests
{
    private static readonly ServerConfig.Http Remote = new()
    {
        Name = "remote",
        Url = new Uri("https://api.example.com/mcp?tenant=7"),
        Headers = ImmutableDictionary<string, string>.Empty.Add("Authorization", "Bearer s3cret"),
    };

    private static readonly ServerConfig.Stdio Local = new()
    {
        Name = "local",
        Command = "npx",
        Arguments = ["-y", "server"],
        Variables = ImmutableDictionary<string, string>.Empty.Add("TOKEN", "s3cret"),
    };

    [Theory]
    [InlineData("refused", "https://api.example.com")]
    [InlineData("unreachable", "https://api.example.com")]
    [InlineData("connect_timeout", "https://api.example.com")]
    [InlineData("dns", "'api.example.com'")]
    [InlineData("tls", "certificate")]
    [InlineData("proxy", "HTTPS_PROXY")]
    [InlineData("credentials", "baton server add remote --url https://api.example.com/mcp?tenant=7 --header")]
    [InlineData("redirect", "--replace")]
    [InlineData("no_endpoint", "/mcp")]
    [InlineData("nonsense", "https://api.example.com/mcp?tenant=7")]
    [InlineData("timeout", "try again")]
    [InlineData("busy", "try again")]
    [InlineData("never heard of", "log")]
    [InlineData(null, "log")]
    public void Remote_EachCause_SaysWhatToDo(string? cause, string says) => Hint(Remote, cause).ShouldContain(says);

    [Theory]
    [InlineData("not_started", "PATH")]
    [InlineData("ended", "npx -y server")]
    [InlineData("timeout", "--timeout")]
    [InlineData("nonsense", "standard output")]
    [InlineData(null, "standard error")]
    public void Local_EachCause_SaysWhatToDo(string? cause, string says) => Hint(Local, cause).ShouldContain(says);

    [Fact]
    public void Tls_OnAPortThatIsNotItsOwn_AsksWhetherItSpeaksTlsAtAll()
        => Hint(Remote with { Url = new Uri("https://localhost:8080/mcp") }, "tls").ShouldContain("http://");

    [Theory]
    [InlineData("refused")]
    [InlineData("credentials")]
    [InlineData("ended")]
    [InlineData("nonsense")]
    [InlineData("timeout")]
    [InlineData(null)]
    public void NoHint_TellsACredential(string? cause)
    {
        Hint(Remote, cause).ShouldNotContain("s3cret");
        Hint(Local, cause).ShouldNotContain("s3cret");
    }

    private static string Hint(ServerConfig server, string? cause) => ServerTestHint.For(server, new ProbeProblem("connect", cause, "m"));
}
