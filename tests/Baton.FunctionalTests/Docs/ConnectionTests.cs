using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baton.FunctionalTests.Running;
using Baton.TestSupport;

namespace Baton.FunctionalTests.Docs;

/// <summary>What the documents tell people to connect to: the clients' files and the addresses as they stand there, on a program that runs.</summary>
public sealed partial class ConnectionTests : IDisposable
{
    private const string ListTools = """{"jsonrpc":"2.0","id":9,"method":"tools/list","params":{}}""";
    private const string ListToolsStateless =
        """{"jsonrpc":"2.0","id":9,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"docs","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ainote", 24)]
    [InlineData("claude-memory", 1)]
    [InlineData("conversation-handoff", 11)]
    [InlineData("loaditout", 8)]
    [InlineData("m3", 51)]
    [InlineData("sovereign", 31)]
    public async Task ClientFileAndAddress_OfAPageForComers_OfferTheSameTools_InBothErasAndToAGrant(string page, int tools)
    {
        var text = await ReadAsync("docs", "migrating", page + ".md");
        var entry = JsonNode.Parse(Blocks(text, "json")[0])!["mcpServers"]!.AsObject().Single().Value!;
        var arguments = entry["args"]!.AsArray().Select(argument => argument!.GetValue<string>()).ToArray();
        (entry["command"]!.GetValue<string>(), arguments[0]).ShouldBe(("baton", "stdio"));
        var address = Address().Match(text).Groups[1].Value;
        await using var http = await HttpBaton.StartAsync(_folder.Data);

        List<string> own;
        await using (var stdio = await StdioBaton.StartAsync(_folder.Data, arguments[1..])) own = Names(await stdio.RequestAsync("tools/list", "{}"));

        own.Count.ShouldBe(tools);
        Names(await (await GrantedClient.OpenAsync(http, address, token: null)).AskAsync(ListTools)).ShouldBe(own);
        Names(await StatelessAsync(http, address, token: null)).ShouldBe(own);
        var token = await GrantAsync(page);
        Names(await (await GrantedClient.OpenAsync(http, "memory", token)).AskAsync(ListTools)).ShouldBe(own);
        Names(await StatelessAsync(http, "memory", token)).ShouldBe(own);
    }

    [Fact]
    public async Task RequestOfThePageForLoaditout_IsAnsweredByTheOperator()
    {
        var text = await ReadAsync("docs", "migrating", "loaditout.md");
        var call = JsonNode.Parse(Blocks(text, "json")[1])!;
        await using var http = await HttpBaton.StartAsync(_folder.Data);
        var client = await GrantedClient.OpenAsync(http, Address().Match(text).Groups[1].Value, token: null);
        var asked = (await client.CallAsync(call["name"]!.GetValue<string>(), call["arguments"]!.ToJsonString()))["result"]!["structuredContent"]!;
        asked["status"]!.GetValue<string>().ShouldBe("pending");

        var approval = asked["approval_id"]!.GetValue<string>();
        (await RunAsync("approvals", "list")).Out.ShouldContain($"{approval}\tpending\tlocal\tmemory\trequest_permission");
        (await RunAsync("approvals", "approve", approval, "--reason", "ship it")).Code.ShouldBe(0);

        var answered = (await client.CallAsync("check_permission", $"{{\"request_id\":{asked["request_id"]!.ToJsonString()}}}"))["result"]!["structuredContent"]!;
        (answered["status"]!.GetValue<string>(), answered["approved"]!.GetValue<bool>()).ShouldBe(("approved", true));
    }

    /// <summary>The two lines of "Over HTTP": the client's address answers, and its hook shows what that Baton remembers, whatever this machine's own folder holds.</summary>
    [Fact]
    public async Task ClientOverHttp_OfGettingStarted_ReachesTheBatonThatRuns_AndSoDoesItsHook()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The hook's command is for a POSIX shell.");
        Blocks(await ReadAsync("docs", "getting-started.md"), "").ShouldContain("baton up\nbaton client cursor --http --write");
        await using var http = await HttpBaton.StartAsync(_folder.Data);
        await http.CallAsync("handoff_save", new JsonObject { ["summary"] = "Only the Baton that runs knows the otter", ["project"] = "shop" });
        var home = _folder.At("home");
        Directory.CreateDirectory(home);

        (await HomeAsync(BatonBinary.Start(_folder.At("another"), "client", "cursor", "--http", "--write", "--baton-url", http.Url))).Code.ShouldBe(0);

        var url = JsonNode.Parse(await ReadFileAsync(home, ".cursor", "mcp.json"))!["mcpServers"]!["baton"]!["url"]!.GetValue<string>();
        url.ShouldBe(http.Url + "/mcp/memory");
        Names(await StatelessAsync(http, "memory", token: null)).ShouldContain("session_start");
        var hook = JsonNode.Parse(await ReadFileAsync(home, ".cursor", "hooks.json"))!["hooks"]!["sessionStart"]![0]!["command"]!.GetValue<string>();
        var shell = BatonBinary.Start(_folder.At("another"));
        shell.FileName = "sh";
        foreach (var argument in new[] { "-c", hook.Replace("--project auto", "--project shop", StringComparison.Ordinal) }) shell.ArgumentList.Add(argument);
        var digest = await HomeAsync(shell);
        (digest.Code, digest.Out).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0, digest.Error), run => run.Out.ShouldContain("Only the Baton that runs knows the otter"));

        Task<CommandResult> HomeAsync(System.Diagnostics.ProcessStartInfo start)
        {
            start.Environment["HOME"] = home;
            return BatonBinary.RunAsync(start, "{}");
        }
    }

    private async Task<string> GrantAsync(string dialect)
    {
        (await BatonBinary.RunAsync(_folder.Data, """{"version":"1","default":"allow","tools":{}}""", "policy", "put", "open", "-")).Code.ShouldBe(0);
        return JsonNode.Parse((await RunAsync("grant", "add", "comer", "--server", "memory=open", "--dialect", dialect, "--json")).Out)!["token"]!.GetValue<string>();
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => BatonBinary.RunAsync(_folder.Data, null, arguments);

    private static async Task<JsonNode> StatelessAsync(HttpBaton baton, string server, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{baton.Url}/mcp/{server}") { Content = new StringContent(ListToolsStateless) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", "tools/list");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await baton.Http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private static List<string> Names(JsonNode answer) => [.. answer["result"]!["tools"]!.AsArray().Select(tool => tool!["name"]!.GetValue<string>())];

    private static Task<string> ReadAsync(params string[] path) => File.ReadAllTextAsync(Repository.At(path), TestContext.Current.CancellationToken);

    private static Task<string> ReadFileAsync(params string[] path) => File.ReadAllTextAsync(Path.Combine(path), TestContext.Current.CancellationToken);

    /// <summary>The blocks of one language, without their fences.</summary>
    private static List<string> Blocks(string text, string language)
    {
        var blocks = new List<string>();
        List<string>? open = null;
        var wanted = false;
        foreach (var line in text.Split('\n'))
        {
            if (open is null && line.StartsWith("```", StringComparison.Ordinal)) (open, wanted) = ([], line[3..] == language);
            else if (line != "```") open?.Add(line);
            else
            {
                if (wanted) blocks.Add(string.Join('\n', open!));
                open = null;
            }
        }
        return blocks;
    }

    [GeneratedRegex("`http://127\\.0\\.0\\.1:4700/mcp/(memory\\?dialect=[^`]+)`")]
    private static partial Regex Address();
}
