using System.Text.Json;
using Baton.TestSupport.Processes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using BatonBinary = Baton.TestSupport.Processes.BatonBinary;

namespace Baton.FunctionalTests.Dialects;

/// <summary>The official C# client on a Baton that speaks a dialect, configured as its users do: with the dialect's name alone.</summary>
public sealed class DialectClient : IAsyncDisposable
{
    private readonly McpClient _client;

    private DialectClient(McpClient client) => _client = client;

    /// <param name="data">The data folder.</param>
    /// <param name="dialect">Null for the native tools.</param>
    public static Task<DialectClient> StdioAsync(string data, string? dialect)
        => ConnectAsync(new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = BatonBinary.Path!,
            Arguments = ["stdio", "--data", data, "--project", "shop", .. (string[])(dialect is null ? ["--toolsets", "core,more,tasks,agents"] : ["--dialect", dialect])],
        }));

    public static Task<DialectClient> HttpAsync(BatonServer server, string? dialect)
        => ConnectAsync(new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri($"{server.Endpoint}?project=shop&{(dialect is null ? "toolsets=core,more,tasks,agents" : $"dialect={dialect}")}"),
            TransportMode = HttpTransportMode.StreamableHttp,
        }));

    public async Task<IReadOnlyList<McpClientTool>> ToolsAsync() => [.. await _client.ListToolsAsync()];

    /// <summary>Calls a tool that must succeed; its structured content.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">An object whose members are the arguments.</param>
    public async Task<JsonElement> DoneAsync(string tool, object? arguments = null)
    {
        var result = await CallAsync(tool, arguments);
        result.IsError.ShouldNotBe(true, $"{tool}: {TextOf(result)}");
        return JsonSerializer.SerializeToElement(result.StructuredContent);
    }

    /// <summary>Calls a tool that must be refused; the code.</summary>
    public async Task<string> RefusedAsync(string tool, object? arguments = null)
    {
        var result = await CallAsync(tool, arguments);
        result.IsError.ShouldBe(true, $"{tool}: {TextOf(result)}");
        return result.Meta.ShouldNotBeNull()["dev.baton/error"].ShouldNotBeNull()["code"].ShouldNotBeNull().GetValue<string>();
    }

    /// <summary>Calls a tool that must succeed; its text.</summary>
    public async Task<string> TextAsync(string tool, object? arguments = null) => TextOf(await CallAsync(tool, arguments));

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static async Task<DialectClient> ConnectAsync(IClientTransport transport)
        => new(await McpClient.CreateAsync(transport, new McpClientOptions { ClientInfo = new Implementation { Name = "cs", Version = "1.0.0" } }));

    private async Task<CallToolResult> CallAsync(string tool, object? arguments)
        => await _client.CallToolAsync(tool, arguments is null ? null
            : JsonSerializer.SerializeToElement(arguments).EnumerateObject().ToDictionary(member => member.Name, object? (member) => member.Value));

    private static string TextOf(CallToolResult result) => string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text));
}

/// <summary>What the transcripts read of structured content.</summary>
public static class TranscriptJson
{
    /// <summary>A member by its path, for example <c>handoffs.0.key</c>.</summary>
    public static JsonElement At(this JsonElement element, string path)
    {
        foreach (var step in path.Split('.')) element = int.TryParse(step, out var index) ? element[index] : element.GetProperty(step);
        return element;
    }

    public static string Text(this JsonElement element, string path) => element.At(path).GetString()!;

    public static long Number(this JsonElement element, string path) => element.At(path).GetInt64();
}
