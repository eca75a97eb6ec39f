using System.Text;
using System.Text.Json;
using Baton.Cli.Catalog.Listing;

namespace Baton.Cli.Tests.Catalog.Listing;

/// <summary>What a scan says to a server, literally; and what a command of a server is given of the user's environment.</summary>
public sealed class MessagesTests
{
    [Fact]
    public void Initialize_IsTheHandshakeOfTheSessionEra()
    {
        var message = Parse(Messages.Initialize(1));
        (message.Text("jsonrpc"), message.Text("id"), message.Text("method")).ShouldBe(("2.0", "1", "initialize"));
        message.GetProperty("params").EnumerateObject().Select(member => member.Name).ShouldBe(["protocolVersion", "capabilities", "clientInfo"]);
        message.GetProperty("params").Text("protocolVersion").ShouldBe("2025-06-18");
        message.GetProperty("params").GetProperty("clientInfo").Text("name").ShouldBe("baton-scan");
    }

    [Fact]
    public void Initialized_IsANotification() => Text(Messages.Initialized()).ShouldBe("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");

    [Theory]
    [InlineData(null, """{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}""")]
    [InlineData("a\"b", """{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{"cursor":"a\u0022b"}}""")]
    public void ListTools_InASession_IsItsCursorAlone(string? cursor, string expected) => Text(Messages.ListTools(2, cursor, stateless: false)).ShouldBe(expected);

    [Fact]
    public void ListTools_Stateless_SaysRevisionClientAndCapabilities()
    {
        var meta = Parse(Messages.ListTools(2, null, stateless: true)).GetProperty("params").GetProperty("_meta");
        meta.Text("io.modelcontextprotocol/protocolVersion").ShouldBe("2026-07-28");
        meta.GetProperty("io.modelcontextprotocol/clientInfo").Text("name").ShouldBe("baton-scan");
        meta.GetProperty("io.modelcontextprotocol/clientCapabilities").GetRawText().ShouldBe("{}");
    }

    [Theory]
    [InlineData("1.0", true, """{"jsonrpc":"2.0","id":1.0,"result":{}}""")]
    [InlineData("\"x\"", false, """{"jsonrpc":"2.0","id":"x","error":{"code":-32601,"message":"A scan answers no requests."}}""")]
    public void Answer_ToAServer_EchoesTheIdAsItCame(string id, bool isPing, string expected)
    {
        using var document = JsonDocument.Parse(id);
        Text(Messages.Answer(document.RootElement, isPing)).ShouldBe(expected);
    }

    [Fact]
    public void Environment_OfACommand_HasNoSecretOfTheUsers()
    {
        var mine = new Dictionary<string, string> { ["PATH"] = "/bin", ["HOME"] = "/home/ada", ["AWS_SECRET_ACCESS_KEY"] = "s", ["BATON_TOKEN"] = "bt_a_b", ["GITHUB_TOKEN"] = "g", ["https_proxy"] = "http://p" };
        ScanEnvironment.Of(mine.GetValueOrDefault, [new("DEBUG", "1"), new("PATH", "/usr/bin"), new("GITHUB_TOKEN", "given")]).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value}").ShouldBe(["DEBUG=1", "GITHUB_TOKEN=given", "HOME=/home/ada", "PATH=/usr/bin", "https_proxy=http://p"]);
    }

    private static string Text(byte[] message) => Encoding.UTF8.GetString(message);

    private static JsonElement Parse(byte[] message)
    {
        using var document = JsonDocument.Parse(message);
        return document.RootElement.Clone();
    }
}
