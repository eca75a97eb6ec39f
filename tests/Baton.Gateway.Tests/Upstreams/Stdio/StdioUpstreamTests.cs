using Baton.Gateway.Tests.Support;
using Baton.Protocol.Errors;

namespace Baton.Gateway.Tests.Upstreams.Stdio;

/// <summary>A real process behind the gateway: what arrives there, what comes back, and what happens when it ends.</summary>
public sealed class StdioUpstreamTests
{
    [Fact]
    public async Task Program_ThatIsNoServer_IsEndedAfterManyLines_AndFewAreLogged()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no 'yes'.");
        await using var recorded = new Recorded(program: "yes");

        var answer = await recorded.Client.AskAsync(Messages.Initialize());

        answer.At("error.message").ShouldContain("wrote 1000 lines that are no messages");
        answer.At("error.data.cause").ShouldBe("nonsense");
        recorded.Log.Count(line => line.Contains("no message", StringComparison.Ordinal)).ShouldBe(10);
    }

    [Fact]
    public async Task Client_OfTheSupersededRevision_SpeaksItsSuccessor_AndTheServerIsOfferedThat()
    {
        await using var recorded = new Recorded();

        var answer = await recorded.Client.AskAsync(Messages.Initialize("2025-03-26"));

        answer.At("result.protocolVersion").ShouldBe("2025-06-18");
        answer.At("result.serverInfo.name").ShouldBe("recording");
        Messages.Json(recorded.Server.Of("initialize").Single()).At("params.protocolVersion").ShouldBe("2025-06-18");
    }

    [Fact]
    public async Task Call_Allowed_ArrivesByteForByte()
    {
        await using var gateway = await Recorded.StartAsync();
        const string Arguments = """{"key" : "ü\u00fc😀","n":1.0,"big":12345678901234567890,  "nested":[{"b":1,"a":[]}], "":null}""";

        Recorded.TextOf(await gateway.CallAsync("read_note", Arguments)).ShouldBe("done");

        gateway.Server.Of("tools/call").Single().ShouldContain(",\"params\":{\"name\":\"read_note\",\"arguments\":" + Arguments + "}");
    }

    [Fact]
    public async Task Call_Answer_RepeatsTheClientsIdExactly()
    {
        await using var gateway = await Recorded.StartAsync();

        await gateway.Client.SendAsync(Messages.Call("\"\\u0061b\"", "read_note"));

        (await gateway.Client.ReceiveTextAsync()).ShouldStartWith("""{"jsonrpc":"2.0","id":"\u0061b",""");
        gateway.Server.Of("tools/call").Single().ShouldNotContain("u0061b");
    }

    [Fact]
    public async Task Initialize_Result_IsTheServersOwnText()
    {
        await using var gateway = new Recorded();

        await gateway.Client.SendAsync(Messages.Initialize());

        (await gateway.Client.ReceiveTextAsync()).ShouldContain("""
            "serverInfo":{"name":"recording","version":"1"},"x-extra":[1, 2.50]}
            """.Trim());
    }

    [Fact]
    public async Task Call_Denied_NeverArrivesAndSaysWhy()
    {
        await using var gateway = await Recorded.StartAsync("""{"version":"1","default":"allow","class":{"destructive":{"action":"deny"}},"tools":{}}""");

        var answer = await gateway.CallAsync("delete_note");

        answer.At("result.content.0.text").ShouldStartWith("[POLICY DENIED]");
        answer.At("result.isError").ShouldBe("true");
        gateway.Server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_OnTheSecondPageOfAList_IsKnownBeforeItIsJudged()
    {
        await using var gateway = await Recorded.StartAsync("""{"version":"1","default":"allow","class":{"destructive":{"action":"deny"}},"tools":{}}""");

        (await gateway.CallAsync("delete_everything")).At("result.isError").ShouldBe("true");

        gateway.Server.Of("tools/list").Count.ShouldBe(2);
        gateway.Server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task Call_Hidden_IsAnsweredLikeAnUnknownTool()
    {
        await using var gateway = await Recorded.StartAsync("""{"version":"1","default":"allow","hide":["secret"],"tools":{}}""");

        var answer = await gateway.CallAsync("secret");

        answer.At("error.code").ShouldBe("-32602");
        answer.At("error.message").ShouldBe("Unknown tool: secret");
        gateway.Server.Of("tools/call").ShouldBeEmpty();
    }

    [Fact]
    public async Task List_IsCut_AndKeepsEverythingElse()
    {
        await using var gateway = await Recorded.StartAsync("""{"version":"1","default":"allow","hide":["secret"],"tools":{}}""");

        await gateway.Client.SendAsync(Messages.Request("9", "tools/list"));
        var text = await gateway.Client.ReceiveTextAsync();

        text.ShouldNotContain("secret");
        text.ShouldContain("\"x-own\":{\"kept\":1.0}");
        text.ShouldEndWith(",\"_meta\":{\"io.example/x\":[true]},\"ttlMs\":5000,\"nextCursor\":\"two\",\"unknown\":null}}");
    }

    [Theory]
    [InlineData("prompts/list", "closed", """{"version":"1","default":"allow","tools":{},"prompts":{"closed":{"action":"deny"}}}""")]
    [InlineData("resources/list", "note:///closed", """{"version":"1","default":"allow","tools":{},"resources":{"note:///closed":{"action":"deny"}}}""")]
    public async Task List_OfOtherThings_IsCutToo(string method, string hidden, string policy)
    {
        await using var gateway = await Recorded.StartAsync(policy);

        var answer = (await gateway.Client.AskAsync(Messages.Request("9", method))).ToString();

        answer.ShouldNotContain(hidden);
        answer.ShouldContain("open");
    }

    [Fact]
    public async Task Error_OfTheServer_ComesBackWhole()
    {
        await using var gateway = await Recorded.StartAsync();

        var error = (await gateway.Client.AskAsync(Messages.Request("9", "x/unknown"))).GetProperty("error");

        error.ToString().ShouldBe("""{"code":-32601,"message":"Method not found","data":{"why":"recorded"}}""");
    }

    [Fact]
    public async Task Progress_ComesBeforeTheAnswer_UnderTheClientsToken()
    {
        await using var gateway = await Recorded.StartAsync();

        await gateway.Client.SendAsync(Messages.Call("5", "steps", meta: """{"progressToken":"mine","own":1}"""));

        for (var step = 1; step <= 3; step++)
        {
            var progress = await gateway.Client.ReceiveAsync();
            progress.At("params.progressToken").ShouldBe("mine");
            progress.At("params.progress").ShouldBe($"{step}");
        }
        (await gateway.Client.ReceiveAsync()).At("params.data").ShouldBe("said");
        Recorded.TextOf(await gateway.Client.ReceiveAsync()).ShouldBe("stepped");
        gateway.Server.Of("tools/call").Single().ShouldContain("\"own\":1");
    }

    [Fact]
    public async Task Cancel_ReachesTheServerUnderItsOwnId()
    {
        await using var gateway = await Recorded.StartAsync();
        await gateway.Client.SendAsync(Messages.Call("77", "wait"));
        await Patience.Until(() => gateway.Server.Of("tools/call").Count == 1);

        await gateway.Client.SendAsync(Messages.Cancel("77"));

        await Patience.Until(() => gateway.Server.Of("notifications/cancelled").Count == 1);
        var sent = Messages.Json(gateway.Server.Of("tools/call").Single()).At("id");
        Messages.Json(gateway.Server.Of("notifications/cancelled").Single()).At("params.requestId").ShouldBe(sent);
    }

    [Fact]
    public async Task Server_Asks_TheClientAnswers()
    {
        await using var gateway = await Recorded.StartAsync();

        var question = await gateway.CallAsync("ask", """{"method":"elicitation/create"}""");
        question.At("method").ShouldBe("elicitation/create");
        question.At("params.message").ShouldBe("May I?");
        var answer = await gateway.Client.AskAsync($$$"""{"jsonrpc":"2.0","id":{{{question.At("id")}}},"result":{"action":"accept","content":{"n":1.0} } }""");

        Recorded.TextOf(answer).ShouldContain("\"id\":\"q-1\"");
        Recorded.TextOf(answer).ShouldContain("\"content\":{\"n\":1.0}");
    }

    [Fact]
    public async Task Server_AsksWhatThePolicyDenies_IsRefusedAndTheClientNotAsked()
    {
        await using var gateway = await Recorded.StartAsync("""{"version":"1","default":"allow","tools":{},"server_requests":{"sampling":"deny"}}""");

        var answer = await gateway.CallAsync("ask", """{"method":"sampling/createMessage"}""");

        Recorded.TextOf(answer).ShouldContain($"\"code\":{ErrorCode.Refused}");
    }

    [Fact]
    public async Task Server_Dies_WhatWaitsIsAnsweredAtOnce_AndTheNextCallFindsANewProcessInTheSameSession()
    {
        await using var gateway = await Recorded.StartAsync();
        await gateway.Client.SendAsync(Messages.Call("1", "wait"));
        await Patience.Until(() => gateway.Server.Of("tools/call").Count == 1);
        await gateway.Client.SendAsync(Messages.Call("2", "die"));

        var answers = new[] { await gateway.Client.ReceiveAsync(), await gateway.Client.ReceiveAsync() };

        answers.Select(answer => answer.At("error.code")).ShouldAllBe(code => code == $"{ErrorCode.ServerUnavailable}");
        answers[0].At("error.message").ShouldContain("exit code 7");
        Recorded.TextOf(await gateway.CallAsync("read_note")).ShouldBe("done");
        gateway.Server.Of("initialize").Count.ShouldBe(2);
        gateway.Server.Of("notifications/initialized").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Server_DiesAgainAndAgain_IsNotStartedAgainAtOnce()
    {
        await using var gateway = await Recorded.StartAsync(change: options => options with { Time = new TimerClock() });
        for (var end = 0; end < 2; end++) (await gateway.CallAsync("die")).At("error.code").ShouldBe($"{ErrorCode.ServerUnavailable}");

        var answer = await gateway.CallAsync("read_note");

        answer.At("error.data.retry_after_ms").ShouldBe("250");
        gateway.Server.Of("initialize").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Server_AnswersNonsense_IsRefusedWithTheReason_AndGoesOn()
    {
        await using var gateway = await Recorded.StartAsync();

        (await gateway.CallAsync("nonsense")).At("error.message").ShouldContain("cannot be trusted");

        gateway.Log.ShouldContain(line => line.Contains("no message"));
        Recorded.TextOf(await gateway.CallAsync("read_note")).ShouldBe("done");
    }

    [Fact]
    public async Task Server_AnswersTooMuch_IsRefusedWithTheLimit_AndGoesOn()
    {
        await using var gateway = await Recorded.StartAsync(change: options => options with { MaxMessageBytes = 4096 });

        (await gateway.CallAsync("big", """{"bytes":100000}""")).At("error.message").ShouldContain("4096");

        Recorded.TextOf(await gateway.CallAsync("read_note")).ShouldBe("done");
    }

    [Fact]
    public async Task Server_AnswersMegabytes_TheyComeThroughWhole()
    {
        await using var gateway = await Recorded.StartAsync();

        Recorded.TextOf(await gateway.CallAsync("big", """{"bytes":4000000}""")).Length.ShouldBe(4_000_000);
    }

    [Fact]
    public async Task Server_NotThere_IsNamed()
    {
        await using var gateway = new Recorded(program: "no-such-program");

        (await gateway.Client.AskAsync(Messages.Initialize())).At("error.message").ShouldContain("no-such-program");
    }

    [Fact]
    public async Task Server_ErrorOutput_GoesToTheLogWithItsNameAndWithoutControls()
    {
        await using var gateway = await Recorded.StartAsync();

        await gateway.CallAsync("complain");

        await Patience.Until(() => gateway.Log.Contains("[rec] something\uFFFD[31m is wrong"));
    }

    [Fact]
    public async Task Server_ToolsChanged_ReachesTheClient_AndTheListIsReadAgainBeforeTheNextCall()
    {
        await using var gateway = await Recorded.StartAsync();
        await gateway.Client.SendAsync(Messages.Call("1", "change"));
        var methods = new[] { await gateway.Client.ReceiveAsync(), await gateway.Client.ReceiveAsync() };

        methods.ShouldContain(message => message.ToString().Contains("notifications/tools/list_changed"));
        await gateway.CallAsync("read_note");
        gateway.Server.Of("tools/list").Count.ShouldBe(4);
    }

    [Fact]
    public async Task Clients_WithTheSameIds_HaveAProcessEach()
    {
        await using var gateway = await Recorded.StartAsync();
        await using var other = gateway.NewClient();
        await other.InitializeAsync();

        await gateway.Client.SendAsync(Messages.Call("1", "read_note", """{"from":"a"}"""));
        await other.SendAsync(Messages.Call("1", "read_note", """{"from":"b"}"""));

        Recorded.TextOf(await gateway.Client.ReceiveAsync()).ShouldBe("done");
        Recorded.TextOf(await other.ReceiveAsync()).ShouldBe("done");
        gateway.Server.Of("initialize").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Discover_OfTheStatelessEra_IsRawButForItsCacheHints()
    {
        await using var gateway = new Recorded();

        var answer = await gateway.Client.AskAsync(Messages.Stateless("1", "server/discover"));

        answer.At("result.cacheScope").ShouldBe("private");
        answer.At("result.ttlMs").ShouldBe("60000");
        answer.At("result.supportedVersions").ShouldBe("""["2026-07-28"]""");
    }

    [Fact]
    public async Task Dispose_EndsTheServerAndWhatItStarted()
    {
        int child;
        await using (var gateway = await Recorded.StartAsync())
        {
            child = int.Parse(Recorded.TextOf(await gateway.CallAsync("spawn")), System.Globalization.CultureInfo.InvariantCulture);
            IsRunning(child).ShouldBeTrue();
        }

        await Patience.Until(() => !IsRunning(child));
    }

    [Fact]
    public async Task Environment_OfARegisteredServer_IsTheAllowListOnly()
    {
        Environment.SetEnvironmentVariable("BATON_TEST_SECRET", "1");
        Environment.SetEnvironmentVariable("SOME_SERVICE_TOKEN", "1");
        await using var gateway = await Recorded.StartAsync();

        var names = Recorded.TextOf(await gateway.CallAsync("environment")).Split(' ');

        names.ShouldContain("PATH");
        names.ShouldNotContain("BATON_TEST_SECRET");
        names.ShouldNotContain("SOME_SERVICE_TOKEN");
    }

    /// <summary>A zombie waits for whoever adopted it and runs no more.</summary>
    private static bool IsRunning(int process)
    {
        var status = $"/proc/{process}/stat";
        try
        {
            return File.Exists(status) && !File.ReadAllText(status).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
