using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.TestSupport;
using Baton.TestSupport.Processes;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Baton.FunctionalTests.RealServers;

/// <summary>How a client reaches Baton.</summary>
/// <param name="Url">Over HTTP, with a grant's token.</param>
/// <param name="Token">The grant.</param>
/// <param name="Command">Over stdio: the command line.</param>
public sealed record ClientWay(string? Url, string? Token, IReadOnlyList<string> Command)
{
    public static ClientWay Http(string url, string token) => new(url, token, []);

    public static ClientWay Stdio(params string[] command) => new(null, null, command);
}

/// <summary>The official clients that people use, each making the same calls.</summary>
public static class RealClients
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Task<Conversation> TalkAsync(string client, ClientWay way, params PlannedCall[] calls) => client switch
    {
        "TypeScript" => TypeScriptAsync(way, calls),
        "C#" => CSharpAsync(way, calls),
        _ => throw new ArgumentOutOfRangeException(nameof(client)),
    };

    private static async Task<Conversation> TypeScriptAsync(ClientWay way, PlannedCall[] calls)
    {
        var plan = new JsonArray([.. calls.Select(call => new JsonArray(call.Tool, JsonNode.Parse(call.Arguments)))]).ToJsonString();
        string[] place = way.Url is null ? ["stdio", .. way.Command] : ["http", way.Url, way.Token!];
        var run = await NodePeers.RunScriptAsync(Repository.At("tests", "Baton.FunctionalTests", "RealServers", "governed-client.mjs"), [plan, .. place], Limit);
        run.ExitCode.ShouldBe(0, run.ToString());
        return Conversation.Read(run.Output);
    }

    private static async Task<Conversation> CSharpAsync(ClientWay way, PlannedCall[] calls)
    {
        await using var client = await McpClient.CreateAsync(TransportOf(way), new McpClientOptions
        {
            ClientInfo = new Implementation { Name = "cs-governed", Version = "1.0.0" },
            ProtocolVersion = "2025-11-25",
        });
        var tools = await client.ListToolsAsync();
        var outcomes = new List<CallOutcome>();
        foreach (var call in calls) outcomes.Add(await CallAsync(client, call));
        return new Conversation(client.ServerInfo!.Name, [.. tools.Select(tool => tool.Name)], outcomes);
    }

    private static async Task<CallOutcome> CallAsync(McpClient client, PlannedCall call)
    {
        try
        {
            var result = await client.CallToolAsync(call.Tool, JsonSerializer.Deserialize<Dictionary<string, object?>>(call.Arguments));
            return new CallOutcome(
                call.Tool, result.IsError == true, result.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text ?? "", result.Meta?["dev.baton/decision"], null);
        }
        catch (McpProtocolException refused)
        {
            return new CallOutcome(call.Tool, true, refused.Message, null, (int)refused.ErrorCode);
        }
    }

    private static IClientTransport TransportOf(ClientWay way) => way.Url is null
        ? new StdioClientTransport(new StdioClientTransportOptions { Command = way.Command[0], Arguments = [.. way.Command.Skip(1)] })
        : new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(way.Url),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {way.Token}" },
        });
}
