using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;
using Baton.TestSupport;

namespace Baton.FunctionalTests.Dialects;

/// <summary>Policy documents for the dialects' tools, as an operator puts them into force on a grant that speaks the dialect.</summary>
public sealed class DialectPolicyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Recommended()
        => [.. Directory.GetFiles(Repository.At("samples", "policies", "dialects")).Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory]
    [InlineData("save_handoff", "m3", 30, """{"project":"shop","summary":"number N","next_steps":"go on"}""")]
    [InlineData("handoff_save", "ainote", 30, """{"project":"shop","topic":"tN","content":"number N"}""")]
    [InlineData("save_memory", "loaditout", 30, """{"key":"kN","value":N,"type":"context"}""")]
    [InlineData("session_handoff", "sovereign", 10, """{"action":"write","summary":"number N"}""")]
    [InlineData("handoff_restart", "conversation-handoff", 10, "{}")]
    public async Task PublishedDocument_AdmitsSoManyAMinute_AndNoMore(string tool, string dialect, int most, string arguments)
    {
        var token = await GovernAsync(Path.Combine("policylayer", $"{tool}.json"), dialect);
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        for (var number = 1; number <= most; number++)
        {
            var call = await baton.CallAsync(tool, Arguments(number), token);
            call.IsError.ShouldBeFalse($"{number}: {call.Message.ToJsonString()}");
        }

        var denied = await baton.CallAsync(tool, Arguments(most + 1), token);

        denied.IsError.ShouldBeTrue();
        Decision(denied)["code"]!.GetValue<string>().ShouldBe("limit_exceeded");
        Decision(denied)["retry_after_ms"]!.GetValue<long>().ShouldBeInRange(1, 62_000);
        JsonNode Arguments(int number) => JsonNode.Parse(arguments.Replace("N", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal))!;
    }

    [Fact]
    public async Task PublishedDocument_DeniesEveryOtherTool()
    {
        var token = await GovernAsync(Path.Combine("policylayer", "session_handoff.json"), "sovereign");
        await using var baton = await HttpBaton.StartAsync(_folder.Data);

        Decision(await baton.CallAsync("handoff", new JsonObject { ["note"] = "n" }, token))["code"]!.GetValue<string>().ShouldBe("default_deny");
    }

    [Fact]
    public async Task ToolWhoseNativeOperationIsDenied_IsNeitherListedNorCalled()
    {
        var token = await GovernAsync("""{"version":"1","default":"allow","tools":{"memory_save":{"action":"deny"}}}""");
        await using var baton = await StdioBaton.StartAsync(_folder.Data, "--grant", "agent");
        var listed = (await baton.RequestAsync("tools/list", "{}"))["result"]!["tools"]!.AsArray().Select(tool => tool!["name"]!.GetValue<string>()).ToList();
        listed.ShouldContain("recall_memory");
        listed.ShouldNotContain("save_memory");
        await using var server = await HttpBaton.StartAsync(_folder.Data);
        Decision(await server.CallAsync("save_memory", SaveMemory(), token))["code"]!.GetValue<string>().ShouldBe("denied");
    }

    [Theory]
    [InlineData("""{"save_memory":{}}""", null)]
    [InlineData("""{"save_memory":{},"memory_save":{"limits":[{"counter":"saves","window":"minute","max":0}]}}""", "limit_exceeded")]
    [InlineData("""{"save_memory":{},"memory_save":{"action":"deny"}}""", "denied")]
    [InlineData("""{"memory_save":{}}""", "default_deny")]
    [InlineData("{}", "default_deny")]
    public async Task DefaultDeny_OpensForTheToolThatIsNamed_AsFarAsItsNativeOperationIsNotHeldBack(string tools, string? code)
    {
        var token = await GovernAsync($$"""{"version":"1","default":"deny","tools":{{tools}}}""");
        await using var server = await HttpBaton.StartAsync(_folder.Data);
        var call = await server.CallAsync("save_memory", SaveMemory(), token);
        call.IsError.ShouldBe(code is not null, call.Message.ToJsonString());
        if (code is not null) Decision(call)["code"]!.GetValue<string>().ShouldBe(code);
    }

    [Theory, MemberData(nameof(Recommended))]
    public async Task RecommendedDocument_IsWhatTheCatalogueSaysOfTheToolsThereAre(string dialect)
    {
        var sample = Repository.At("samples", "policies", "dialects", $"{dialect}.json");
        var tools = _folder.At("tools.json");
        await using (var baton = await StdioBaton.StartAsync(_folder.Data, "--dialect", dialect, "--toolsets", "core,more,tasks,agents,archive"))
        {
            await File.WriteAllTextAsync(tools, (await baton.RequestAsync("tools/list", "{}"))["result"]!.ToJsonString());
        }

        var recommended = await RunAsync("scan", tools, "--policy");
        var check = await RunAsync("policy", "check", sample, "--tools", tools);

        recommended.Out.ShouldBe(await File.ReadAllTextAsync(sample), $"write it anew with: baton scan tools.json --policy > {Path.GetRelativePath(Repository.Root, sample)}");
        check.Code.ShouldBe(0, check.Out + check.Error);
    }

    [Fact]
    public async Task RecommendedDocument_BreaksALoop()
    {
        var token = await GovernAsync(Path.Combine("dialects", "loaditout.json"), "loaditout");
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var same = new JsonObject { ["key"] = "k", ["value"] = "v", ["type"] = "context" };
        for (var times = 0; times < 5; times++) (await baton.CallAsync("save_memory", same.DeepClone(), token)).IsError.ShouldBeFalse();

        Decision(await baton.CallAsync("save_memory", same.DeepClone(), token))["code"]!.GetValue<string>().ShouldBe("limit_exceeded");
        (await baton.CallAsync("recall_memory", new JsonObject(), token)).Content["total"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task RecommendedDocument_OfTheMemoryTool_AsksForDeletingOnly()
    {
        var token = await GovernAsync(Path.Combine("dialects", "claude-memory.json"), "claude-memory");
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        foreach (var arguments in (string[])["""{"command":"create","path":"/memories/a.txt","file_text":"one\n"}""", """{"command":"view","path":"/memories/a.txt"}""",
            """{"command":"str_replace","path":"/memories/a.txt","old_str":"one","new_str":"two"}""", """{"command":"insert","path":"/memories/a.txt","insert_line":0,"insert_text":"zero\n"}""",
            """{"command":"rename","old_path":"/memories/a.txt","new_path":"/memories/b.txt"}"""])
        {
            var call = await baton.CallAsync("memory", JsonNode.Parse(arguments)!, token);
            call.IsError.ShouldBeFalse($"{arguments}: {call.Message.ToJsonString()}");
        }

        var asked = await baton.CallAsync("memory", JsonNode.Parse("""{"command":"delete","path":"/memories/b.txt"}""")!, token);

        asked.IsError.ShouldBeTrue();
        Decision(asked)["approval"]!["status"]!.GetValue<string>().ShouldBe("pending");
    }

    [Fact]
    public async Task RecommendedDocument_OfSovereign_LetsAHandoffsPathOfOldThrough()
    {
        var token = await GovernAsync(Path.Combine("dialects", "sovereign.json"), "sovereign");
        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        var acted = await baton.CallAsync("handoff_acted_on", JsonNode.Parse("""{"handoff_path":"/home/ann/.sovereign/handoffs/2025.json","consumed_by":"me","what_was_done":"all"}""")!, token);
        acted.IsError.ShouldBeTrue();
        acted.Result["_meta"]!["dev.baton/decision"].ShouldBeNull();
        acted.Result["_meta"]!["dev.baton/error"]!["code"]!.GetValue<string>().ShouldBe("not_found");
        var kept = await baton.CallAsync("archive_exchange", JsonNode.Parse("""{"content":"whole","source":"/home/ann/chat.txt"}""")!, token);
        kept.IsError.ShouldBeFalse(kept.Message.ToJsonString());
    }

    [Fact]
    public async Task Samples_All_PassTheCheck()
    {
        foreach (var sample in Directory.EnumerateFiles(Repository.At("samples", "policies"), "*.*", SearchOption.AllDirectories))
        {
            var checkedOne = await RunAsync("policy", "check", sample);
            checkedOne.Code.ShouldBe(0, $"{sample}: {checkedOne.Out}{checkedOne.Error}");
        }
    }

    [Fact]
    public async Task Grant_WithADialect_SpeaksItWithoutBeingAsked_AndNoOther()
    {
        var token = await GovernAsync(Path.Combine("dialects", "sovereign.json"), "sovereign");
        await using var stdio = await StdioBaton.StartAsync(_folder.Data, "--grant", "agent");
        var tools = (await stdio.RequestAsync("tools/list", "{}"))["result"]!["tools"]!.AsArray().Select(tool => tool!["name"]!.GetValue<string>()).ToList();
        tools.ShouldContain("where_did_i_leave_off");
        tools.ShouldNotContain("handoff_save");
        var wrong = await BatonBinary.RunAsync(_folder.Data, "", "stdio", "--grant", "agent", "--dialect", "m3");
        (wrong.Code, wrong.Error.Contains("sovereign", StringComparison.Ordinal)).ShouldBe((2, true));

        await using var baton = await HttpBaton.StartAsync(_folder.Data);
        (await baton.CallAsync("session_handoff", new JsonObject(), token)).IsError.ShouldBeFalse();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{baton.Url}/mcp/memory?dialect=m3") { Content = new StringContent("{}") };
        request.Headers.Authorization = new("Bearer", token);
        using var refused = await baton.Http.SendAsync(request);
        refused.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("sovereign");

        (await RunAsync("grant", "set", "agent", "--dialect", "none")).Code.ShouldBe(0);
        (await baton.CallAsync("handoff_load", new JsonObject(), token)).Message.ToJsonString().ShouldContain("default_deny");
    }

    [Fact]
    public async Task ConversationSizes_ThatWereConfigured_AreTheLimits()
    {
        (await RunAsync("config", "set", "conversation.bytes", "20")).Code.ShouldBe(0);
        await using var baton = await StdioBaton.StartAsync(_folder.Data, "--dialect", "conversation-handoff");
        var large = await baton.CallAsync("handoff_save", new JsonObject { ["summary"] = "s", ["conversation"] = new string('x', 21) });
        (large.Code, large.Error["limit"]!.GetValue<int>()).ShouldBe(("too_large", 20));
        (await baton.CallAsync("handoff_save", new JsonObject { ["summary"] = "s", ["conversation"] = new string('x', 20) })).IsError.ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> GovernAsync(string sample, string dialect)
    {
        (await RunAsync("policy", "put", "rules", Repository.At("samples", "policies", sample))).Code.ShouldBe(0);
        var added = await RunAsync("grant", "add", "agent", "--server", "memory=rules", "--dialect", dialect, "--json");
        added.Code.ShouldBe(0, added.Error);
        return JsonNode.Parse(added.Out)!["token"]!.GetValue<string>();
    }

    private async Task<string> GovernAsync(string policy)
    {
        var put = await BatonBinary.RunAsync(_folder.Data, policy, "policy", "put", "rules", "-");
        put.Code.ShouldBe(0, put.Error);
        var added = await RunAsync("grant", "add", "agent", "--server", "memory=rules", "--dialect", "loaditout", "--json");
        return JsonNode.Parse(added.Out)!["token"]!.GetValue<string>();
    }

    private static JsonObject SaveMemory() => new() { ["key"] = "k", ["value"] = "v", ["type"] = "context" };

    private Task<CommandResult> RunAsync(params string[] arguments) => BatonBinary.RunAsync(_folder.Data, null, arguments);

    private static JsonNode Decision(ToolCall call) => call.Result["_meta"]!["dev.baton/decision"]!;
}
