using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;
using Baton.TestSupport.Processes;
using BatonBinary = Baton.FunctionalTests.Running.BatonBinary;

namespace Baton.FunctionalTests.Wrap;

/// <summary>The whole program between a client and a server that records what reached it.</summary>
public sealed class WrapTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Wrap_WithoutAPolicy_AllowsRecordsAndSaysSo()
    {
        await using var wrap = await WrapAsync();

        TextOf(await wrap.CallAsync("read_note", new JsonObject { ["key"] = "a" })).ShouldBe("done");

        (await wrap.CloseAsync()).ShouldBe(0);
        (await wrap.Errors).ShouldContain("everything is allowed and recorded");
        var rows = await RunAsync("audit", "query", "--tool", "read_note", "--json");
        rows.Out.ShouldContain("\"server\":\"baton-recording-server\"");
        (await RunAsync("audit", "verify")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Wrap_WithAPolicy_RefusesBeforeTheServer_AndCutsItsLists()
    {
        var policy = Policy("""{"version":"1","default":"allow","hide":["secret"],"tools":{"delete_*":{"action":"deny"}}}""");
        await using var wrap = await WrapAsync("--policy", policy);

        var denied = await wrap.CallAsync("delete_note", new JsonObject());
        var hidden = await wrap.CallAsync("secret", new JsonObject());
        var list = (await wrap.RequestAsync("tools/list", "{}")).ToJsonString();

        TextOf(denied).ShouldStartWith("[POLICY DENIED]");
        hidden.RpcCode.ShouldBe(-32602);
        list.ShouldNotContain("delete_note");
        list.ShouldNotContain("secret");
        list.ShouldContain("io.example/x");
        _server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrap_Arguments_ArriveByteForByte()
    {
        await using var wrap = await WrapAsync();
        const string Arguments = "{ \"text\":\"\u65e5\u672c\\u8a9e\", \"n\" : 1.00 ,\"deep\":{\"z\":1,\"a\":[ ]}}";

        await wrap.RequestAsync(900, ToolMessage.Session(900, "read_note", Arguments), chunk: 7);

        _server.Of("tools/call").Single().ShouldContain("\"arguments\":" + Arguments + "}");
    }

    [Fact]
    public async Task Wrap_ALimit_IsSharedByTwoProcesses()
    {
        var policy = Policy("""{"version":"1","default":"deny","tools":{"read_note":{"limits":[{"counter":"reads","window":"hour","max":3}]}}}""");
        await using var first = await WrapAsync("--policy", policy, "--name", "notes");
        await using var second = await WrapAsync("--policy", policy, "--name", "notes");

        var allowed = 0;
        for (var call = 0; call < 3; call++)
        {
            foreach (var wrap in new[] { first, second })
            {
                if (!(await wrap.CallAsync("read_note", new JsonObject())).IsError) allowed++;
            }
        }

        allowed.ShouldBe(3);
        _server.Of("tools/call").Count.ShouldBe(3);
    }

    [Fact]
    public async Task Wrap_PolicyFileReplaced_ActsOnTheNextMessage_ABrokenOneNot()
    {
        var policy = Policy("""{"version":"1","default":"allow","tools":{}}""");
        await using var wrap = await WrapAsync("--policy", policy);
        (await wrap.CallAsync("read_note", new JsonObject())).IsError.ShouldBeFalse();

        var next = policy + ".next";
        await File.WriteAllTextAsync(next, """{"version":"1","default":"allow","tools":{"read_note":{"action":"deny"}}}""", TestContext.Current.CancellationToken);
        File.Move(next, policy, overwrite: true);
        (await wrap.CallAsync("read_note", new JsonObject())).IsError.ShouldBeTrue();

        await File.WriteAllTextAsync(policy, "{", TestContext.Current.CancellationToken);
        (await wrap.CallAsync("read_note", new JsonObject())).IsError.ShouldBeTrue();
        await wrap.CloseAsync();
        (await wrap.Errors).ShouldContain("The last good policy stays in force.");
    }

    [Fact]
    public async Task Wrap_AnApproval_LetsTheSameCallThroughOnce()
    {
        var policy = Policy("""{"version":"1","default":"allow","tools":{"delete_note":{"action":"require_approval","approval":{"wait":"1s"}}}}""");
        await using var wrap = await WrapAsync("--policy", policy);
        var asked = await wrap.CallAsync("delete_note", new JsonObject { ["key"] = "a" });
        var id = asked.Result["_meta"]!["dev.baton/decision"]!["approval"]!["id"]!.GetValue<string>();

        (await RunAsync("approvals", "approve", id)).Code.ShouldBe(0);

        (await wrap.CallAsync("delete_note", new JsonObject { ["key"] = "b" })).IsError.ShouldBeTrue();
        (await wrap.CallAsync("delete_note", new JsonObject { ["key"] = "a" })).IsError.ShouldBeFalse();
        (await wrap.CallAsync("delete_note", new JsonObject { ["key"] = "a" })).IsError.ShouldBeTrue();
        _server.Of("tools/call").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Wrap_AToolThatCallsOthers_IsNoWayAroundTheirRules()
    {
        var policy = Policy("""{"version":"1","default":"allow","hide":["secret"],"tools":{"call_tool":{},"m3_call":{},"run":{},"delete_*":{"action":"deny"},"pay":{"action":"require_approval","approval":{"wait":"0s"}}}}""");
        await using var wrap = await WrapAsync("--policy", policy, "--meta-tool", "run=action,payload");

        (await wrap.CallAsync("call_tool", new JsonObject { ["name"] = "delete_note" })).IsError.ShouldBeTrue();
        (await wrap.CallAsync("run", new JsonObject { ["action"] = "delete_note" })).IsError.ShouldBeTrue();
        (await wrap.CallAsync("run", new JsonObject { ["action"] = 7 })).IsError.ShouldBeTrue();
        (await wrap.CallAsync("m3_call", new JsonObject { ["tool"] = "secret" })).RpcCode.ShouldBe(-32602);
        _server.Of("tools/call").ShouldBeEmpty();

        JsonObject paying() => new() { ["action"] = "pay", ["payload"] = new JsonObject { ["amount"] = 5 } };
        var id = (await wrap.CallAsync("run", paying())).Result["_meta"]!["dev.baton/decision"]!["approval"]!["id"]!.GetValue<string>();
        (await RunAsync("approvals", "show", id)).Out.ShouldContain("through `run`");
        (await RunAsync("approvals", "approve", id)).Code.ShouldBe(0);
        (await wrap.CallAsync("pay", new JsonObject { ["amount"] = 5 })).IsError.ShouldBeTrue();
        (await wrap.CallAsync("run", paying())).IsError.ShouldBeFalse();
        (await wrap.CallAsync("run", paying())).IsError.ShouldBeTrue();

        _server.Of("tools/call").ShouldHaveSingleItem();
        var rows = await RunAsync("audit", "query", "--tool", "pay", "--kind", "intent", "--json");
        rows.Out.ShouldContain("\"tool\":\"run\",\"inner_tools\":[\"pay\"]");
    }

    [Fact]
    public async Task Wrap_ResultRules_RefuseAndBlankOut()
    {
        var policy = Policy("""{"version":"1","default":"allow","tools":{"big":{"result":{"max_bytes":500}},"environment":{"result":{"redact":[{"pattern":"PATH"}]}}}}""");
        await using var wrap = await WrapAsync("--policy", policy);

        TextOf(await wrap.CallAsync("big", new JsonObject { ["bytes"] = 100 })).ShouldBe(new string('x', 100));
        TextOf(await wrap.CallAsync("big", new JsonObject { ["bytes"] = 600 })).ShouldContain("more than the 500");
        TextOf(await wrap.CallAsync("environment", new JsonObject())).ShouldNotContain("PATH");

        (await RunAsync("audit", "query", "--kind", "outcome", "--tool", "big", "--json")).Out.ShouldContain("\"code\":\"result_too_large\"");
    }

    [Fact]
    public async Task Wrap_Environment_IsPassedLessBatonsOwn_OrCutDown()
    {
        KeyValuePair<string, string>[] ours = [new("SERVICE_TOKEN", "1"), new("BATON_TOKEN", "bt_x")];
        await using var passing = await StdioBaton.WrapAsync(_folder.Data, ours, "--", RecordingServer.Program, _server.Record);
        await using var clean = await StdioBaton.WrapAsync(_folder.Data, ours, "--clean-env", "--", RecordingServer.Program, _server.Record);

        var passed = TextOf(await passing.CallAsync("environment", new JsonObject())).Split(' ');
        var cut = TextOf(await clean.CallAsync("environment", new JsonObject())).Split(' ');

        passed.ShouldContain("SERVICE_TOKEN");
        passed.ShouldNotContain(name => name.StartsWith("BATON_"));
        cut.ShouldContain("PATH");
        cut.ShouldNotContain("SERVICE_TOKEN");
    }

    [Theory]
    [InlineData(3, "was not found", "wrap", "--", "no-such-program-anywhere")]
    [InlineData(2, "memory", "wrap", "--name", "memory", "--", "cat")]
    [InlineData(2, "no file", "wrap", "--policy", "absent.json", "--", "cat")]
    [InlineData(2, "", "wrap")]
    public async Task Wrap_WhatCannotBe_IsNamedWithItsExitCode(int code, string says, params string[] arguments)
    {
        var result = await RunAsync(arguments);

        result.Code.ShouldBe(code, result.Error);
        result.Error.ShouldContain(says);
        result.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrap_WithAFaultyPolicy_DoesNotStart()
    {
        var result = await RunAsync("wrap", "--policy", Policy("""{"version":"1","defualt":"allow"}"""), "--", RecordingServer.Program, _server.Record);

        result.Code.ShouldBe(1);
        result.Error.ShouldContain("default");
        _server.Arrived.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrap_Terminated_EndsItsServerToo()
    {
        await using var wrap = await WrapAsync();
        TextOf(await wrap.CallAsync("spawn", new JsonObject()));

        Signals.Terminate(wrap.Process);
        await wrap.Process.WaitForExitAsync(TestContext.Current.CancellationToken);

        wrap.Process.ExitCode.ShouldBe(0);
    }

    private Task<StdioBaton> WrapAsync(params string[] options) => StdioBaton.WrapAsync(_folder.Data, [], [.. options, "--", RecordingServer.Program, _server.Record]);

    private Task<CommandResult> RunAsync(params string[] arguments) => BatonBinary.RunAsync(_folder.Data, null, arguments);

    private string Policy(string text)
    {
        var path = _folder.At("policy.json");
        File.WriteAllText(path, text);
        return path;
    }

    private static string TextOf(ToolCall call) => call.Result["content"]![0]!["text"]!.GetValue<string>();
}
