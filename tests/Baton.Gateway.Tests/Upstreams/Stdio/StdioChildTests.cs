using System.Globalization;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.BuiltIn;

namespace Baton.Gateway.Tests.Upstreams.Stdio;

/// <summary>Servers that misbehave on their streams: who asked is always told, and what can go on goes on.</summary>
public sealed class StdioChildTests
{
    [Theory]
    [InlineData("exit 0", "exit code 0")]
    [InlineData("exit 42", "exit code 42")]
    [InlineData("kill -9 $$", "killed by signal 9")]
    [InlineData("kill -15 $$", "killed by signal 15")]
    [InlineData("printf '{\"jsonrpc\":\"2.0\",\"id\":%s,\"resu' \"$id\"; exit 1", "exit code 1")]
    public async Task End_BeforeTheAnswer_SaysHow_AndEveryWaitingCallIsTold(string ends, string how)
    {
        await using var child = new ScriptedChild($"*wait*) :;; *end*) {ends};;");
        await child.InitializeAsync();
        var waiting = child.ToolAsync("wait");

        foreach (var reply in await Task.WhenAll(waiting, child.ToolAsync("end")))
        {
            var error = reply.ShouldBeOfType<Reply.Failed>().Error;
            error.Message.ShouldBe($"The server 'rec' ended ({how}) before it answered; it is started again with the next request.");
            System.Text.Encoding.UTF8.GetString(error.Data.Span).ShouldBe("""{"cause":"ended"}""");
        }
    }

    [Fact]
    public async Task End_RightAfterTheAnswer_LosesNothing()
    {
        await using var child = new ScriptedChild("""*last*) answer '{"content":[],"said":"goodbye"}'; exit 0;;""");
        await child.InitializeAsync();

        (await child.ToolAsync("last")).Text().ShouldBe("""{"content":[],"said":"goodbye"}""");
    }

    [Fact]
    public async Task Answer_WithoutALineEnd_OfAProcessThatEnds_IsStillRead()
    {
        await using var child = new ScriptedChild("""*last*) printf '{"jsonrpc":"2.0","id":%s,"result":{"a":1}}' "$id"; exit 0;;""");
        await child.InitializeAsync();

        (await child.ToolAsync("last")).Text().ShouldBe("""{"a":1}""");
    }

    [Fact]
    public async Task Output_ClosedByAProcessThatLives_EndsItToo()
    {
        var clock = new TimerClock();
        await using var child = new ScriptedChild("*close*) exec 1>&-;;", options => options with { Time = clock });
        await child.InitializeAsync();
        var asked = child.ToolAsync("close");
        await clock.WhenArmed(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));

        (await asked.WaitAsync(Patience.Limit)).Text().ShouldContain("ended (it closed its output)");
        (await child.ToolAsync("next")).ShouldBeOfType<Reply.Completed>();
    }

    [Theory]
    [InlineData("""printf '\n\r\n  \t \n'; answer '{"ok":1}'""")]
    [InlineData("""printf '{"jsonrpc":"2.0","id":%s,"result":{"ok":1}}\r\n' "$id" """)]
    [InlineData("""printf '  {"jsonrpc":"2.0", "id":%s,"result":{"ok":1}} \t\n' "$id" """)]
    [InlineData("""printf '{"jsonrpc":"2.0","id":%s.0,"result":{"ok":1}}\n' "$id" """)]
    [InlineData("""printf '{"jsonrpc":"2.0","id":999,"result":{"ok":2}}\n'; answer '{"ok":1}'""")]
    [InlineData("""printf '{"jsonrpc":"2.0","id":"%s","result":{"ok":2}}\n' "$id"; answer '{"ok":1}'""")]
    [InlineData("""answer '{"ok":1}'; answer '{"ok":2}'""")]
    [InlineData("""echo Listening; echo '[1]'; echo '{}'; echo '{"jsonrpc":"1.0"}'; answer '{"ok":1}'""")]
    [InlineData("""printf '\357\273\277{"jsonrpc":"2.0","id":77,"result":{}}\n'; answer '{"ok":1}'""")]
    public async Task Noise_AroundTheAnswer_IsPassedOver(string says)
    {
        await using var child = new ScriptedChild($"*odd*) {says};;");
        await child.InitializeAsync();

        Messages.Json((await child.ToolAsync("odd")).Text()).At("ok").ShouldBe("1");
        (await child.ToolAsync("after")).Text().ShouldBe("""{"content":[]}""");
    }

    [Theory]
    [InlineData("""printf '{"jsonrpc":"2.0","id":%s,"result":{"a":1,"a":2}}\n' "$id" """)]
    [InlineData("""printf '{"jsonrpc":"2.0","id":%s,"result":{"a":"\\ud800"}}\n' "$id" """)]
    [InlineData("""printf '{"jsonrpc":"2.0","id":%s,"result":{},"error":{"code":1,"message":"x"}}\n' "$id" """)]
    [InlineData("""printf '{"jsonrpc":"2.0","id":%s,"Result":{}}\n' "$id" """)]
    public async Task Answer_ThatCannotBeTrusted_FailsItsCall_OrIsNone(string says)
    {
        var clock = new TimerClock();
        await using var child = new ScriptedChild($"*odd*) {says};;", options => options with { Time = clock, Silence = TimeSpan.FromMinutes(7) });
        await child.InitializeAsync();

        var asked = child.ToolAsync("odd");
        await Patience.Until(() => !child.Log.IsEmpty);
        if (!asked.IsCompleted) clock.Advance(TimeSpan.FromMinutes(7));
        (await asked.WaitAsync(Patience.Limit)).ShouldBeOfType<Reply.Failed>();
        child.Log.First().ShouldStartWith("[rec] said what is no message: ");
        (await child.ToolAsync("after")).ShouldBeOfType<Reply.Completed>();
    }

    [Fact]
    public async Task Answers_InAnotherOrder_ReachTheirCalls()
    {
        await using var child = new ScriptedChild("""*first*) held=$id;; *second*) answer '{"n":2}'; id=$held; answer '{"n":1}';;""");
        await child.InitializeAsync();

        var first = child.ToolAsync("first");
        var second = child.ToolAsync("second");

        (await second).Text().ShouldBe("""{"n":2}""");
        (await first).Text().ShouldBe("""{"n":1}""");
    }

    [Fact]
    public async Task ErrorOutput_InFloods_HoldsNothingUp_AndIsLoggedLineByLine()
    {
        await using var child = new ScriptedChild("""*flood*) i=0; while [ $i -lt 3000 ]; do echo "line $i of the flood, padded so that no pipe holds it all" >&2; i=$((i+1)); done; answer '{"ok":1}';;""");
        await child.InitializeAsync();

        (await child.ToolAsync("flood")).Text().ShouldBe("""{"ok":1}""");
        await Patience.Until(() => child.Log.Count == 3000);
        child.Log.Last().ShouldBe("[rec] line 2999 of the flood, padded so that no pipe holds it all");
    }

    [Fact]
    public async Task Silence_OfAServer_IsGivenUp_AndTheServerIsToldUnderItsOwnId()
    {
        var clock = new TimerClock();
        await using var child = new ScriptedChild("*silent*) :;;", options => options with { Time = clock, Silence = TimeSpan.FromMinutes(3) });
        await child.InitializeAsync();
        var asked = child.ToolAsync("silent");
        await clock.WhenArmed(TimeSpan.FromMinutes(3));
        clock.Advance(TimeSpan.FromMinutes(3));

        var error = (await asked.WaitAsync(Patience.Limit)).ShouldBeOfType<Reply.Failed>().Error;
        error.Message.ShouldBe("The server 'rec' said nothing for 180 s and was given up; whether it did what was asked is not known. The operator can give it longer with 'baton server add --timeout'.");
        await Patience.Until(() => child.Arrived.Count == 4);
        var lines = File.ReadAllLines(child.At("record")).Select(line => Messages.Json(line[2..])).ToList();
        lines[3].At("method").ShouldBe("notifications/cancelled");
        lines[3].At("params.requestId").ShouldBe(lines[2].At("id"));
    }

    [Fact]
    public async Task Handshake_ThatIsNeverAnswered_IsGivenUpAfterTheStartTimeout_AndNotTakenBack()
    {
        var clock = new TimerClock();
        await using var child = new ScriptedChild("""*'"method":"initialize"'*) :;;""", options => options with { Time = clock, StartTimeout = TimeSpan.FromSeconds(50) });
        var asked = child.SendAsync(Messages.Initialize());
        await clock.WhenArmed(TimeSpan.FromSeconds(50));
        clock.Advance(TimeSpan.FromSeconds(50));

        (await asked.WaitAsync(Patience.Limit)).Text().ShouldContain("said nothing for 50 s");
        child.Arrived.ShouldNotContain(line => line.Contains("cancelled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancel_OfACall_TellsTheServer_AndItsLateAnswerIsDropped()
    {
        await using var child = new ScriptedChild("""*slow*) held=$id;; *cancelled*) id=$held; answer '{"late":true}';;""");
        await child.InitializeAsync();
        using var takenBack = new CancellationTokenSource();
        var slow = child.SendAsync(Messages.Call("5", "slow"), cancellationToken: takenBack.Token);
        await Patience.Until(() => child.Arrived.Count == 3);
        await takenBack.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(slow);
        (await child.ToolAsync("after")).Text().ShouldBe("""{"content":[]}""");
        child.Arrived.ShouldBe(["0 initialize", "0 notifications/initialized", "0 slow", "0 notifications/cancelled", "0 after"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"params\":{}")]
    [InlineData(",\"params\":{\"notifications\":null}")]
    [InlineData(",\"params\":{\"notifications\":[1]}")]
    [InlineData(",\"params\":{\"notifications\":{\"toolsListChanged\":false}}")]
    public async Task Acknowledgement_OfWhateverShape_SaysThatToolsAreListenedTo_AndHarmsNobody(string parameters)
    {
        var acknowledged = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\"" + parameters + "}";
        await using var child = new ScriptedChild($"*subscriptions/listen*) echo '{acknowledged}'; answer '{{\"resultType\":\"complete\"}}';;", options => options with { Surface = new SurfaceChanges() });
        var listen = child.Call(Messages.Stateless("7", "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}"), inSession: false);

        (await child.Upstream.SendAsync(listen, default).AsTask().WaitAsync(Patience.Limit)).ShouldBeOfType<Reply.Completed>();
        Messages.Json(((CallBuilder.Collected)listen.Channel).Sent.ShouldHaveSingleItem()).At("params.notifications.toolsListChanged").ShouldBe("true");
    }

    [Fact]
    public async Task Progress_OfTwoCallsWithOneTokenEach_GoesToTheRightOne()
    {
        await using var child = new ScriptedChild("""
            *first*) held=$id;;
            *second*) printf '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":%s,"progress":1}}\n' "$held"
              printf '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":%s,"progress":2}}\n' "$id"
              answer '{"n":2}'; id=$held; answer '{"n":1}';;
            """);
        await child.InitializeAsync();
        var first = child.Call(Messages.Call("1", "first", meta: """{"progressToken":"mine"}"""));
        var second = child.Call(Messages.Call("2", "second", meta: """{"progressToken":"mine"}"""));
        await Task.WhenAll(child.Upstream.SendAsync(first, default).AsTask(), child.Upstream.SendAsync(second, default).AsTask());

        string[] Heard(Call call) => [.. ((CallBuilder.Collected)call.Channel).Sent.Select(sent => Messages.Json(sent)).Select(sent => $"{sent.At("params.progressToken")} {sent.At("params.progress")}")];
        Heard(first).ShouldBe(["mine 1"]);
        Heard(second).ShouldBe(["mine 2"]);
    }

    [Fact]
    public async Task Sessions_BeyondTheMost_AreToldSo_AndOneThatEndsMakesRoom()
    {
        await using var child = new ScriptedChild();
        var sessions = Enumerable.Range(0, 65).Select(number => new Baton.Gateway.Sessions.ClientSession(
            $"i{number.ToString(CultureInfo.InvariantCulture)}", $"s_{number.ToString(CultureInfo.InvariantCulture)}", "local", "rec", Protocol.Revisions.Revision.V20251125, Baton.Gateway.Sessions.ClientDescription.Unknown, TimeProvider.System)).ToList();
        Task<Reply> Initialize(int number) => child.Upstream.SendAsync(CallBuilder.InSession(Messages.Initialize(), session: sessions[number], server: "rec"), default).AsTask();
        foreach (var reply in await Task.WhenAll(Enumerable.Range(0, 64).Select(Initialize))) reply.ShouldBeOfType<Reply.Completed>();

        (await Initialize(64)).Text().ShouldContain("64 clients have the server 'rec' open, which is the limit; try again later.");
        sessions[3].Dispose();
        (await Initialize(64)).ShouldBeOfType<Reply.Completed>();
    }
}
