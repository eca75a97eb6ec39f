using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Importing;

/// <summary><c>baton import --from</c> as an operator runs it, and what agents find afterwards.</summary>
public sealed class ImportTests : IDisposable
{
    private const string M3 = """{"exported_at":"2026-02-20T10:00:00+00:00","item_count":2,"items":[{"id":"0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a01","type":"decision","title":"Ports","content":"The relay listens on 7000\r\n🔑","agent_id":"alpha","importance":0.8,"created_at":"2025-11-02T09:30:00Z","relationships":[{"to_id":"0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a02","relationship_type":"references"}]},{"id":"0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a02","type":"fact","content":"Ports below 1024 need root","relationships":[]}]}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task M3Export_DryRunThenImportThenAgain_IsFoundInItsDialect()
    {
        await File.WriteAllTextAsync(_folder.At("export.json"), M3);
        var dry = await RunAsync("import", "--from", "m3", _folder.At("export.json"), "--project", "atlas", "--dry-run", "--json");
        (dry["imported"]!.GetValue<bool>(), dry["records"]!.GetValue<int>(), dry["links"]!.GetValue<int>()).ShouldBe((false, 2, 1));
        (await RunAsync("import", "--from", "m3", _folder.At("export.json"), "--project", "atlas", "--json"))["records"]!.GetValue<int>().ShouldBe(2);
        var exported = _folder.At("one.jsonl");
        await RunAsync("export", exported, "--json");
        var again = await RunAsync("import", "--from", "m3", _folder.At("export.json"), "--project", "atlas", "--json");
        (again["records"]!.GetValue<int>(), again["versions"]!.GetValue<int>(), again["links"]!.GetValue<int>(), again["present"]!.GetValue<int>()).ShouldBe((0, 0, 0, 3));
        await RunAsync("export", _folder.At("two.jsonl"), "--json");
        (await File.ReadAllBytesAsync(_folder.At("two.jsonl"))).ShouldBe(await File.ReadAllBytesAsync(exported));

        await using var m3 = await StdioBaton.StartAsync(_folder.Data, "--dialect", "m3", "--project", "atlas");
        var found = await m3.CallAsync("memory_search", new JsonObject { ["query"] = "relay" });
        found.Content["results"]![0]!["content"]!.GetValue<string>().ShouldBe("The relay listens on 7000\r\n🔑");
        (await m3.CallAsync("memory_get", new JsonObject { ["id"] = "0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a02" })).IsError.ShouldBeFalse();
    }

    [Fact]
    public async Task M3Export_ImportedByMistake_IsTakenBackByItsNameButForWhatWasChangedSince()
    {
        await File.WriteAllTextAsync(_folder.At("export.json"), M3);
        await RunAsync("memory", "save", "Our own", "--key", "own", "--project", "atlas", "--json");
        var said = await BatonBinary.RunAsync(_folder.Data, null, "import", "--from", "m3", _folder.At("export.json"), "--project", "atlas");
        var undo = said.Out.Split('\n').Single(line => line.StartsWith("Undo this import with: baton ", StringComparison.Ordinal))["Undo this import with: baton ".Length..].Trim().Split(' ');
        await using var baton = await StdioBaton.StartAsync(_folder.Data, "--project", "atlas");
        await baton.CallAsync("memory_save", new JsonObject { ["key"] = "m3/0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a02", ["content"] = "Ports below 1024 need root or a capability" });

        var preview = await RunAsync([.. undo[..^1], "--json"]);
        (preview["changes"]!.GetValue<int>(), preview["conflicts"]!.GetValue<int>(), preview["links"]!.AsArray().Count).ShouldBe((2, 1, 1));
        (await RunAsync([.. undo, "--json"]))["applied"]!.GetValue<bool>().ShouldBeTrue();
        (await baton.CallAsync("memory_get", new JsonObject { ["key"] = "m3/0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a01" })).Code.ShouldBe("not_found");
        (await baton.CallAsync("memory_get", new JsonObject { ["key"] = "m3/0b9f3a52-5b1e-4b0e-9d63-6f2f1f6f0a02" })).Content["memory"]!["content"]!.GetValue<string>().ShouldEndWith("capability");
        (await baton.CallAsync("memory_get", new JsonObject { ["key"] = "own" })).IsError.ShouldBeFalse();
        (await BatonBinary.RunAsync(_folder.Data, null, "import", "--from", "m3", _folder.At("export.json"), "--project", "atlas", "--dry-run")).Out.ShouldNotContain("Undo");
    }

    [Fact]
    public async Task RunningConversationHandoffServer_IsReadHandoffByHandoff()
    {
        using var listener = new HttpListener();
        var port = FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        var serving = ServeAsync(listener, new Dictionary<string, string>
        {
            ["/handoff"] = """[{"key":"login","title":"Login"},{"key":"a_b-c","title":"Other"}]""",
            ["/handoff/login"] = """{"key":"login","title":"Login","summary":"Login fixed.","conversation":"## User\r\nFix it 🔑","created_at":"2026-01-07T09:00:00.000Z","status":"active","tags":["auth"]}""",
            ["/handoff/a_b-c"] = """{"key":"a_b-c","title":"Other","summary":"Other.","conversation":"x"}""",
        });
        var report = await RunAsync("import", "--from", "conversation-handoff", $"http://127.0.0.1:{port}", "--project", "shop", "--json");
        report["records"]!.GetValue<int>().ShouldBe(2);
        listener.Stop();
        await serving;
        await using var client = await StdioBaton.StartAsync(_folder.Data, "--dialect", "conversation-handoff", "--project", "shop");
        (await client.CallAsync("handoff_load", new JsonObject { ["key"] = "login" })).Content["handoff"]!["conversation"]!.GetValue<string>().ShouldBe("## User\r\nFix it 🔑");
        var gone = await BatonBinary.RunAsync(_folder.Data, null, "import", "--from", "conversation-handoff", $"http://127.0.0.1:{port}");
        gone.Code.ShouldBe(3);
        gone.Error.ShouldContain("does not answer");
    }

    [Fact]
    public async Task SovereignFolder_WithABrokenLine_KeepsTheRestAndNamesTheLine()
    {
        var root = _folder.At("sovereign");
        Directory.CreateDirectory(Path.Combine(root, "handoffs"));
        Directory.CreateDirectory(Path.Combine(root, "chronicle", "insights", "relay"));
        await File.WriteAllTextAsync(Path.Combine(root, "handoffs", "20260105T080000_x_relay_abc.json"), """{"timestamp":"2026-01-05T08:00:00","source_instance":"x","thread":"relay","note":"Go on."}""");
        await File.WriteAllTextAsync(Path.Combine(root, "chronicle", "insights", "relay", "s.jsonl"), "{\"timestamp\":\"2026-01-02T10:00:00Z\",\"domain\":\"relay\",\"content\":\"Port 7000 is open.\"}\nbroken\n");
        var result = await BatonBinary.RunAsync(_folder.Data, null, "import", "--from", "sovereign", root, "--project", "atlas");
        result.Code.ShouldBe(1);
        result.Out.ShouldContain("Imported 2 records");
        result.Error.ShouldContain("chronicle/insights/relay/s.jsonl, line 2: ");
    }

    [Fact]
    public async Task SovereignFolder_WithWhatWasDone_AndArchives_IsReadInTheDialectUnderItsOldIds()
    {
        const string Said = "## User\r\nWhy? 🔑\r\n## Claude\r\nTLS.";
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Said)));
        var root = _folder.At("sovereign");
        Directory.CreateDirectory(Path.Combine(root, "handoffs"));
        Directory.CreateDirectory(Path.Combine(root, "chronicle", "archives", "_unfiled"));
        await File.WriteAllTextAsync(Path.Combine(root, "handoffs", "20260105T080000_x_relay_abc.json"), """{"timestamp":"2026-01-05T08:00:00","source_instance":"x","thread":"relay","note":"Go on."}""");
        await File.WriteAllTextAsync(Path.Combine(root, "handoffs", "acted_on.jsonl"), $$"""{"handoff_path":"{{root}}/handoffs/20260105T080000_x_relay_abc.json","consumed_by":"y","what_was_done":"Went on.","timestamp":"2026-01-06T08:00:00"}""");
        await File.WriteAllTextAsync(Path.Combine(root, "chronicle", "archives", "_unfiled", "a.txt"), Said);
        await File.WriteAllTextAsync(Path.Combine(root, "chronicle", "archives", "index.jsonl"), $$"""{"archive_id":"{{digest}}","sha256":"{{digest}}","path":"/elsewhere/chronicle/archives/_unfiled/a.txt","source":"chat"}""");
        (await BatonBinary.RunAsync(_folder.Data, null, "import", "--from", "sovereign", root, "--project", "atlas", "--dry-run")).Out.ShouldContain("Would import 2 records in 3 versions");
        (await BatonBinary.RunAsync(_folder.Data, null, "import", "--from", "sovereign", root, "--project", "atlas")).Out.ShouldContain("Imported 2 records in 3 versions");
        (await BatonBinary.RunAsync(_folder.Data, null, "import", "--from", "sovereign", root, "--project", "atlas")).Out.ShouldContain("Imported 0 records in 0 versions");
        await using var client = await StdioBaton.StartAsync(_folder.Data, "--dialect", "sovereign", "--project", "atlas");
        (await client.CallAsync("recall_exchange", new JsonObject { ["archive_id"] = digest })).Content["content"]!.GetValue<string>().ShouldBe(Said);
        var acted = await client.CallAsync("handoff_acted_on_records", new JsonObject { ["handoff_path"] = $"{root}/handoffs/20260105T080000_x_relay_abc.json" });
        acted.Content["records"]![0]!["what_was_done"]!.GetValue<string>().ShouldBe("Went on.");
    }

    [Fact]
    public async Task AinoteVault_AndClaudeCode_AndReferenceMemory_ComeIn()
    {
        Directory.CreateDirectory(_folder.At("old", "handoffs"));
        await File.WriteAllTextAsync(_folder.At("old", "handoffs", "shop-login-2026-01-08.txt"), "Fixed.\r\nNext: deploy.");
        await File.WriteAllTextAsync(_folder.At("old", "CLAUDE.md"), "# Rules\r\nUse tabs.\r\n");
        (await RunAsync("import", "--from", "ainote", _folder.At("old"), "--json"))["records"]!.GetValue<int>().ShouldBe(1);
        (await RunAsync("import", "--from", "claude-code", _folder.At("old"), "--project", "shop", "--json"))["records"]!.GetValue<int>().ShouldBe(1);
        var graph = await BatonBinary.RunAsync(_folder.Data, """{"type":"entity","name":"Relay","entityType":"service","observations":["listens on 7000"]}""", "import", "--from", "reference-memory", "-", "--project", "shop");
        graph.Code.ShouldBe(0, graph.Error);
        await using var ainote = await StdioBaton.StartAsync(_folder.Data, "--dialect", "ainote", "--project", "shop");
        (await ainote.CallAsync("handoff_get", new JsonObject { ["project"] = "shop", ["topic"] = "login" })).Content["content"]!.GetValue<string>().ShouldBe("Fixed.\r\nNext: deploy.");
        await using var native = await StdioBaton.StartAsync(_folder.Data, "--project", "shop");
        (await native.CallAsync("memory_search", new JsonObject { ["query"] = "tabs" })).Content["results"]![0]!["content"]!.GetValue<string>().ShouldBe("# Rules\r\nUse tabs.\r\n");
        (await native.CallAsync("memory_search", new JsonObject { ["query"] = "relay 7000" })).Content["results"]![0]!["key"]!.GetValue<string>().ShouldBe("memory/Relay");
    }

    [Theory]
    [InlineData("--from", "klingon", "x")]
    [InlineData("--from", "m3", "/no/such/file")]
    [InlineData("--from", "m3", "http://127.0.0.1:1/")]
    [InlineData("--project", "p", "x")]
    public async Task WrongUse_IsExit2_AndSaysWhatToDo(string flag, string value, string source)
    {
        var result = await BatonBinary.RunAsync(_folder.Data, null, "import", flag, value, source);
        result.Code.ShouldBe(2);
        result.Error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task FolderWithoutAFileOfTheSystem_IsSaid()
    {
        Directory.CreateDirectory(_folder.At("empty"));
        var result = await BatonBinary.RunAsync(_folder.Data, null, "import", "--from", "sovereign", _folder.At("empty"));
        result.Code.ShouldBe(2);
        result.Error.ShouldContain("holds no file of sovereign");
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private static async Task ServeAsync(HttpListener listener, IReadOnlyDictionary<string, string> answers)
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                var known = answers.TryGetValue(context.Request.Url!.AbsolutePath, out var body);
                context.Response.StatusCode = known ? 200 : 404;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body ?? "{}"));
                context.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task<JsonNode> RunAsync(params string[] arguments)
    {
        var result = await BatonBinary.RunAsync(_folder.Data, null, arguments);
        result.Code.ShouldBe(0, result.Error);
        return JsonNode.Parse(result.Out)!;
    }
}
