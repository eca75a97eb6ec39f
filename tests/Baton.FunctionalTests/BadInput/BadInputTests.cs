using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.BadInput;

public sealed class BadInputTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private StdioBaton _stdio = null!;

    public async ValueTask InitializeAsync() => _stdio = await StdioBaton.StartAsync(_folder.Data);

    public async ValueTask DisposeAsync()
    {
        await _stdio.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Tool_Unknown_IsAnErrorThatNamesIt()
    {
        var call = await _stdio.CallAsync("handoff_sav", new JsonObject());

        call.RpcCode.ShouldBe(-32602);
        call.Message["error"]!["message"]!.GetValue<string>().ShouldContain("handoff_sav");
    }

    public static TheoryData<string, string, string, string, string> Refusals() => new()
    {
        { "handoff_save", """{"summary":"s","projct":"p"}""", "invalid", "/projct", "project" },
        { "handoff_save", """{"summary":5}""", "invalid", "/summary", "" },
        { "handoff_save", """{}""", "invalid", "/summary", "" },
        { "handoff_save", """{"summary":"s","next_actions":"not a list"}""", "invalid", "/next_actions", "" },
        { "handoff_save", """{"summary":"s","priority":7}""", "invalid", "/priority", "" },
        { "handoff_save", """{"summary":"s","ttl":"soon"}""", "invalid", "/ttl", "" },
        { "handoff_save", """{"summary":"s","key":"a\u0007b"}""", "invalid", "/key", "" },
        { "handoff_load", """{"id":"h_01ARZ3NDEKTSV4RRFFQ69G5FAV"}""", "not_found", "/id", "" },
        { "handoff_load", """{"id":"h_01"}""", "invalid", "/id", "6" },
        { "handoff_load", """{"key":"nothing","project":"p"}""", "not_found", "/key", "" },
        { "handoff_claim", """{"id":"h_01ARZ3NDEKTSV4RRFFQ69G5FAV"}""", "not_found", "/id", "" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public async Task Arguments_Wrong_AreRefusedWithCodeAndPlace(string tool, string arguments, string code, string path, string mentions)
    {
        var call = await _stdio.CallAsync(tool, JsonNode.Parse(arguments)!);

        call.IsError.ShouldBeTrue(call.Message.ToJsonString());
        call.Code.ShouldBe(code);
        call.Error["path"]!.GetValue<string>().ShouldBe(path);
        call.Error.ToJsonString().ShouldContain(mentions);
        call.Result["structuredContent"].ShouldBeNull();
    }

    [Fact]
    public async Task List_LongerThanItMay_IsRefusedWithTheLimit()
    {
        var items = new JsonArray([.. Enumerable.Range(0, 201).Select(number => (JsonNode)$"item {number}")]);

        var call = await _stdio.CallAsync("handoff_save", new JsonObject { ["summary"] = "s", ["pending"] = items });

        call.Error["limit"]!.GetValue<long>().ShouldBe(200);
        call.Error["path"]!.GetValue<string>().ShouldBe("/pending");
    }

    [Fact]
    public async Task Version_Stale_IsRefusedWithTheCurrentOneAndNothingIsWritten()
    {
        await _stdio.CallAsync("handoff_save", new JsonObject { ["summary"] = "one", ["key"] = "k", ["project"] = "p" });
        await _stdio.CallAsync("handoff_save", new JsonObject { ["summary"] = "two", ["key"] = "k", ["project"] = "p" });

        var call = await _stdio.CallAsync("handoff_save", new JsonObject { ["summary"] = "three", ["key"] = "k", ["project"] = "p", ["if_match"] = 1 });

        call.Code.ShouldBe("stale_version");
        call.Error.ToJsonString().ShouldContain("2");
        (await _stdio.CallAsync("handoff_load", new JsonObject { ["key"] = "k", ["project"] = "p" })).Content["handoff"]!["summary"]!.GetValue<string>().ShouldBe("two");
    }

    [Fact]
    public async Task Prefix_Ambiguous_ListsTheCandidates()
    {
        var ids = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            var saved = await _stdio.CallAsync("handoff_save", new JsonObject { ["summary"] = $"s{number}", ["project"] = "p" });
            ids.Add(saved.Content["handoff"]!["id"]!.GetValue<string>());
        }

        var call = await _stdio.CallAsync("handoff_load", new JsonObject { ["id"] = ids[0][..8] });

        call.Code.ShouldBe("ambiguous_id");
        foreach (var id in ids) call.Error.ToJsonString().ShouldContain(id);
    }

    [Fact]
    public async Task Bytes_ThatAreNoUtf8_AreRefusedAndTheNextMessageIsAnswered()
    {
        await _stdio.SendBytesAsync((byte[])[.. "{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"ping\",\"params\":{\"x\":\""u8, 0xC3, 0x28, .. "\"}}\n"u8], int.MaxValue);

        (await _stdio.RequestAsync("ping", "{}"))["result"].ShouldNotBeNull();

        _stdio.Lines.ShouldContain(line => line.Contains("-32700", StringComparison.Ordinal));
    }
}
