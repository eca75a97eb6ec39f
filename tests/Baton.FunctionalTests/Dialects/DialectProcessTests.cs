using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Dialects;

/// <summary>Dialects as a client of the whole program meets them.</summary>
public sealed class DialectProcessTests
{
    [Fact]
    public async Task ConversationSaved_SurvivesAKill_AndIsResumedByAnotherProcess()
    {
        using var folder = new TemporaryFolder();
        const string Talk = "## User\r\nFix it 🔑\r\n## Assistant\r\nDone";
        await using (var first = await StdioBaton.StartAsync(folder.Data, "--dialect", "conversation-handoff", "--project", "shop"))
        {
            var tools = (await first.RequestAsync("tools/list", "{}"))["result"]!["tools"]!.AsArray().Select(tool => tool!["name"]!.GetValue<string>()).ToList();
            tools.Count.ShouldBe(11);
            tools.ShouldContain("handoff_restart");
            var saved = await first.CallAsync("handoff_save", new JsonObject { ["key"] = "login", ["summary"] = "Login fixed.", ["conversation"] = Talk, ["next_action"] = "Deploy" });
            saved.Content["handoff"]!["message_count"]!.GetValue<int>().ShouldBe(2);
            (await first.CallAsync("handoff_restart", new JsonObject())).Content["lost"]!.GetValue<int>().ShouldBe(0);
            first.Process.Kill();
        }
        await using var second = await StdioBaton.StartAsync(folder.Data, "--dialect", "conversation-handoff", "--project", "shop");
        await using var native = await StdioBaton.StartAsync(folder.Data, "--project", "shop");
        var loaded = (await second.CallAsync("handoff_load", new JsonObject { ["key"] = "login" })).Content["handoff"]!;
        loaded["conversation"]!.GetValue<string>().ShouldBe(Talk);
        loaded["next_action"]!.GetValue<string>().ShouldBe("Deploy");
        (await native.CallAsync("handoff_load", new JsonObject { ["key"] = "login" })).Content["handoff"]!["body"]!.GetValue<string>().ShouldBe(Talk);
    }

    [Fact]
    public async Task MemoryFile_WrittenByOneProcess_IsEditedByAnother()
    {
        using var folder = new TemporaryFolder();
        await using var one = await StdioBaton.StartAsync(folder.Data, "--dialect=claude-memory", "--project=shop");
        await using var two = await StdioBaton.StartAsync(folder.Data, "--dialect=claude-memory", "--project=shop");
        await one.CallAsync("memory", new JsonObject { ["command"] = "create", ["path"] = "/memories/plan.md", ["file_text"] = "one\ntwo\n" });
        var edited = await two.CallAsync("memory", new JsonObject { ["command"] = "str_replace", ["path"] = "/memories/plan.md", ["old_str"] = "two", ["new_str"] = "2" });
        edited.Content["version"]!.GetValue<int>().ShouldBe(2);
        (await one.CallAsync("memory", new JsonObject { ["command"] = "view", ["path"] = "/memories/plan.md" })).Content["content"]!.GetValue<string>().ShouldBe("one\n2\n");
        (await one.CallAsync("memory", new JsonObject { ["command"] = "view", ["path"] = "/etc/passwd" })).IsError.ShouldBeTrue();
    }

    [Fact]
    public async Task TwoDialectsOnOneProject_AtOnce_LoseNothing()
    {
        using var folder = new TemporaryFolder();
        await using var talks = await StdioBaton.StartAsync(folder.Data, "--dialect", "conversation-handoff", "--project", "shop");
        await using var files = await StdioBaton.StartAsync(folder.Data, "--dialect", "claude-memory", "--project", "shop");
        const int Each = 15;
        await Task.WhenAll(Enumerable.Range(0, Each).SelectMany(i => new Task<ToolCall>[]
        {
            talks.CallAsync("handoff_save", new JsonObject { ["key"] = $"k{i}", ["summary"] = $"number {i}", ["conversation"] = "c" }),
            files.CallAsync("memory", new JsonObject { ["command"] = "create", ["path"] = $"/memories/f{i}", ["file_text"] = $"file {i}" }),
        }));
        (await talks.CallAsync("handoff_list", new JsonObject())).Content["total"]!.GetValue<int>().ShouldBe(Each);
        (await files.CallAsync("memory", new JsonObject { ["command"] = "view", ["path"] = "/memories" })).Content["entries"]!.AsArray().Count.ShouldBe(Each + 1);
    }

    [Theory]
    [InlineData("ainote", 24, 2)]
    [InlineData("claude-memory", 1, 1)]
    [InlineData("conversation-handoff", 11, 3)]
    [InlineData("loaditout", 8, 0)]
    [InlineData("m3", 51, 7)]
    [InlineData("sovereign", 31, 0)]
    public async Task EveryTool_OnTheWire_HasATitleAndEveryHint(string dialect, int tools, int destructive)
    {
        using var folder = new TemporaryFolder();
        await using var baton = await StdioBaton.StartAsync(folder.Data, "--dialect", dialect, "--project", "shop");
        var listed = (await baton.RequestAsync("tools/list", "{}"))["result"]!["tools"]!.AsArray();
        listed.Count.ShouldBe(tools);
        foreach (var tool in listed)
        {
            tool!["title"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
            tool["annotations"]!.AsObject().Select(hint => hint.Key).ShouldBe(["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"]);
            tool["annotations"]!["openWorldHint"]!.GetValue<bool>().ShouldBeFalse();
        }
        listed.Count(tool => tool!["annotations"]!["destructiveHint"]!.GetValue<bool>()).ShouldBe(destructive);
    }

    [Fact]
    public async Task UnknownDialect_OverStdio_IsWrongUsageThatNamesTheKnownOnes()
    {
        using var folder = new TemporaryFolder();
        var result = await BatonBinary.RunAsync(folder.Data, "", "stdio", "--dialect", "klingon");
        result.Code.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain("conversation-handoff");
    }

    [Fact]
    public async Task Dialect_OverHttp_IsChosenByTheAddress_AndAnUnknownOneIsRefused()
    {
        using var folder = new TemporaryFolder();
        await using var baton = await HttpBaton.StartAsync(folder.Data);
        var saved = await PostAsync(baton, "conversation-handoff", "handoff_save", """{"key":"k","summary":"s","conversation":"c"}""");
        saved.Status.ShouldBe(HttpStatusCode.OK);
        saved.Body["result"]!["structuredContent"]!["handoff"]!["key"]!.GetValue<string>().ShouldBe("k");
        var unknown = await PostAsync(baton, "klingon", "handoff_save", "{}");
        unknown.Status.ShouldBe(HttpStatusCode.BadRequest);
        unknown.Body["error"]!["message"]!.GetValue<string>().ShouldContain("claude-memory");
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(HttpBaton baton, string dialect, string tool, string arguments)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{baton.Url}/mcp/memory?dialect={dialect}")
        {
            Content = new StringContent(ToolMessage.Stateless(1, tool, arguments), Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", "tools/call");
        request.Headers.Add("Mcp-Name", tool);
        using var response = await baton.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return (response.StatusCode, JsonNode.Parse(isStream ? text.Split('\n').Last(line => line.StartsWith("data:", StringComparison.Ordinal))["data:".Length..] : text)!);
    }
}
