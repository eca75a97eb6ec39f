using System.Collections.Immutable;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.Relays;
using Baton.Gateway.Upstreams.Stdio;

namespace Baton.Gateway.Tests.Upstreams.Stdio;

/// <summary>A process that takes the place of one that ended is given the client's handshake before anything else.</summary>
public sealed class StdioRestartTests
{
    private const string Dies = """*'"name":"die"'*) exit 3;;""";

    /// <summary>From the second start on the handshake is answered only when the test has opened the gate.</summary>
    private const string Gated = Dies + """

        *'"method":"initialize"'*) if [ "$run" -gt 0 ]; then : > gated; while [ ! -e open ]; do sleep 0.01; done; fi; answer '{"protocolVersion":"2025-11-25"}';;
        """;

    [Fact]
    public async Task Call_AfterTheEnd_ComesAfterTheWholeHandshake()
    {
        await using var child = new ScriptedChild(Dies);
        await child.InitializeAsync();

        (await child.ToolAsync("die")).Text().ShouldContain("ended (exit code 3) before it answered");
        (await child.ToolAsync("read")).ShouldBeOfType<Reply.Completed>();

        child.Arrived.ShouldBe(["0 initialize", "0 notifications/initialized", "0 die", "1 initialize", "1 notifications/initialized", "1 read"]);
        child.Log.ShouldContain("baton: the server 'rec' was started again");
    }

    [Fact]
    public async Task Calls_WhileTheHandshakeIsUnderWay_WaitForIt()
    {
        await using var child = new ScriptedChild(Gated);
        await child.InitializeAsync();
        await child.ToolAsync("die");

        var first = child.ToolAsync("one");
        await Patience.Until(() => File.Exists(child.At("gated")));
        var second = child.ToolAsync("two");
        Open(child);

        (await first).ShouldBeOfType<Reply.Completed>();
        (await second).ShouldBeOfType<Reply.Completed>();
        var after = child.Arrived.Where(line => line[0] == '1').ToList();
        after[..2].ShouldBe(["1 initialize", "1 notifications/initialized"]);
        after[2..].Order().ShouldBe(["1 one", "1 two"]);
    }

    [Fact]
    public async Task Handshake_Refused_IsSaid_AndTheNextCallBeginsAnew()
    {
        var clock = new TimerClock();
        await using var child = new ScriptedChild(Dies + """

            *'"method":"initialize"'*) if [ "$run" -eq 1 ]; then printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32000,"message":"not now"}}\n' "$id"; else answer '{"protocolVersion":"2025-11-25"}'; fi;;
            """, options => options with { Time = clock });
        await child.InitializeAsync();
        await child.ToolAsync("die");

        var refused = (await child.ToolAsync("one")).ShouldBeOfType<Reply.Failed>();
        refused.Error.Message.ShouldBe("The server 'rec' was started again and refused the session; connect again.");
        clock.Advance(TimeSpan.FromSeconds(1));
        (await child.ToolAsync("two")).ShouldBeOfType<Reply.Completed>();

        child.Arrived.Where(line => line[0] != '0').ShouldBe(["1 initialize", "2 initialize", "2 notifications/initialized", "2 two"]);
    }

    [Fact]
    public async Task Handshake_WhoseCallIsTakenBack_LeavesNoHalfOpenProcess()
    {
        var clock = new TimerClock();
        await using var child = new ScriptedChild(Gated, options => options with { Time = clock });
        await child.InitializeAsync();
        await child.ToolAsync("die");
        using var takenBack = new CancellationTokenSource();
        var first = child.SendAsync(Messages.Call("1", "one"), cancellationToken: takenBack.Token);
        await Patience.Until(() => File.Exists(child.At("gated")));

        await takenBack.CancelAsync();
        await clock.WhenArmed(TimeSpan.FromSeconds(2));
        clock.Advance(TimeSpan.FromSeconds(2));
        await Should.ThrowAsync<OperationCanceledException>(first.WaitAsync(Patience.Limit));
        Open(child);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await child.ToolAsync("two")).ShouldBeOfType<Reply.Completed>();

        child.Arrived.Where(line => line[0] != '0').ShouldBe(["1 initialize", "2 initialize", "2 notifications/initialized", "2 two"]);
    }

    [Fact]
    public async Task Initialized_SaidWhileNoProcessStands_IsToldToTheNextOne()
    {
        await using var child = new ScriptedChild("""*'"method":"ping"'*) exit 0;;""");
        await child.SendAsync(Messages.Initialize());
        await child.SendAsync(Messages.Request("1", "ping"));
        await child.SendAsync(Messages.Initialized);

        (await child.ToolAsync("read")).ShouldBeOfType<Reply.Completed>();

        child.Arrived.ShouldBe(["0 initialize", "0 ping", "1 initialize", "1 notifications/initialized", "1 read"]);
    }

    [Fact]
    public async Task Client_ThatBeginsItsHandshakeAgain_GivesTheNewOneToTheNextProcess()
    {
        var clock = new TimerClock();
        await using var child = new ScriptedChild(Dies, options => options with { Time = clock });
        await child.SendAsync(Messages.Initialize("2025-06-18"));
        await child.ToolAsync("die");
        await child.InitializeAsync();
        await child.ToolAsync("die");
        clock.Advance(TimeSpan.FromSeconds(1));
        (await child.ToolAsync("read")).ShouldBeOfType<Reply.Completed>();

        var offered = File.ReadAllLines(child.At("record")).Where(line => line.Contains("\"initialize\"", StringComparison.Ordinal)).Select(line => Messages.Json(line[2..]).At("params.protocolVersion"));
        offered.ShouldBe(["2025-06-18", "2025-11-25", "2025-11-25"]);
    }

    [Fact]
    public async Task Stateless_Clients_GetANewProcessWithoutAnyHandshake()
    {
        await using var child = new ScriptedChild(Dies);
        (await child.SendAsync(Messages.Stateless("1", "tools/call", "\"name\":\"die\""), inSession: false)).Text().ShouldContain("exit code 3");
        (await child.SendAsync(Messages.Stateless("2", "tools/call", "\"name\":\"read\""), inSession: false)).ShouldBeOfType<Reply.Completed>();

        child.Arrived.ShouldBe(["0 die", "1 read"]);
    }

    [Fact]
    public async Task Process_ThatKeepsEnding_IsStartedMoreAndMoreSeldom_AndFreelyAfterItHasLived()
    {
        var clock = new TimerClock();
        await using var child = new ScriptedChild(Dies, options => options with { Time = clock });
        async Task<string> DieAsync() => (await child.SendAsync(Messages.Stateless("1", "tools/call", "\"name\":\"die\""), inSession: false)).Text();
        await DieAsync();
        (await DieAsync()).ShouldContain("exit code 3");
        foreach (var wait in (double[])[0.25, 0.5, 1, 2, 4, 8, 16, 30, 30])
        {
            var held = await DieAsync();
            held.ShouldContain("ended too often");
            held.ShouldContain($"\"retry_after_ms\":{(wait * 1000).ToString(System.Globalization.CultureInfo.InvariantCulture)}}}");
            clock.Advance(TimeSpan.FromSeconds(wait));
            (await DieAsync()).ShouldContain("exit code 3");
        }
        clock.Advance(TimeSpan.FromSeconds(30));
        (await child.SendAsync(Messages.Stateless("1", "tools/call", "\"name\":\"read\""), inSession: false)).ShouldBeOfType<Reply.Completed>();
        clock.Advance(TimeSpan.FromSeconds(30));

        (await DieAsync()).ShouldContain("exit code 3");
        (await DieAsync()).ShouldContain("exit code 3");
        (await DieAsync()).ShouldContain("\"retry_after_ms\":250}");
    }

    [Fact]
    public async Task Command_ThatIsNotThere_IsNamed_AlsoWhileItIsNotTriedAgain()
    {
        var clock = new TimerClock();
        await using var upstream = new StdioUpstream("rec", new ChildCommand("/no/such/command", [], ImmutableDictionary<string, string>.Empty), new RelayOptions { Requests = new NoServerRequests("nobody asks"), Log = _ => { }, Time = clock });
        foreach (var wait in (string[])["", "", ",\"retry_after_ms\":250"])
        {
            var said = (await upstream.SendAsync(CallBuilder.Stateless(Messages.Stateless("1", "tools/call", "\"name\":\"read\""), server: "rec"), default)).Text();
            said.ShouldContain("The server 'rec' is not there. The command '/no/such/command' was not found, or may not be run.");
            said.ShouldContain($"\"cause\":\"not_started\"{wait}}}");
        }
    }

    private static void Open(ScriptedChild child) => File.WriteAllText(child.At("open"), "");
}
