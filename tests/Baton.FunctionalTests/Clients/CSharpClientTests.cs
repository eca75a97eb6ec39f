using System.Text.Json;
using Baton.TestSupport.Processes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Baton.FunctionalTests.Clients;

/// <summary>The official C# client over both transports, in the newest revision of each era.</summary>
public sealed class CSharpClientTests : IDisposable
{
    private const string Body = "日本語 😀\r\n𠮷 </handoff> é";

    private readonly string _data = Directory.CreateTempSubdirectory("baton-cs-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task OverStdio_SavesAndLoads(string revision)
    {
        Assert.SkipWhen(BatonBinary.Path is null, BatonBinary.Missing);
        await SaveAndLoadAsync(Stdio(), revision);
    }

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task OverHttp_SavesAndLoads(string revision)
    {
        Assert.SkipWhen(BatonBinary.Path is null, BatonBinary.Missing);
        await using var server = await BatonServer.StartAsync(_data);
        await SaveAndLoadAsync(Http(server), revision);
    }

    [Fact]
    public async Task SavedOverHttp_IsResumedOverStdio_AlsoAfterAKill()
    {
        Assert.SkipWhen(BatonBinary.Path is null, BatonBinary.Missing);
        await using (var server = await BatonServer.StartAsync(_data))
        {
            await using var writer = await ConnectAsync(Http(server), null);
            await SaveAsync(writer, "resume-me");
            await server.KillAsync();
        }

        await using var reader = await ConnectAsync(Stdio(), null);
        (await LoadAsync(reader, "resume-me")).GetProperty("handoff").GetProperty("body").GetString().ShouldBe(Body);
    }

    [Fact]
    public async Task Stop_FinishesInGoodOrder()
    {
        Assert.SkipWhen(BatonBinary.Path is null, BatonBinary.Missing);
        await using var server = await BatonServer.StartAsync(_data);
        await using var client = await ConnectAsync(Http(server), "2025-11-25");
        await SaveAsync(client, "before-the-stop");

        (await server.StopAsync()).ShouldBe(0);
    }

    private static async Task SaveAndLoadAsync(IClientTransport transport, string revision)
    {
        await using var client = await ConnectAsync(transport, revision);
        client.NegotiatedProtocolVersion.ShouldBe(revision);
        client.ServerInstructions.ShouldNotBeNullOrEmpty();
        (await client.ListToolsAsync()).Select(tool => tool.Name).ShouldContain("handoff_save");

        await SaveAsync(client, "k");
        (await LoadAsync(client, "k")).GetProperty("handoff").GetProperty("body").GetString().ShouldBe(Body);

        var missing = await client.CallToolAsync("handoff_load", new Dictionary<string, object?> { ["key"] = "nothing-like-it", ["project"] = "clients" });
        missing.IsError.ShouldBe(true);
        missing.StructuredContent.ShouldBeNull();
        missing.Meta.ShouldNotBeNull()["dev.baton/error"].ShouldNotBeNull()["code"].ShouldNotBeNull().GetValue<string>().ShouldBe("not_found");
    }

    private static async Task SaveAsync(McpClient client, string key)
    {
        var saved = await client.CallToolAsync("handoff_save", new Dictionary<string, object?>
        {
            ["summary"] = "From the C# client", ["key"] = key, ["project"] = "clients", ["body"] = Body,
        });
        saved.IsError.ShouldNotBe(true, saved.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text);
    }

    private static async Task<JsonElement> LoadAsync(McpClient client, string key)
    {
        var loaded = await client.CallToolAsync("handoff_load", new Dictionary<string, object?> { ["key"] = key, ["project"] = "clients", ["view"] = "full" });
        loaded.IsError.ShouldNotBe(true, loaded.Content.OfType<TextContentBlock>().FirstOrDefault()?.Text);
        return JsonSerializer.SerializeToElement(loaded.StructuredContent);
    }

    private static Task<McpClient> ConnectAsync(IClientTransport transport, string? revision) => McpClient.CreateAsync(transport, new McpClientOptions
    {
        ClientInfo = new Implementation { Name = "cs", Version = "1.0.0" },
        ProtocolVersion = revision,
    });

    private StdioClientTransport Stdio() => new(new StdioClientTransportOptions { Command = BatonBinary.Path!, Arguments = ["stdio", "--data", _data] });

    private static HttpClientTransport Http(BatonServer server)
        => new(new HttpClientTransportOptions { Endpoint = new Uri(server.Endpoint), TransportMode = HttpTransportMode.StreamableHttp });
}
