using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Toolsets;

public sealed class ResourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Subscription_WriteOfAnotherProcess_IsToldAndReadBack()
    {
        await using var reader = await StdioBaton.StartAsync(_folder.Data);
        await using var writer = await StdioBaton.StartAsync(_folder.Data);
        var id = (await writer.CallAsync("handoff_save", Handoff("one"))).Content["handoff"]!["id"]!.GetValue<string>();
        await reader.RequestAsync("resources/subscribe", Uri($"baton://handoffs/{id}"));
        await writer.CallAsync("handoff_save", Handoff("two"));

        var notice = await reader.NoticeAsync("notifications/resources/updated");
        notice["params"]!["uri"]!.GetValue<string>().ShouldBe($"baton://handoffs/{id}");
        (await ReadAsync(reader, $"baton://handoffs/{id}")).ShouldContain("two");
    }

    [Fact]
    public async Task Lists_TemplatesPromptsAndCompletion_AreServed()
    {
        await using var baton = await StdioBaton.StartAsync(_folder.Data);
        await baton.CallAsync("handoff_save", Handoff("one"));
        var listed = await baton.RequestAsync("resources/list", "{}");
        listed["result"]!["resources"]!.AsArray().Select(entry => entry!["uri"]!.GetValue<string>()).ShouldContain("baton://digest/p");
        (await baton.RequestAsync("resources/templates/list", "{}"))["result"]!["resourceTemplates"]!.AsArray().Count.ShouldBe(3);
        (await ReadAsync(baton, "baton://digest/p")).ShouldContain("one");
        (await baton.RequestAsync("prompts/get", """{"name":"resume","arguments":{"handoff":"k","project":"p"}}"""))
            ["result"]!["messages"]![0]!["content"]!["text"]!.GetValue<string>().ShouldContain("one");
        (await baton.RequestAsync("completion/complete", """{"ref":{"type":"ref/prompt","name":"resume"},"argument":{"name":"project","value":"P"}}"""))
            ["result"]!["completion"]!["values"]!.AsArray().Single()!.GetValue<string>().ShouldBe("p");
        (await baton.RequestAsync("resources/read", Uri("baton://handoffs/h_01ARYZ6S410000000000000001")))["error"].ShouldNotBeNull();
    }

    public void Dispose() => _folder.Dispose();

    private static JsonObject Handoff(string summary) => new() { ["summary"] = summary, ["key"] = "k", ["project"] = "p" };

    private static string Uri(string uri) => $"{{\"uri\":\"{uri}\"}}";

    private static async Task<string> ReadAsync(StdioBaton baton, string uri)
        => (await baton.RequestAsync("resources/read", Uri(uri)))["result"]!["contents"]![0]!["text"]!.GetValue<string>();
}
